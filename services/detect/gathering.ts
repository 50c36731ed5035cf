import type { Observation } from '../../events/observation.ts';
import { REBUILD_MOST_OBSERVATIONS } from '../records/index.ts';
import type { RebuildRecord } from '../records/index.ts';

type Chunk = Extract<RebuildRecord, { readonly kind: 'rebuild_chunk' }>;
type End = Extract<RebuildRecord, { readonly kind: 'rebuild_end' }>;

/**
 * A rebuild on its way: what the Store held, and the key's own observations behind the begin. Lives in memory only; after a crash its
 * end finds nothing and asks again. It costs what the key's history costs as objects, about 1 KB an observation and never more than
 * `REBUILD_MOST_OBSERVATIONS`; the rebuild stage sends few keys at a time.
 */
export class Gathering {
  readonly id: string;
  readonly #chunks = new Map<number, readonly Observation[]>();
  readonly #later: Observation[] = [];
  #held = 0;

  constructor(id: string) {
    this.id = id;
  }

  get stored(): readonly Observation[] {
    return [...this.#chunks.values()].flat();
  }

  get later(): readonly Observation[] {
    return this.#later;
  }

  /** The end is overdue: whoever began it has long been gone. */
  get isAbandoned(): boolean {
    return this.#later.length > REBUILD_MOST_OBSERVATIONS;
  }

  addLater(observation: Observation): void {
    this.#later.push(observation);
  }

  /** Chunks come in order of time; the oldest go where there are too many, as the end will say. */
  addChunk({ id, index, observations }: Chunk): void {
    if (id !== this.id || this.#chunks.has(index)) return;
    this.#chunks.set(index, observations);
    this.#held += observations.length;
    for (const [oldest, { length }] of this.#chunks) {
      if (this.#held <= REBUILD_MOST_OBSERVATIONS || oldest === index) break;
      this.#chunks.delete(oldest);
      this.#held -= length;
    }
  }

  isComplete({ id, chunks, firstChunk = 0 }: End): boolean {
    if (id !== this.id) return false;
    for (let index = firstChunk; index < chunks; index += 1) if (!this.#chunks.has(index)) return false;
    return true;
  }
}
