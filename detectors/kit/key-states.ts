import type { Detector } from './detector.ts';
import type { KeyState } from './state.ts';
import { createState } from './state.ts';
import { decodeState, encodeState } from './state-codec.ts';

/**
 * The states of many keys: bytes at rest, objects only while a batch touches them. So a million users cost what their bytes cost,
 * and an event costs the same however many users there are.
 */
export class KeyStates {
  readonly #detectors: readonly Detector[];
  readonly #atRest = new Map<string, Uint8Array>();
  readonly #touched = new Map<string, KeyState>();

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
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

  /** The state of a key, decoded on first touch within a batch. The caller may change it until `settle`. */
  touch(user: string): KeyState {
    const touched = this.#touched.get(user);
    if (touched !== undefined) return touched;
    const bytes = this.#atRest.get(user);
    const state = bytes === undefined ? createState(user) : decodeState(bytes, this.#detectors);
    this.#touched.set(user, state);
    return state;
  }

  /** Puts another state in a key's place: a rebuild's. */
  replace(user: string, state: KeyState): void {
    this.#touched.set(user, state);
  }

  /** Puts a record as it came from a changelog. */
  restore(user: string, bytes: Uint8Array): void {
    this.#atRest.set(user, bytes);
  }

  /** Ends a batch: every touched state goes back to bytes, once. Returns them for whoever publishes them. */
  settle(): ReadonlyMap<string, Uint8Array> {
    const changed = new Map<string, Uint8Array>();
    for (const [user, state] of this.#touched) {
      const bytes = encodeState(state, this.#detectors);
      this.#atRest.set(user, bytes);
      changed.set(user, bytes);
    }
    this.#touched.clear();
    return changed;
  }
}
