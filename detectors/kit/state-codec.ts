import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { Tables } from './codec-tables.ts';
import type { Detector } from './detector.ts';
import { checkSeal, CorruptStateError, HEADER_BYTES, seal, wakeAtOf } from './record-seal.ts';
import * as parts from './state-parts.ts';
import type { Assertion, KeyState } from './state.ts';
import type { Entry } from './timeline.ts';
import { anchorBits } from './timeline.ts';

export { CorruptStateError, wakeAtOf };

/**
 * A state beside the bytes it was last written as. What repeats (places, devices, kinds of event) stands once in tables and is a byte in
 * each observation. Writing again copies from those bytes whatever has not changed since: a record costs what is new in it.
 */
export class StateRecord {
  readonly state: KeyState;
  #tables = new Tables();
  #bytes: Uint8Array = new Uint8Array();
  /** In the order they were written. */
  #entries: readonly EntryPart[] = [];
  #assertions = new Map<Assertion, AssertionPart>();
  #profile: ProfilePart | undefined;

  constructor(state: KeyState) {
    this.state = state;
  }

  /** @throws CorruptStateError for a record that is cut, damaged, too long or of another version. */
  static decode(bytes: Uint8Array, detectors: readonly Detector[]): StateRecord {
    const record = read(bytes, detectors);
    // Not under the reader's guard: a detector that throws is no fault of the record, and was told of when the entry came.
    for (const entry of record.state.timeline) {
      if (!entry.removed) entry.anchors = anchorBits(detectors, entry.observation);
    }
    return record;
  }

  /** Reads what `encode` writes, in its order. */
  static parse(bytes: Uint8Array, detectors: readonly Detector[]): StateRecord {
    const reader = new ByteReader(bytes);
    reader.seek(HEADER_BYTES);
    const head = parts.readHead(reader);
    const tables = Tables.read(reader);
    const state: KeyState = {
      ...head,
      timeline: [],
      profile: new Map(),
      assertions: new Map(),
      wakeAt: wakeAtOf(bytes),
    };
    const record = new StateRecord(state);
    record.#bytes = bytes;
    record.#tables = tables;
    const entries: EntryPart[] = [];
    for (let count = reader.count(); count > 0; count -= 1) {
      const at = reader.position;
      const entry = parts.readEntry(reader, tables, detectors);
      state.timeline.push(entry);
      entries.push(entryPart(entry, at, reader.position));
    }
    record.#entries = entries;
    const profileAt = reader.position;
    for (const [dimension, values] of parts.readProfile(reader, tables)) state.profile.set(dimension, values);
    record.#profile = { folded: state.folded, at: profileAt, end: reader.position, isNew: false };
    for (let count = reader.count(); count > 0; count -= 1) {
      const at = reader.position;
      const [key, assertion] = parts.readAssertion(reader, tables);
      state.assertions.set(key, assertion);
      record.#assertions.set(assertion, assertionPart(assertion, at, reader.position));
    }
    if (!reader.isAtEnd) throw new RangeError('state record goes on behind its end');
    return record;
  }

  /** The record as it now has to be stored. */
  encode(detectors: readonly Detector[]): Uint8Array {
    if (this.#tables.isWasteful) this.#startOver();
    news.reset();
    const { state } = this;
    const entries = this.#entryParts(detectors);
    const profile = this.#profileOf();
    const assertions = [...state.assertions].map(([key, assertion]) => this.#assertion(key, assertion));
    whole.reset();
    whole.skip(HEADER_BYTES);
    parts.writeHead(whole, state);
    this.#tables.write(whole, this.#bytes);
    whole.unsigned(entries.length);
    this.#copy(entries);
    this.#copy([profile]);
    whole.unsigned(assertions.length);
    this.#copy(assertions);
    this.#bytes = seal(whole.finish(), state.wakeAt);
    this.#entries = entries;
    if (this.#assertions.size > state.assertions.size) this.#forgetAssertions();
    return this.#bytes;
  }

  /** With tables that hold only what is still referred to. */
  #startOver(): void {
    this.#tables = new Tables();
    this.#bytes = new Uint8Array();
    this.#entries = [];
    this.#assertions.clear();
    this.#profile = undefined;
  }

  /** Mostly what was written before stands as it was and something has come behind it. */
  #entryParts(detectors: readonly Detector[]): EntryPart[] {
    const { timeline } = this.state;
    const before = this.#entries;
    const now: EntryPart[] = [];
    let same = 0;
    for (; same < timeline.length; same += 1) {
      const part = before[same];
      if (part === undefined || !isSameEntry(part, timeline[same] as Entry)) break;
      now.push(part);
    }
    const others = new Map<Entry, EntryPart>();
    for (let at = same; at < before.length; at += 1)
      others.set((before[at] as EntryPart).entry, before[at] as EntryPart);
    for (let at = same; at < timeline.length; at += 1) now.push(this.#entry(timeline[at] as Entry, others, detectors));
    return now;
  }

  #entry(entry: Entry, others: ReadonlyMap<Entry, EntryPart>, detectors: readonly Detector[]): EntryPart {
    const known = others.get(entry);
    if (known !== undefined && isSameEntry(known, entry)) return known;
    const at = news.length;
    parts.writeEntry(news, this.#tables, entry, detectors);
    return entryPart(entry, at, news.length, true);
  }

  #assertion(key: string, assertion: Assertion): AssertionPart {
    const known = this.#assertions.get(assertion);
    if (known !== undefined && isSameAssertion(known, assertion)) return known;
    const at = news.length;
    parts.writeAssertion(news, this.#tables, key, assertion);
    const part = assertionPart(assertion, at, news.length, true);
    this.#assertions.set(assertion, part);
    return part;
  }

  #profileOf(): ProfilePart {
    const { folded, profile } = this.state;
    if (this.#profile?.folded === folded) return this.#profile;
    const at = news.length;
    parts.writeProfile(news, this.#tables, profile);
    this.#profile = { folded, at, end: news.length, isNew: true };
    return this.#profile;
  }

  /** Parts that lie behind each other go in one piece; afterwards each knows where it lies in the new record. */
  #copy(parts: readonly Part[]): void {
    for (let from = 0; from < parts.length;) {
      const { at, isNew } = parts[from] as Part;
      let end = at;
      let to = from;
      for (let part = parts[to]; part?.at === end && part.isNew === isNew; part = parts[to]) {
        end = part.end;
        to += 1;
      }
      const shift = whole.length - at;
      if (isNew) whole.copyFrom(news, at, end);
      else whole.copy(this.#bytes, at, end);
      for (; from < to; from += 1) {
        const part = parts[from] as Part;
        part.at += shift;
        part.end += shift;
        part.isNew = false;
      }
    }
  }

  #forgetAssertions(): void {
    const still = new Set(this.state.assertions.values());
    for (const assertion of this.#assertions.keys()) if (!still.has(assertion)) this.#assertions.delete(assertion);
  }
}

/** One state after another is put together here: what has changed of it, then the whole. */
const news = new ByteWriter();
const whole = new ByteWriter();

/** Where something stands: in what is new, or in the record last written. */
interface Part {
  at: number;
  end: number;
  isNew: boolean;
}

/** With what it was written from: the same objects mean the same bytes, for neither observations nor findings are changed in place. */
type EntryPart = Part &
  Pick<Entry, 'observation' | 'hidden' | 'removed'> & { entry: Entry; findings: Entry['findings'] | undefined };
type AssertionPart = Part & Pick<Assertion, 'signature' | 'active' | 'revision' | 'frozen' | 'replacedBy'>;
type ProfilePart = Part & Pick<KeyState, 'folded'>;

function entryPart(entry: Entry, at: number, end: number, isNew = false): EntryPart {
  const { observation, hidden, removed, findings } = entry;
  return { at, end, isNew, entry, observation, hidden, removed, findings };
}

function isSameEntry(part: EntryPart, entry: Entry): boolean {
  return (
    part.entry === entry &&
    part.observation === entry.observation &&
    part.findings === entry.findings &&
    part.hidden === entry.hidden &&
    part.removed === entry.removed
  );
}

function assertionPart(assertion: Assertion, at: number, end: number, isNew = false): AssertionPart {
  const { signature, active, revision, frozen, replacedBy } = assertion;
  return { at, end, isNew, signature, active, revision, frozen, ...(replacedBy === undefined ? {} : { replacedBy }) };
}

function isSameAssertion(part: AssertionPart, assertion: Assertion): boolean {
  return (
    part.signature === assertion.signature &&
    part.active === assertion.active &&
    part.revision === assertion.revision &&
    part.frozen === assertion.frozen &&
    part.replacedBy === assertion.replacedBy
  );
}

function read(bytes: Uint8Array, detectors: readonly Detector[]): StateRecord {
  checkSeal(bytes);
  try {
    return StateRecord.parse(bytes, detectors);
  } catch (error) {
    throw new CorruptStateError(`state record cannot be read: ${String(error)}`, { cause: error });
  }
}

export function encodeState(state: KeyState, detectors: readonly Detector[]): Uint8Array {
  return new StateRecord(state).encode(detectors);
}

/** @throws CorruptStateError */
export function decodeState(bytes: Uint8Array, detectors: readonly Detector[]): KeyState {
  return StateRecord.decode(bytes, detectors).state;
}
