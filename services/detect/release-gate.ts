/** As kept in the changelog. */
export interface GateRecord {
  /** Raw partitions whose release marker has come, by import job. */
  readonly jobs: Readonly<Record<string, readonly number[]>>;
  /** Stale keys are being asked for. */
  readonly open: boolean;
}

/** Opens once an import's release marker has come from every raw partition: then all of its records lie before. */
export class ReleaseGate {
  readonly #rawPartitions: number;
  readonly #jobs = new Map<string, Set<number>>();
  #open = false;

  constructor(rawPartitions: number, saved?: GateRecord) {
    this.#rawPartitions = rawPartitions;
    if (saved === undefined) return;
    this.#open = saved.open;
    for (const [job, heard] of Object.entries(saved.jobs)) this.#jobs.set(job, new Set(heard));
  }

  get isOpen(): boolean {
    return this.#open;
  }

  hear(job: string, rawPartition: number): void {
    const heard = this.#jobs.get(job) ?? new Set();
    heard.add(rawPartition);
    if (heard.size < this.#rawPartitions) this.#jobs.set(job, heard);
    else {
      this.#jobs.delete(job);
      this.#open = true;
    }
  }

  close(): void {
    this.#open = false;
  }

  toRecord(): GateRecord {
    return {
      jobs: Object.fromEntries([...this.#jobs].map(([job, heard]) => [job, [...heard]])),
      open: this.#open,
    };
  }
}
