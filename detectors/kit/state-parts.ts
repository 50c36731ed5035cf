import type { Observation, ObservationWeight } from '../../events/observation.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Tables } from './codec-tables.ts';
import type { Detector } from './detector.ts';
import type { Finding } from './finding.ts';
import { readObservation, WEIGHTS, writeObservation } from './observation-codec.ts';
import type { Profile, Sighting } from './profile.ts';
import { signatureOf } from './signature.ts';
import type { Assertion, KeyState } from './state.ts';
import type { Entry } from './timeline.ts';

/** The parts of a state as bytes; state-codec.ts puts them together. Every read throws on bytes that nobody wrote. */

export function writeHead(writer: ByteWriter, state: KeyState): void {
  writer.text(state.user);
  writeTime(writer, state.watermark);
  writeTime(writer, state.knownSince);
  writer.unsigned(state.folded);
  for (const weight of WEIGHTS) writeTime(writer, state.saturated.get(weight) ?? -Infinity);
}

/** All of a state that is not in tables, timeline, profile or assertions. */
export type Head = Pick<KeyState, 'user' | 'watermark' | 'knownSince' | 'folded' | 'saturated'>;

export function readHead(reader: ByteReader): Head {
  const user = reader.text();
  const watermark = readTime(reader, -Infinity);
  const knownSince = readTime(reader, Infinity);
  const folded = reader.unsigned();
  const saturated = new Map<ObservationWeight, number>();
  for (const weight of WEIGHTS) {
    const evicted = readTime(reader, -Infinity);
    if (evicted !== -Infinity) saturated.set(weight, evicted);
  }
  return { user, watermark, knownSince, folded, saturated };
}

export function writeProfile(writer: ByteWriter, tables: Tables, profile: Profile): void {
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

export function readProfile(reader: ByteReader, tables: Tables): Profile {
  const profile: Profile = new Map();
  for (let dimensions = reader.count(); dimensions > 0; dimensions -= 1) {
    const values = new Map<string, Sighting>();
    profile.set(tables.textAt(reader.unsigned()) ?? '', values);
    for (let count = reader.count(); count > 0; count -= 1) {
      const value = tables.textAt(reader.unsigned()) ?? '';
      const first = reader.signed();
      values.set(value, { first, last: first + reader.unsigned(), days: reader.unsigned(), count: reader.unsigned() });
    }
  }
  return profile;
}

const STATUS = { hidden: 1, removed: 2, findings: 4 } as const;

export function writeEntry(writer: ByteWriter, tables: Tables, entry: Entry, detectors: readonly Detector[]): void {
  const { findings } = entry;
  writer.byte(
    (entry.hidden ? STATUS.hidden : 0) |
      (entry.removed ? STATUS.removed : 0) |
      (findings === undefined ? 0 : STATUS.findings),
  );
  writeObservation(writer, tables, entry.observation);
  if (findings !== undefined) writeFindings(writer, tables, findings, detectors);
}

/** `anchors` is left at 0: which bit is whose depends on the detectors installed. */
export function readEntry(reader: ByteReader, tables: Tables, detectors: readonly Detector[]): Entry {
  const status = reader.byte();
  const observation = readObservation(reader, tables);
  const entry: Entry = {
    observation,
    anchors: 0,
    hidden: (status & STATUS.hidden) !== 0,
    removed: (status & STATUS.removed) !== 0,
  };
  if ((status & STATUS.findings) !== 0) entry.findings = readFindings(reader, tables, detectors);
  return entry;
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

/** Those of a detector that is no longer installed are left behind. */
function readFindings(
  reader: ByteReader,
  tables: Tables,
  detectors: readonly Detector[],
): ReadonlyMap<number, readonly Finding[]> {
  const findings = new Map<number, readonly Finding[]>();
  for (let size = reader.count(); size > 0; size -= 1) {
    const id = tables.textAt(reader.unsigned());
    const found: Finding[] = [];
    for (let count = reader.count(); count > 0; count -= 1) found.push(readFinding(reader, tables));
    const index = detectors.findIndex((detector) => detector.id === id);
    if (index >= 0) findings.set(index, found);
  }
  return findings;
}

/** Findings are rare: what they say is JSON beside the observations they rest on. */
function writeFinding(writer: ByteWriter, tables: Tables, { trigger, observations, ...shown }: Finding): void {
  writer.text(JSON.stringify(shown));
  writeObservation(writer, tables, trigger);
  writer.unsigned(observations.length);
  for (const observation of observations) writeObservation(writer, tables, observation);
}

function readFinding(reader: ByteReader, tables: Tables): Finding {
  const shown = JSON.parse(reader.text()) as Omit<Finding, 'trigger' | 'observations'>;
  const trigger = readObservation(reader, tables);
  const observations: Observation[] = [];
  for (let count = reader.count(); count > 0; count -= 1) observations.push(readObservation(reader, tables));
  return { ...shown, trigger, observations };
}

export function writeAssertion(writer: ByteWriter, tables: Tables, key: string, assertion: Assertion): void {
  writer.text(key);
  writer.unsigned(tables.text(assertion.detector));
  writer.byte((assertion.active ? 1 : 0) | (assertion.frozen ? 2 : 0) | (assertion.replacedBy === undefined ? 0 : 4));
  writer.unsigned(assertion.revision);
  if (assertion.replacedBy !== undefined) writer.text(assertion.replacedBy);
  writeFinding(writer, tables, assertion.finding);
}

export function readAssertion(reader: ByteReader, tables: Tables): readonly [key: string, Assertion] {
  const key = reader.text();
  const detector = tables.textAt(reader.unsigned()) ?? '';
  const status = reader.byte();
  const revision = reader.unsigned();
  const replacedBy = (status & 4) === 0 ? undefined : reader.text();
  const finding = readFinding(reader, tables);
  const assertion: Assertion = {
    detector,
    finding,
    signature: signatureOf(finding),
    active: (status & 1) !== 0,
    revision,
    frozen: (status & 2) !== 0,
  };
  if (replacedBy !== undefined) assertion.replacedBy = replacedBy;
  return [key, assertion];
}

function writeTime(writer: ByteWriter, time: number): void {
  writer.byte(Number.isFinite(time) ? 1 : 0);
  if (Number.isFinite(time)) writer.signed(time);
}

function readTime(reader: ByteReader, absent: number): number {
  return reader.byte() === 0 ? absent : reader.signed();
}
