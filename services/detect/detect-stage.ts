import { setImmediate as breathe } from 'node:timers/promises';
import type { TenantId } from '../../events/identity.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Assignment, Batch } from '../platform/event-log/event-log.ts';
import { FencedError } from '../platform/event-log/event-log.ts';
import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { Stage, StageContext, StageStatus } from '../platform/stage.ts';
import type { LogRecord } from '../platform/event-log/event-log.ts';
import type { ObservationRecord } from '../records/index.ts';
import { decodeJson, GROUPS, TOPICS } from '../records/index.ts';
import type { LoadTables, TenantTables } from '../tenants/tables.ts';
import { DetectMetrics } from './detect-metrics.ts';
import { DetectPartition, outgoing } from './detect-partition.ts';
import type { TenantPartition } from './tenant-partition.ts';

export interface DetectContext extends StageContext {
  readonly detectors: readonly Detector[];
  readonly loadTables: LoadTables;
}

/** Batches are large where much waits (one transaction and one state a key, however often it is touched) and wait briefly where little does. */
const MAX_RECORDS = 5_000;
const LINGER_MS = 100;
/** How long it may compute before whatever else the process does gets its turn. */
const TURN_MS = 20;
/** Attempts to read tables that the Store should hold already. */
const MOST_ATTEMPTS = 60;

/**
 * The one stateful stage of detection: `mfa.observations` in, alerts, states and wishes for rebuilds out, each batch in one transaction
 * with its position (I1). All judgement is in `DetectPartition`; here are the loop, the changelog and patience.
 */
export function createDetectStage(context: DetectContext): Stage {
  return new DetectStage(context);
}

class DetectStage implements Stage {
  readonly name = 'detect';
  readonly #context: DetectContext;
  readonly #stage: ConsumerStage;
  readonly #metrics: DetectMetrics;
  readonly #partitions = new Map<number, Owned>();

  constructor(context: DetectContext) {
    this.#context = context;
    this.#metrics = new DetectMetrics(context.metrics, () => this.#tenants(), context.now);
    this.#stage = new ConsumerStage({
      name: this.name,
      log: context.log,
      figures: () => this.#figures(),
      handlers: [
        {
          group: GROUPS.detect,
          topic: TOPICS.observations,
          maxRecords: MAX_RECORDS,
          lingerMs: LINGER_MS,
          onAssigned: (assignment, patience) => this.#restore(assignment, patience),
          onLost: (assignment) => {
            this.#forget(assignment);
          },
          handle: (batch, { patience }) => this.#handle(batch, patience),
        },
      ],
    });
  }

  get stopped(): Promise<void> {
    return this.#stage.stopped;
  }

  start(): Promise<void> {
    return this.#stage.start();
  }

  stop(): Promise<void> {
    return this.#stage.stop();
  }

  status(): StageStatus {
    const status = this.#stage.status();
    const restoring = [...this.#partitions.values()].filter(({ ready }) => !ready);
    if (restoring.length > 0 && status.state !== 'stopped') {
      const read = restoring.reduce((total, { read }) => total + read, 0);
      const left = restoring.reduce((total, { left }) => total + left, 0);
      return {
        ...status,
        state: 'starting',
        detail: `read ${count(read)} of about ${count(read + left)} state records`,
      };
    }
    const failing = this.#failures();
    return status.detail !== undefined || failing === '' ? status : { ...status, detail: failing };
  }

  /** Reads the partition's changelog; what it holds is decoded when it is first touched. */
  async #restore(assignment: Assignment, patience: Patience): Promise<void> {
    const { partition, generation } = assignment;
    await patience.until(async () => {
      const owned = new Owned(generation, this.#newPartition(partition));
      this.#partitions.set(partition, owned);
      const { log } = this.#context;
      const end = (await log.endOffsets(TOPICS.state))[partition] ?? 0n;
      for await (const records of log.replay(TOPICS.state, partition, { to: end })) {
        if (this.#partitions.get(partition) !== owned) return;
        owned.restore(records, end);
      }
      owned.ready = true;
    });
  }

  #newPartition(partition: number): DetectPartition {
    const { detectors, partitions } = this.#context;
    return new DetectPartition({ partition, rawPartitions: partitions, detectors });
  }

  async #handle(batch: Batch, patience: Patience): Promise<void> {
    const owned = this.#owned(batch.assignment);
    try {
      await this.#applyAll(owned.detection, batch, patience);
      await this.#publish(owned.detection, batch, patience);
    } catch (error) {
      // What is in memory is ahead of the log now: nobody may go on from it.
      this.#forget(batch.assignment);
      throw error;
    }
  }

  async #applyAll(detection: DetectPartition, batch: Batch, patience: Patience): Promise<void> {
    let turn = performance.now();
    for (const { value, offset } of batch.records) {
      if (value === null) throw new TypeError(`no record at offset ${String(offset)} of ${TOPICS.observations}`);
      const record = decodeJson<ObservationRecord>(value);
      const wanted = detection.wanted(record);
      if (wanted !== undefined) detection.adopt(await this.#load(record.tenant, wanted, batch, patience));
      const status = detection.apply(record, offset);
      if (status !== undefined) this.#metrics.observed(status);
      if (performance.now() - turn < TURN_MS) continue;
      await pauseIn(batch);
      turn = performance.now();
    }
  }

  /** One transaction as a rule; several at the same position where an import's keys are asked for by the thousand. */
  async #publish(detection: DetectPartition, batch: Batch, patience: Patience): Promise<void> {
    const { log, now } = this.#context;
    let more: boolean;
    do {
      const effects = detection.settle(now());
      more = effects.more;
      await patience.until(() => log.transact(batch.assignment, outgoing(effects), batch.next), batch);
      this.#metrics.published(effects);
    } while (more);
  }

  /** The newest tables of a tenant, which the Store holds in the version asked for before any marker says so. */
  async #load(tenant: TenantId, version: number, batch: Batch, patience: Patience): Promise<TenantTables> {
    for (let attempt = 1; ; attempt += 1) {
      const tables = await patience.until(() => this.#context.loadTables(tenant), batch);
      if (tables.version >= version) return tables;
      const missing = `tables ${String(version)} of ${tenant} are not in the Store, which has ${String(tables.version)}`;
      if (attempt === MOST_ATTEMPTS) throw new Error(missing);
      await patience.pause(attempt, missing, batch);
    }
  }

  #owned(assignment: Assignment): Owned {
    const owned = this.#partitions.get(assignment.partition);
    if (owned?.ready !== true || owned.generation !== assignment.generation) throw new FencedError(assignment);
    return owned;
  }

  #forget({ partition, generation }: Assignment): void {
    if (this.#partitions.get(partition)?.generation === generation) this.#partitions.delete(partition);
  }

  #tenants(): readonly TenantPartition[] {
    return [...this.#partitions.values()].flatMap(({ detection }) => [...detection.tenants]);
  }

  #figures(): Readonly<Record<string, number>> {
    const tenants = this.#tenants();
    const total = (of: (tenant: TenantPartition) => number): number =>
      tenants.reduce((sum, tenant) => sum + of(tenant), 0);
    return {
      partitions: this.#partitions.size,
      keys: total(({ keys }) => keys),
      waiting_for_rebuild: total(({ pending }) => pending),
      waiting_for_import: total(({ stale }) => stale),
    };
  }

  #failures(): string {
    const byDetector = new Map<string, number>();
    for (const { failures } of this.#tenants()) {
      for (const [detector, times] of failures) byDetector.set(detector, (byDetector.get(detector) ?? 0) + times);
    }
    return [...byDetector].map(([detector, times]) => `${detector} failed ${count(times)} times`).join(', ');
  }
}

/** A partition this process owns in one generation, and how far it has been restored. */
class Owned {
  readonly generation: bigint;
  readonly detection: DetectPartition;
  ready = false;
  read = 0;
  left = 0;

  constructor(generation: bigint, detection: DetectPartition) {
    this.generation = generation;
    this.detection = detection;
  }

  restore(records: readonly LogRecord[], end: bigint): void {
    for (const { key, value } of records) this.detection.restore(key, value);
    this.read += records.length;
    const last = records.at(-1);
    if (last !== undefined) this.left = Number(end - last.offset) - 1;
  }
}

async function pauseIn(batch: Batch): Promise<void> {
  await breathe();
  if (!batch.isCurrent()) throw new FencedError(batch.assignment);
  await batch.keepAlive();
}

function count(value: number): string {
  return value.toLocaleString('en');
}
