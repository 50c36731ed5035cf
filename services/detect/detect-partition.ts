import type { TenantId } from '../../events/identity.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { OutgoingRecord, TopicRecords } from '../platform/event-log/event-log.ts';
import type { AlertRecord, DeadLetterRecord, ObservationRecord, RebuildRequest } from '../records/index.ts';
import { encodeJson, TOPICS, userKey } from '../records/index.ts';
import type { TenantTables } from '../tenants/tables.ts';
import { noteKey, parseStateKey, progressKey, stateKey } from './changelog.ts';
import type { ObservationStatus, TenantEffects } from './tenant-partition.ts';
import { TenantPartition } from './tenant-partition.ts';

/** How many observations all partitions and tenants together keep decoded, about 1 KB each; a busy key is then not decoded each batch. */
const HOT_OBSERVATIONS = 100_000;

export interface DetectPartitionOptions {
  /** Of `mfa.observations`; its changelog is the same partition of `mfa.state`. */
  readonly partition: number;
  /** How many partitions `mfa.raw` has. */
  readonly rawPartitions: number;
  readonly detectors: readonly Detector[];
}

/** What a batch leaves behind, to be published in one step with the position. */
export interface Effects {
  readonly alerts: readonly AlertRecord[];
  readonly requests: readonly RebuildRequest[];
  readonly letters: readonly DeadLetterRecord[];
  /** Of the changelog. */
  readonly states: readonly OutgoingRecord[];
  /** There is more to publish at the same position: settle again. */
  readonly more: boolean;
}

/**
 * All of detection that happens in one partition of the observations, as a state machine: records in, effects out. It does no I/O and
 * knows no clock; whoever drives it loads tables when `wanted` says so, applies records in order and publishes what `settle` returns.
 */
export class DetectPartition {
  readonly #options: DetectPartitionOptions;
  readonly #tenants = new Map<TenantId, TenantPartition>();

  constructor(options: DetectPartitionOptions) {
    this.#options = options;
  }

  get tenants(): Iterable<TenantPartition> {
    return this.#tenants.values();
  }

  /** Takes in one record of the changelog, in order. */
  restore(key: string, value: Uint8Array | null): void {
    if (value === null) return;
    const parsed = parseStateKey(key);
    const tenant = this.#tenant(parsed.tenant);
    if (parsed.kind === 'state') tenant.restoreState(parsed.user, value);
    else if (parsed.kind === 'note') tenant.restoreNote(parsed.user, value);
    else tenant.restoreProgress(value);
  }

  /** Least version of the tenant's tables this record is to be judged by, where the one at hand does not do. */
  wanted(record: ObservationRecord): number | undefined {
    const atHand = this.#tenants.get(record.tenant)?.version ?? -1;
    const least = record.kind === 'tables' ? record.version : 0;
    return atHand < least ? least : undefined;
  }

  adopt(tables: TenantTables): void {
    this.#tenant(tables.tenant).adopt(tables);
  }

  /** Returns what became of an observation, undefined for every other record. */
  apply(record: ObservationRecord, offset: bigint): ObservationStatus | undefined {
    const tenant = this.#tenant(record.tenant);
    switch (record.kind) {
      case 'observation':
        return tenant.observe(record, offset);
      case 'tick':
        tenant.tick(record, offset);
        return undefined;
      case 'release':
        tenant.release(record);
        return undefined;
      case 'tables':
        return undefined;
      default:
        tenant.rebuild(record, offset);
        return undefined;
    }
  }

  /** Ends a batch. @param at ms since 1970 */
  settle(at: number): Effects {
    const settled = [...this.#tenants].map(([tenant, keys]) => ({ tenant, effects: keys.settle(at) }));
    return {
      alerts: settled.flatMap(({ effects }) => effects.alerts),
      requests: settled.flatMap(({ effects }) => effects.requests),
      letters: settled.flatMap(({ effects }) => effects.letters),
      states: settled.flatMap(({ tenant, effects }) => this.#changelog(tenant, effects)),
      more: settled.some(({ effects }) => effects.more),
    };
  }

  #tenant(id: TenantId): TenantPartition {
    const { detectors, rawPartitions } = this.#options;
    let tenant = this.#tenants.get(id);
    if (tenant !== undefined) return tenant;
    tenant = new TenantPartition(id, detectors, rawPartitions);
    this.#tenants.set(id, tenant);
    const share = Math.floor(HOT_OBSERVATIONS / rawPartitions / this.#tenants.size);
    for (const each of this.#tenants.values()) each.hotObservations = share;
    return tenant;
  }

  #changelog(tenant: TenantId, { states, notes, progress }: TenantEffects): OutgoingRecord[] {
    const { partition } = this.#options;
    const records: OutgoingRecord[] = [];
    for (const [user, value] of states) records.push({ key: stateKey(tenant, user), value, partition });
    for (const [user, note] of notes) {
      records.push({ key: noteKey(tenant, user), value: note === undefined ? null : encodeJson(note), partition });
    }
    if (progress !== undefined) records.push({ key: progressKey(tenant), value: encodeJson(progress), partition });
    return records;
  }
}

/** Effects as they travel. */
export function outgoing({ alerts, requests, letters, states }: Effects): readonly TopicRecords[] {
  const byUser = (record: AlertRecord | RebuildRequest): OutgoingRecord => ({
    key: userKey(record.tenant, record.user),
    value: encodeJson(record),
  });
  const letterRecord = (letter: DeadLetterRecord): OutgoingRecord => ({
    key: `${letter.tenant}|${letter.id}`,
    value: encodeJson(letter),
  });
  return [
    { topic: TOPICS.alerts, records: alerts.map(byUser) },
    { topic: TOPICS.state, records: states },
    { topic: TOPICS.rebuilds, records: requests.map(byUser) },
    { topic: TOPICS.deadLetters, records: letters.map(letterRecord) },
  ].filter(({ records }) => records.length > 0);
}
