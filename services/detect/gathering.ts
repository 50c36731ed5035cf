import type { Observation } from '../../events/observation.ts';
import type { RebuildCause, RebuildRecord } from '../records/index.ts';

type Begin = Extract<RebuildRecord, { readonly kind: 'rebuild_begin' }>;
type Chunk = Extract<RebuildRecord, { readonly kind: 'rebuild_chunk' }>;
type End = Extract<RebuildRecord, { readonly kind: 'rebuild_end' }>;

/**
 * A rebuild on its way: what the Store held, and the key's own observations behind the begin. Lives in memory only; after a crash its
 * end finds nothing and asks again. It costs what the key's whole history costs as objects, about 1 KB an observation: the rebuild
 * stage sends few keys at a time.
 */
export class Gathering {
  readonly id: string;
  readonly #chunks = new Map<number, readonly Observation[]>();
  readonly #later: Observation[] = [];
  readonly #causes: RebuildCause[] = [];

  constructor({ id }: Begin) {
    this.id = id;
  }

  /** Of the Store, as far as it has come. */
  get stored(): readonly Observation[] {
    return [...this.#chunks.values()].flat();
  }

  get later(): readonly Observation[] {
    return this.#later;
  }

  /** Why other rebuilds of the key wanted, which this one replaces. */
  get causes(): readonly RebuildCause[] {
    return this.#causes;
  }

  addLater(observation: Observation): void {
    this.#later.push(observation);
  }

  addChunk({ id, index, observations }: Chunk): void {
    if (id === this.id) this.#chunks.set(index, observations);
  }

  /** An older rebuild of the key has ended: this one began after it and knows more. */
  supersede({ cause }: End): void {
    this.#causes.push(cause);
  }

  isComplete({ chunks }: End): boolean {
    return this.#chunks.size === chunks;
  }
}
