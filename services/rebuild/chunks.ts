import type { TenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { REBUILD_MOST_OBSERVATIONS } from '../records/index.ts';

/** Of one chunk as bytes: below what a record on the log may weigh (1 MB with Kafka's defaults). */
const MOST_BYTES = 750_000;

export interface RebuildKey {
  readonly tenant: TenantId;
  readonly user: string;
  readonly id: string;
}

/** Packs a key's observations, coming in order of time, into `rebuild_chunk` records; each is written as JSON once. */
export class ChunkPacker {
  readonly #head: string;
  readonly #chunks: Chunk[] = [];
  #parts: string[] = [];
  #bytes = 0;
  #from = Infinity;

  constructor(key: RebuildKey) {
    const { tenant, user, id } = key;
    this.#head = JSON.stringify({ kind: 'rebuild_chunk', tenant, user, id }).slice(0, -1);
  }

  /** How many chunks there are so far. */
  get count(): number {
    return this.#chunks.length;
  }

  /** Returns a chunk that is full without this observation. */
  add(observation: Observation): Uint8Array | undefined {
    const part = JSON.stringify(observation);
    const size = Buffer.byteLength(part) + 1;
    const full = this.#bytes + size > MOST_BYTES ? this.finish() : undefined;
    this.#parts.push(part);
    this.#bytes += size;
    this.#from = Math.min(this.#from, observation.time);
    return full;
  }

  /** Returns what is left, if anything is. */
  finish(): Uint8Array | undefined {
    if (this.#parts.length === 0) return undefined;
    const text = `${this.#head},"index":${String(this.count)},"observations":[${this.#parts.join(',')}]}`;
    this.#chunks.push({ observations: this.#parts.length, from: this.#from });
    this.#parts = [];
    this.#bytes = 0;
    this.#from = Infinity;
    return Buffer.from(text);
  }

  /** The oldest chunk that is not left out for there being too much, and since when observations are held; -Infinity: all are. */
  kept(): { readonly first: number; readonly since: number } {
    let first = this.#chunks.length;
    let held = 0;
    while (first > 0 && held <= REBUILD_MOST_OBSERVATIONS) {
      held += this.#chunks[first - 1]?.observations ?? 0;
      if (held <= REBUILD_MOST_OBSERVATIONS) first -= 1;
    }
    return { first, since: first === 0 ? -Infinity : (this.#chunks[first]?.from ?? -Infinity) };
  }
}

interface Chunk {
  readonly observations: number;
  /** Oldest time, ms since 1970. */
  readonly from: number;
}
