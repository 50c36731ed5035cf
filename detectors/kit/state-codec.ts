import type { Device, Observation, ObservationWeight, ObservedStep } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Detector } from './detector.ts';
import { readEventId, writeEventId } from './event-id-codec.ts';
import type { Finding } from './finding.ts';
import type { Sighting } from './profile.ts';
import { signatureOf } from './signature.ts';
import type { Assertion, KeyState } from './state.ts';
import { createState } from './state.ts';
import type { Entry } from './timeline.ts';

/**
 * State of one key as bytes: what repeats (places, devices, sessions, kinds of event) stands once in a table and is one byte
 * in each observation. Findings are rare and stored as JSON beside the observations they rest on.
 */
const VERSION = 1;
const WEIGHTS: readonly ObservationWeight[] = ['interactive', 'background', 'mark'];

export function encodeState(state: KeyState, detectors: readonly Detector[]): Uint8Array {
  const tables = new Tables();
  const body = new ByteWriter();
  body.text(state.user);
  writeTime(body, state.watermark);
  writeTime(body, state.knownSince);
  body.byte(WEIGHTS.reduce((bits, weight, index) => (state.saturated.has(weight) ? bits | (1 << index) : bits), 0));
  writeProfile(body, tables, state);
  writeTimeline(body, tables, state.timeline, detectors);
  writeAssertions(body, tables, state.assertions);
  const head = new ByteWriter();
  head.byte(VERSION);
  tables.write(head);
  head.bytes(body.finish());
  return head.finish();
}

/** Throws a RangeError for a cut record or an unknown version. */
export function decodeState(bytes: Uint8Array, detectors: readonly Detector[]): KeyState {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION)
    throw new RangeError(`state record of version ${String(version)}; this build reads ${String(VERSION)}`);
  const tables = ReadTables.read(reader);
  const state = createState(reader.text());
  state.watermark = readTime(reader, -Infinity);
  state.knownSince = readTime(reader, Infinity);
  const saturated = reader.byte();
  WEIGHTS.forEach((weight, index) => {
    if ((saturated & (1 << index)) !== 0) state.saturated.add(weight);
  });
  readProfile(reader, tables, state);
  readTimeline(reader, tables, state.timeline, detectors);
  readAssertions(reader, tables, state.assertions);
  return state;
}

/** What observations share, as text, in order of first use. Index 0 is "absent". */
class Tables {
  readonly #values: string[] = [];
  readonly #byText = new Map<string, number>();
  readonly #byObject = new Map<object, number>();

  text(value: string | undefined): number {
    if (value === undefined) return 0;
    let index = this.#byText.get(value);
    if (index === undefined) {
      this.#values.push(value);
      index = this.#values.length;
      this.#byText.set(value, index);
    }
    return index;
  }

  object(value: object | undefined): number {
    if (value === undefined) return 0;
    const known = this.#byObject.get(value);
    if (known !== undefined) return known;
    const index = this.text(JSON.stringify(value));
    this.#byObject.set(value, index);
    return index;
  }

  write(writer: ByteWriter): void {
    writer.unsigned(this.#values.length);
    for (const value of this.#values) writer.text(value);
  }
}

class ReadTables {
  readonly #values: string[];
  readonly #objects: unknown[] = [];

  private constructor(values: string[]) {
    this.#values = values;
  }

  static read(reader: ByteReader): ReadTables {
    const count = reader.unsigned();
    const values: string[] = [];
    for (let index = 0; index < count; index += 1) values.push(reader.text());
    return new ReadTables(values);
  }

  text(index: number): string | undefined {
    return index === 0 ? undefined : this.#values[index - 1];
  }

  /** Parsed once, then shared: equal places and devices of one key are the same object. */
  object(index: number): unknown {
    return index === 0 ? undefined : (this.#objects[index] ??= JSON.parse(this.#values[index - 1] ?? 'null'));
  }
}

/** The part of an observation that many share: what kind of thing happened to whom. */
type Kind = Pick<
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
  | 'userId'
  | 'userName'
  | 'fullName'
  | 'app'
  | 'facts'
  | 'verdict'
  | 'grantedRole'
>;

/** A tuple, since property names would be most of its bytes. */
function kindText(o: Kind): string {
  return JSON.stringify([
    o.source,
    o.dataset,
    o.action,
    o.operation,
    o.outcome,
    o.code,
    o.reason,
    o.weight,
    o.role,
    o.actor,
    o.userId,
    o.userName,
    o.fullName,
    o.app,
    o.facts,
    o.verdict,
    o.grantedRole,
  ]);
}

type KindTuple = readonly [
  Observation['source'],
  string,
  string,
  Observation['operation'],
  Observation['outcome'],
  string | null,
  string | null,
  ObservationWeight,
  Observation['role'],
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  Observation['facts'],
  string | null,
  string | null,
];

/** Which optional parts follow. */
const HAS = { ownId: 1, otherRoot: 2, steps: 4, flow: 8, sameRoot: 16 } as const;

function writeObservation(writer: ByteWriter, tables: Tables, o: Observation, since: number): void {
  const ownId = o.id !== plainId(o.source, o.dataset, o.eventId);
  const sameRoot = o.rootSession !== undefined && o.rootSession === o.session;
  const otherRoot = o.rootSession !== undefined && !sameRoot;
  writer.signed(o.time - since);
  writer.unsigned(tables.text(kindText(o)));
  writer.unsigned(o.rank);
  writeEventId(writer, o.eventId, o);
  writer.byte(
    (ownId ? HAS.ownId : 0) |
      (otherRoot ? HAS.otherRoot : 0) |
      (o.steps.length > 0 ? HAS.steps : 0) |
      (o.flow === undefined ? 0 : HAS.flow) |
      (sameRoot ? HAS.sameRoot : 0),
  );
  writer.unsigned(tables.object(o.place));
  writer.unsigned(tables.object(o.device));
  writer.unsigned(tables.text(o.session));
  if (ownId) writer.text(o.id);
  if (otherRoot) writer.unsigned(tables.text(o.rootSession));
  if (o.flow !== undefined) writer.unsigned(tables.text(o.flow));
  if (o.steps.length > 0) writeSteps(writer, tables, o.steps, o.time);
}

function readObservation(reader: ByteReader, tables: ReadTables, since: number): Observation {
  const time = since + reader.signed();
  const kind = tables.object(reader.unsigned()) as KindTuple;
  const [source, dataset, action] = kind;
  const rank = reader.unsigned();
  const eventId = readEventId(reader, { source, dataset, action, time });
  const has = reader.byte();
  const place = tables.object(reader.unsigned()) as Place | undefined;
  const device = tables.object(reader.unsigned()) as Device;
  const session = tables.text(reader.unsigned());
  const id = (has & HAS.ownId) === 0 ? plainId(source, dataset, eventId) : reader.text();
  const root = (has & HAS.otherRoot) === 0 ? undefined : tables.text(reader.unsigned());
  return {
    id,
    eventId,
    rank,
    time,
    source,
    dataset,
    action,
    operation: kind[3],
    outcome: kind[4],
    code: kind[5] ?? undefined,
    reason: kind[6] ?? undefined,
    weight: kind[7],
    role: kind[8],
    actor: kind[9] ?? undefined,
    userId: kind[10] ?? undefined,
    userName: kind[11] ?? undefined,
    fullName: kind[12] ?? undefined,
    place,
    device,
    session,
    rootSession: (has & HAS.sameRoot) === 0 ? root : session,
    flow: (has & HAS.flow) === 0 ? undefined : tables.text(reader.unsigned()),
    app: kind[13] ?? undefined,
    facts: kind[14],
    steps: (has & HAS.steps) === 0 ? NO_STEPS : readSteps(reader, tables, time),
    verdict: kind[15] ?? undefined,
    grantedRole: kind[16] ?? undefined,
  };
}

const NO_STEPS: readonly ObservedStep[] = [];

function writeSteps(writer: ByteWriter, tables: Tables, steps: readonly ObservedStep[], since: number): void {
  writer.unsigned(steps.length);
  for (const { time, ...kind } of steps) {
    writer.signed(time - since);
    writer.unsigned(tables.text(JSON.stringify(kind)));
  }
}

function readSteps(reader: ByteReader, tables: ReadTables, since: number): ObservedStep[] {
  const steps: ObservedStep[] = [];
  for (let count = reader.unsigned(); count > 0; count -= 1) {
    const time = since + reader.signed();
    steps.push({ time, ...(tables.object(reader.unsigned()) as Omit<ObservedStep, 'time'>) });
  }
  return steps;
}

/** The stored identity as `observe` makes it, so that it need not be stored beside the event id. */
function plainId(source: Observation['source'], dataset: string, eventId: string): string {
  return source === 'google_workspace'
    ? `${source}:${dataset.slice(dataset.indexOf('.') + 1)}|${eventId}`
    : `${source}:${eventId}`;
}

function writeProfile(writer: ByteWriter, tables: Tables, { profile }: KeyState): void {
  writer.unsigned(profile.size);
  for (const [dimension, values] of profile) {
    writer.unsigned(tables.text(dimension));
    writer.unsigned(values.size);
    for (const [value, sighting] of values) {
      writer.unsigned(tables.text(value));
      writer.signed(sighting.first);
      writer.unsigned(sighting.last - sighting.first);
      writer.unsigned(sighting.days);
      writer.unsigned(sighting.count);
    }
  }
}

function readProfile(reader: ByteReader, tables: ReadTables, { profile }: KeyState): void {
  for (let dimensions = reader.unsigned(); dimensions > 0; dimensions -= 1) {
    const values = new Map<string, Sighting>();
    profile.set(tables.text(reader.unsigned()) ?? '', values);
    for (let count = reader.unsigned(); count > 0; count -= 1) {
      const value = tables.text(reader.unsigned()) ?? '';
      const first = reader.signed();
      values.set(value, { first, last: first + reader.unsigned(), days: reader.unsigned(), count: reader.unsigned() });
    }
  }
}

const STATUS = { hidden: 1, removed: 2, findings: 4 } as const;

function writeTimeline(
  writer: ByteWriter,
  tables: Tables,
  timeline: readonly Entry[],
  detectors: readonly Detector[],
): void {
  writer.unsigned(timeline.length);
  let since = 0;
  for (const entry of timeline) {
    const { findings } = entry;
    writer.byte(
      (entry.hidden ? STATUS.hidden : 0) |
        (entry.removed ? STATUS.removed : 0) |
        (findings === undefined ? 0 : STATUS.findings),
    );
    writer.unsigned(entry.anchors);
    writeObservation(writer, tables, entry.observation, since);
    since = entry.observation.time;
    if (findings !== undefined) writeFindings(writer, tables, findings, detectors);
  }
}

function readTimeline(reader: ByteReader, tables: ReadTables, timeline: Entry[], detectors: readonly Detector[]): void {
  let since = 0;
  for (let count = reader.unsigned(); count > 0; count -= 1) {
    const status = reader.byte();
    const anchors = reader.unsigned();
    const observation = readObservation(reader, tables, since);
    since = observation.time;
    const entry: Entry = {
      observation,
      anchors,
      hidden: (status & STATUS.hidden) !== 0,
      removed: (status & STATUS.removed) !== 0,
    };
    if ((status & STATUS.findings) !== 0) entry.findings = readFindings(reader, tables, detectors);
    timeline.push(entry);
  }
}

function writeFindings(
  writer: ByteWriter,
  tables: Tables,
  findings: ReadonlyMap<number, readonly Finding[]>,
  detectors: readonly Detector[],
): void {
  writer.unsigned(findings.size);
  for (const [index, found] of findings) {
    writer.unsigned(tables.text(detectors[index]?.id));
    writer.unsigned(found.length);
    for (const finding of found) writeFinding(writer, tables, finding);
  }
}

function readFindings(
  reader: ByteReader,
  tables: ReadTables,
  detectors: readonly Detector[],
): Map<number, readonly Finding[]> {
  const findings = new Map<number, readonly Finding[]>();
  for (let size = reader.unsigned(); size > 0; size -= 1) {
    const id = tables.text(reader.unsigned());
    const found: Finding[] = [];
    for (let count = reader.unsigned(); count > 0; count -= 1) found.push(readFinding(reader, tables));
    const index = detectors.findIndex((detector) => detector.id === id);
    if (index >= 0) findings.set(index, found);
  }
  return findings;
}

function writeFinding(writer: ByteWriter, tables: Tables, { trigger, observations, ...shown }: Finding): void {
  writer.text(JSON.stringify(shown));
  writeObservation(writer, tables, trigger, 0);
  writer.unsigned(observations.length);
  for (const observation of observations) writeObservation(writer, tables, observation, 0);
}

function readFinding(reader: ByteReader, tables: ReadTables): Finding {
  const shown = JSON.parse(reader.text()) as Omit<Finding, 'trigger' | 'observations'>;
  const trigger = readObservation(reader, tables, 0);
  const observations: Observation[] = [];
  for (let count = reader.unsigned(); count > 0; count -= 1) observations.push(readObservation(reader, tables, 0));
  return { ...shown, trigger, observations };
}

function writeAssertions(writer: ByteWriter, tables: Tables, assertions: ReadonlyMap<string, Assertion>): void {
  writer.unsigned(assertions.size);
  for (const [key, assertion] of assertions) {
    writer.text(key);
    writer.unsigned(tables.text(assertion.detector));
    writer.byte((assertion.active ? 1 : 0) | (assertion.frozen ? 2 : 0) | (assertion.replacedBy === undefined ? 0 : 4));
    writer.unsigned(assertion.revision);
    if (assertion.replacedBy !== undefined) writer.text(assertion.replacedBy);
    writeFinding(writer, tables, assertion.finding);
  }
}

function readAssertions(reader: ByteReader, tables: ReadTables, assertions: Map<string, Assertion>): void {
  for (let count = reader.unsigned(); count > 0; count -= 1) {
    const key = reader.text();
    const detector = tables.text(reader.unsigned()) ?? '';
    const status = reader.byte();
    const revision = reader.unsigned();
    const replacedBy = (status & 4) === 0 ? undefined : reader.text();
    const finding = readFinding(reader, tables);
    assertions.set(key, {
      detector,
      finding,
      signature: signatureOf(finding),
      active: (status & 1) !== 0,
      revision,
      frozen: (status & 2) !== 0,
      ...(replacedBy === undefined ? {} : { replacedBy }),
    });
  }
}

function writeTime(writer: ByteWriter, time: number): void {
  writer.byte(Number.isFinite(time) ? 1 : 0);
  if (Number.isFinite(time)) writer.signed(time);
}

function readTime(reader: ByteReader, absent: number): number {
  return reader.byte() === 0 ? absent : reader.signed();
}
