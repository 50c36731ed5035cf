import type { Observation } from '../../events/observation.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { ReadTables, Tables } from './codec-tables.ts';
import type { Detector } from './detector.ts';
import type { Finding } from './finding.ts';
import { readObservation, WEIGHTS, writeObservation } from './observation-codec.ts';
import type { Sighting } from './profile.ts';
import { signatureOf } from './signature.ts';
import type { Assertion, KeyState } from './state.ts';
import { createState } from './state.ts';
import type { Entry } from './timeline.ts';
import { anchorBits } from './timeline.ts';

/**
 * State of one key as bytes: what repeats (places, devices, sessions, kinds of event) stands once in a table and is one byte
 * in each observation. Findings are rare and stored as JSON beside the observations they rest on.
 */
const VERSION = 1;

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
    writeObservation(writer, tables, entry.observation, since);
    since = entry.observation.time;
    if (findings !== undefined) writeFindings(writer, tables, findings, detectors);
  }
}

function readTimeline(reader: ByteReader, tables: ReadTables, timeline: Entry[], detectors: readonly Detector[]): void {
  let since = 0;
  for (let count = reader.unsigned(); count > 0; count -= 1) {
    const status = reader.byte();
    const observation = readObservation(reader, tables, since);
    since = observation.time;
    const removed = (status & STATUS.removed) !== 0;
    const entry: Entry = {
      observation,
      // Asked anew rather than stored: which bit is whose depends on the detectors installed.
      anchors: removed ? 0 : anchorBits(detectors, observation),
      hidden: (status & STATUS.hidden) !== 0,
      removed,
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
