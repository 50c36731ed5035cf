import type { Detector } from './detector.ts';
import { wakeAtOf } from './record-seal.ts';
import type { KeyState } from './state.ts';
import { createState } from './state.ts';
import { StateRecord } from './state-codec.ts';

export interface KeyStatesOptions {
  /**
   * How many observations may stay decoded between batches, in the states used last (default 50,000, about 50 MB with what hangs on
   * them). A busy key is then decoded once, not once a batch.
   */
  readonly hotObservations?: number;
}

const HOT_OBSERVATIONS = 50_000;

/**
 * The states of many keys: bytes at rest, objects while they are used. So a million users cost what their bytes cost, and an event costs
 * the same however many users there are.
 */
export class KeyStates {
  readonly #detectors: readonly Detector[];
  /** May be changed at any time, e.g. where several share one budget; holds from the next `settle` on. */
  hotObservations: number;
  readonly #atRest = new Map<string, Uint8Array>();
  /** Keys that wait for an absence: the watermark each has to be woken at. */
  readonly #sleeping = new Map<string, number>();
  readonly #touched = new Map<string, StateRecord>();
  /** Decoded and settled, the least recently used first. */
  readonly #hot = new Map<string, StateRecord>();
  #hotSize = 0;

  constructor(detectors: readonly Detector[], { hotObservations = HOT_OBSERVATIONS }: KeyStatesOptions = {}) {
    this.#detectors = detectors;
    this.hotObservations = hotObservations;
  }

  get size(): number {
    return this.#atRest.size;
  }

  /** Bytes at rest, without the map that holds them. */
  get bytes(): number {
    let bytes = 0;
    for (const state of this.#atRest.values()) bytes += state.byteLength;
    return bytes;
  }

  /**
   * The state of a key, a new one where there is none. The caller may change it until `settle`.
   * @throws CorruptStateError where its record cannot be read; `replace` or `forget` the key then.
   */
  touch(user: string): KeyState {
    const touched = this.#touched.get(user);
    if (touched !== undefined) return touched.state;
    const record = this.#takeHot(user) ?? this.#fromRest(user);
    this.#touched.set(user, record);
    return record.state;
  }

  /** Whether anything is remembered of a key. */
  has(user: string): boolean {
    return this.#touched.has(user) || this.#atRest.has(user);
  }

  /** Puts a state in place of whatever was there; it counts as touched. */
  replace(user: string, state: KeyState): void {
    this.#takeHot(user);
    this.#touched.set(user, new StateRecord(state));
  }

  /** Drops a key, whatever state it is in. */
  forget(user: string): void {
    this.#takeHot(user);
    this.#touched.delete(user);
    this.#atRest.delete(user);
    this.#sleeping.delete(user);
  }

  /** Puts a record as it came from a changelog. @throws CorruptStateError for what has no header; the rest is checked on first touch. */
  restore(user: string, bytes: Uint8Array): void {
    this.#rest(user, bytes, wakeAtOf(bytes));
  }

  /** Keys that wait for something which has come due at this watermark: touch and `advance` them. */
  due(watermark: number): readonly string[] {
    const due: string[] = [];
    for (const [user, wakeAt] of this.#sleeping) if (wakeAt <= watermark) due.push(user);
    return due;
  }

  /** Ends a batch: every touched state goes to bytes, once. Returns them for whoever publishes them. */
  settle(): ReadonlyMap<string, Uint8Array> {
    const changed = new Map<string, Uint8Array>();
    for (const [user, record] of this.#touched) {
      const bytes = record.encode(this.#detectors);
      this.#rest(user, bytes, record.state.wakeAt);
      changed.set(user, bytes);
      this.#hot.set(user, record);
      this.#hotSize += weightOf(record);
    }
    this.#touched.clear();
    this.#coolDown();
    return changed;
  }

  #rest(user: string, bytes: Uint8Array, wakeAt: number): void {
    this.#atRest.set(user, bytes);
    if (wakeAt === Infinity) this.#sleeping.delete(user);
    else this.#sleeping.set(user, wakeAt);
  }

  #fromRest(user: string): StateRecord {
    const bytes = this.#atRest.get(user);
    return bytes === undefined ? new StateRecord(createState(user)) : StateRecord.decode(bytes, this.#detectors);
  }

  #takeHot(user: string): StateRecord | undefined {
    const record = this.#hot.get(user);
    if (record === undefined) return undefined;
    this.#hot.delete(user);
    this.#hotSize -= weightOf(record);
    return record;
  }

  #coolDown(): void {
    for (const user of this.#hot.keys()) {
      if (this.#hotSize <= this.hotObservations) return;
      this.#takeHot(user);
    }
  }
}

/** A state without observations weighs something too. */
function weightOf({ state }: StateRecord): number {
  return 4 + state.timeline.length;
}
