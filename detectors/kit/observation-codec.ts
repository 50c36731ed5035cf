import { FACTS, OPERATIONS, SOURCES } from '../../events/event.ts';
import { METHODS, PURPOSES, STEP_RESULTS, STRENGTHS } from '../../events/method.ts';
import type { Device, Observation, ObservationWeight, ObservedStep } from '../../events/observation.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Tables } from './codec-tables.ts';
import { readEventId, writeEventId } from './event-id-codec.ts';

/** STORED BY POSITION, here and in events/: append to these lists, never reorder them, or raise the record's version. */
export const WEIGHTS: readonly ObservationWeight[] = ['interactive', 'background', 'mark'];
const OUTCOMES: readonly Observation['outcome'][] = ['success', 'failure', 'unknown'];

/** What kind of thing happened: the part of an observation that repeats. */
export type Kind = Pick<
  Observation,
  | 'source'
  | 'dataset'
  | 'action'
  | 'operation'
  | 'outcome'
  | 'code'
  | 'reason'
  | 'weight'
  | 'role'
  | 'actor'
  | 'facts'
  | 'verdict'
  | 'grantedRole'
>;

export type Who = Pick<Observation, 'userId' | 'userName' | 'fullName'>;

export function sameKind(a: Kind, b: Kind): boolean {
  return (
    a.action === b.action &&
    a.operation === b.operation &&
    a.outcome === b.outcome &&
    a.source === b.source &&
    a.dataset === b.dataset &&
    a.weight === b.weight &&
    a.role === b.role &&
    a.code === b.code &&
    a.reason === b.reason &&
    a.actor === b.actor &&
    a.verdict === b.verdict &&
    a.grantedRole === b.grantedRole &&
    sameFacts(a.facts, b.facts)
  );
}

function sameFacts(a: Observation['facts'], b: Observation['facts']): boolean {
  return a === b || (a.length === b.length && a.every((fact, index) => fact === b[index]));
}

export function writeKind(writer: ByteWriter, tables: Tables, kind: Kind): void {
  writer.byte(SOURCES.indexOf(kind.source));
  writer.byte(OPERATIONS.indexOf(kind.operation));
  writer.byte(OUTCOMES.indexOf(kind.outcome) | (WEIGHTS.indexOf(kind.weight) << 2) | (kind.role === 'target' ? 16 : 0));
  for (const text of [kind.dataset, kind.action, kind.code, kind.reason, kind.actor, kind.verdict, kind.grantedRole]) {
    writer.unsigned(tables.text(text));
  }
  writer.unsigned(kind.facts.length);
  for (const fact of kind.facts) writer.byte(FACTS.indexOf(fact));
}

export function readKind(reader: ByteReader, tables: Tables): Kind {
  const source = at(SOURCES, reader.byte());
  const operation = at(OPERATIONS, reader.byte());
  const bits = reader.byte();
  const text = (): string | undefined => tables.textAt(reader.unsigned());
  return {
    source,
    operation,
    outcome: at(OUTCOMES, bits & 3),
    weight: at(WEIGHTS, (bits >> 2) & 3),
    role: (bits & 16) === 0 ? 'self' : 'target',
    dataset: text() ?? '',
    action: text() ?? '',
    code: text(),
    reason: text(),
    actor: text(),
    verdict: text(),
    grantedRole: text(),
    facts: Array.from({ length: reader.count() }, () => at(FACTS, reader.byte())),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError('state record was written by a newer build');
  return value;
}

/** 2020-01-01T00:00Z: times of today take six bytes from here, not seven. */
const EPOCH = 1_577_836_800_000;

/** Which optional parts follow. */
const HAS = { ownId: 1, otherRoot: 2, steps: 4, flow: 8, sameRoot: 16, session: 32, app: 64, rank: 128 } as const;

/** Stands alone, whatever was written before it: so that it can be copied from record to record. */
export function writeObservation(writer: ByteWriter, tables: Tables, o: Observation): void {
  const ownId = o.id !== plainId(o.source, o.dataset, o.eventId);
  const sameRoot = o.rootSession !== undefined && o.rootSession === o.session;
  const otherRoot = o.rootSession !== undefined && !sameRoot;
  writer.byte(
    (ownId ? HAS.ownId : 0) |
      (otherRoot ? HAS.otherRoot : 0) |
      (o.steps.length > 0 ? HAS.steps : 0) |
      (o.flow === undefined ? 0 : HAS.flow) |
      (sameRoot ? HAS.sameRoot : 0) |
      (o.session === undefined ? 0 : HAS.session) |
      (o.app === undefined ? 0 : HAS.app) |
      (o.rank === 0 ? 0 : HAS.rank),
  );
  writer.signed(o.time - EPOCH);
  writer.unsigned(tables.kind(o));
  writeEventId(writer, o.eventId, o);
  writer.unsigned(tables.who(o));
  writer.unsigned(tables.place(o.place));
  writer.unsigned(tables.device(o.device));
  if (o.session !== undefined) writer.unsigned(tables.text(o.session));
  if (o.app !== undefined) writer.unsigned(tables.text(o.app));
  if (o.rank !== 0) writer.unsigned(o.rank);
  if (ownId) writer.text(o.id);
  if (otherRoot) writer.unsigned(tables.text(o.rootSession));
  if (o.flow !== undefined) writer.unsigned(tables.text(o.flow));
  if (o.steps.length > 0) writeSteps(writer, tables, o.steps, o.time);
}

/** Builds the fields in the order `observe` does, so that both make one shape of object. */
export function readObservation(reader: ByteReader, tables: Tables): Observation {
  const has = reader.byte();
  const time = EPOCH + reader.signed();
  const kind = tables.kindAt(reader.unsigned());
  const eventId = readEventId(reader, kind, time);
  const [userId, userName, fullName] = tables.jsonAt(reader.unsigned()) as readonly (string | null)[];
  const place = tables.placeAt(reader.unsigned());
  const device = tables.jsonAt(reader.unsigned()) as Device;
  const session = (has & HAS.session) === 0 ? undefined : tables.textAt(reader.unsigned());
  const app = (has & HAS.app) === 0 ? undefined : tables.textAt(reader.unsigned());
  const rank = (has & HAS.rank) === 0 ? 0 : reader.unsigned();
  const id = (has & HAS.ownId) === 0 ? plainId(kind.source, kind.dataset, eventId) : reader.text();
  const root = (has & HAS.otherRoot) === 0 ? undefined : tables.textAt(reader.unsigned());
  return {
    id,
    eventId,
    rank,
    time,
    source: kind.source,
    dataset: kind.dataset,
    action: kind.action,
    operation: kind.operation,
    outcome: kind.outcome,
    code: kind.code,
    reason: kind.reason,
    weight: kind.weight,
    role: kind.role,
    actor: kind.actor,
    userId: userId ?? undefined,
    userName: userName ?? undefined,
    fullName: fullName ?? undefined,
    place,
    device,
    session,
    rootSession: (has & HAS.sameRoot) === 0 ? root : session,
    flow: (has & HAS.flow) === 0 ? undefined : tables.textAt(reader.unsigned()),
    app,
    facts: kind.facts,
    steps: (has & HAS.steps) === 0 ? NO_STEPS : readSteps(reader, tables, time),
    verdict: kind.verdict,
    grantedRole: kind.grantedRole,
  };
}

const NO_STEPS: readonly ObservedStep[] = [];

function writeSteps(writer: ByteWriter, tables: Tables, steps: readonly ObservedStep[], since: number): void {
  writer.unsigned(steps.length);
  for (const step of steps) {
    writer.signed(step.time - since);
    writer.byte(METHODS.indexOf(step.method));
    writer.byte(PURPOSES.indexOf(step.purpose));
    writer.byte(STEP_RESULTS.indexOf(step.result));
    writer.byte(STRENGTHS.indexOf(step.strength) | (resistance(step.phishingResistant) << 4));
    writer.unsigned(tables.text(step.raw));
    writer.unsigned(tables.text(step.detail));
  }
}

function readSteps(reader: ByteReader, tables: Tables, since: number): ObservedStep[] {
  const steps: ObservedStep[] = [];
  for (let count = reader.count(); count > 0; count -= 1) {
    const time = since + reader.signed();
    const method = at(METHODS, reader.byte());
    const purpose = at(PURPOSES, reader.byte());
    const result = at(STEP_RESULTS, reader.byte());
    const bits = reader.byte();
    const strength = at(STRENGTHS, bits & 15);
    const raw = tables.textAt(reader.unsigned());
    const detail = tables.textAt(reader.unsigned());
    const resistant = bits >> 4;
    steps.push({
      time,
      method,
      purpose,
      result,
      strength,
      ...(resistant === 0 ? {} : { phishingResistant: resistant === 2 }),
      ...(raw === undefined ? {} : { raw }),
      ...(detail === undefined ? {} : { detail }),
    });
  }
  return steps;
}

function resistance(value: boolean | undefined): number {
  return value === undefined ? 0 : value ? 2 : 1;
}

/** The stored identity as `observe` makes it, so that it need not stand beside the event id. */
function plainId(source: Observation['source'], dataset: string, eventId: string): string {
  return source === 'google_workspace'
    ? `${source}:${dataset.slice(dataset.indexOf('.') + 1)}|${eventId}`
    : `${source}:${eventId}`;
}
