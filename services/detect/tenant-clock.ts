import type { ForwardedTick } from '../records/index.ts';

const DAY_MS = 86_400_000;
/** How far a stream that has gone quiet may hold its tenant's watermark behind the furthest one (docs/pipeline.md, Time). */
export const LONGEST_HOLD_MS = 4 * DAY_MS;

/** As kept in the changelog. */
export interface ClockRecord {
  readonly watermark: number | null;
  /** By stream, then by raw partition. */
  readonly frontiers: Readonly<Record<string, Readonly<Record<number, number>>>>;
  /** The streams that are on, as each raw partition's last tick named them. */
  readonly streams: Readonly<Record<number, readonly string[]>>;
}

/** How far a tenant's time has come, from the ticks of all its streams over all raw partitions. Never moves back. */
export class TenantClock {
  readonly #rawPartitions: number;
  readonly #frontiers = new Map<string, Map<number, number>>();
  readonly #streams = new Map<number, readonly string[]>();
  #watermark = -Infinity;

  constructor(rawPartitions: number, saved?: ClockRecord) {
    this.#rawPartitions = rawPartitions;
    if (saved === undefined) return;
    this.#watermark = saved.watermark ?? -Infinity;
    for (const [stream, heard] of Object.entries(saved.frontiers)) this.#frontiers.set(stream, byPartition(heard));
    for (const [partition, streams] of byPartition(saved.streams)) this.#streams.set(partition, streams);
  }

  get watermark(): number {
    return this.#watermark;
  }

  /** Takes a tick in; says whether the watermark moved. */
  hear({ stream, frontier, rawPartition, streams }: ForwardedTick): boolean {
    let heard = this.#frontiers.get(stream);
    if (heard === undefined) this.#frontiers.set(stream, (heard = new Map<number, number>()));
    heard.set(rawPartition, Math.max(heard.get(rawPartition) ?? -Infinity, frontier));
    this.#streams.set(rawPartition, streams);
    const before = this.#watermark;
    this.#watermark = Math.max(before, this.#reached());
    return this.#watermark > before;
  }

  toRecord(): ClockRecord {
    return {
      watermark: Number.isFinite(this.#watermark) ? this.#watermark : null,
      frontiers: Object.fromEntries([...this.#frontiers].map(([stream, heard]) => [stream, Object.fromEntries(heard)])),
      streams: Object.fromEntries(this.#streams),
    };
  }

  #reached(): number {
    const enabled = new Set([...this.#streams.values()].flat());
    for (const stream of this.#frontiers.keys()) if (!enabled.has(stream)) this.#frontiers.delete(stream);
    const frontiers = [...enabled].map((stream) => this.#frontier(stream));
    if (frontiers.length === 0) return -Infinity;
    return Math.max(Math.min(...frontiers), Math.max(...frontiers) - LONGEST_HOLD_MS);
  }

  /** A raw partition not heard of yet may still hold anything. */
  #frontier(stream: string): number {
    const heard = this.#frontiers.get(stream);
    if (heard === undefined || heard.size < this.#rawPartitions) return -Infinity;
    return Math.min(...heard.values());
  }
}

function byPartition<T>(record: Readonly<Record<number, T>>): Map<number, T> {
  return new Map(Object.entries(record).map(([partition, value]) => [Number(partition), value]));
}
