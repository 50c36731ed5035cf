import { randomUUID } from 'node:crypto';
import { Counter } from 'prom-client';
import { FencedError } from '../platform/event-log/event-log.ts';
import type { Batch, OutgoingRecord } from '../platform/event-log/event-log.ts';
import type { Leg } from '../learn/barrier.ts';
import { drained } from '../learn/barrier.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { RebuildRecord, RebuildRequest } from '../records/index.ts';
import { decodeJson, encodeJson, GROUPS, TOPICS, userKey } from '../records/index.ts';
import { ChunkPacker } from './chunks.ts';
import { horizonOf } from './horizon.ts';
import { activeAlertsOf, observationsOf } from './key-history.ts';
import type { RebuildContext } from './rebuild-stage.ts';
import { coalesce } from './wishes.ts';

/** Keys read at once. Each holds one page of events and at most one chunk. */
const CONCURRENCY = 4;
/** How much is gathered for one publish, bytes. */
const PUBLISH_BYTES = 1_000_000;
/** Events first: what lay on the log when the begins came must be in the Store; then every alert that detection made of it. */
const WAY: readonly Leg[] = [
  [GROUPS.indexEvents, TOPICS.events],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.indexAlerts, TOPICS.alerts],
];

/** One begun rebuild: its id tells its pieces from those of an attempt that died. */
interface Rebuild {
  readonly request: RebuildRequest;
  readonly id: string;
}

/** Tells detection what the Store knows of the keys it asked for. */
export class Rebuilder {
  readonly #context: RebuildContext;
  readonly #rebuilt: Counter<'cause'>;
  #keys = 0;
  #observations = 0;
  #underWay = 0;

  constructor(context: RebuildContext) {
    this.#context = context;
    this.#rebuilt = new Counter({
      name: 'mfawatch_rebuild_keys_total',
      help: 'Keys whose events were sent to detection again.',
      labelNames: ['cause'],
      registers: [context.metrics],
    });
  }

  figures(): Readonly<Record<string, number>> {
    return { keys: this.#keys, observations: this.#observations, under_way: this.#underWay };
  }

  /**
   * Resolves when everything detection needs for the batch's keys is on the log.
   * @throws StoreUnavailableError, LogUnavailableError: call it again, it begins anew under other ids
   */
  async rebuild(batch: Batch, patience: Patience): Promise<void> {
    const requests = coalesce(batch.records.map(requestOf));
    const rebuilds = requests.map((request) => ({ request, id: randomUUID() }));
    this.#underWay += rebuilds.length;
    try {
      await this.#publish(rebuilds.map(beginOf), batch, patience);
      await this.#behindBegins(batch, patience);
      const left = rebuilds.values();
      await allOrFirstFailure(Array.from({ length: CONCURRENCY }, () => this.#send(left, batch, patience)));
    } finally {
      this.#underWay -= rebuilds.length;
    }
  }

  /**
   * Waits until the Store holds every event whose observation lies before the begins, and every alert that detection told of before them:
   * whatever comes behind a begin detection remembers itself.
   */
  async #behindBegins(batch: Batch, patience: Patience): Promise<void> {
    const { log, store } = this.#context;
    await drained(log, WAY, (_, group) => patience.pause(1, `waiting for ${group}`, batch));
    await store.refresh();
  }

  /** Takes keys off a shared list until none is left. Records of one key stay in order; small keys share a publish. */
  async #send(left: Iterator<Rebuild>, batch: Batch, patience: Patience): Promise<void> {
    let records: OutgoingRecord[] = [];
    let bytes = 0;
    for (let next = left.next(); next.done !== true; next = left.next()) {
      for await (const record of this.#records(next.value, batch, patience)) {
        records.push(record);
        bytes += record.value?.byteLength ?? 0;
        if (bytes < PUBLISH_BYTES) continue;
        await this.#publish(records, batch, patience);
        records = [];
        bytes = 0;
      }
    }
    await this.#publish(records, batch, patience);
  }

  /** Chunks and end of one rebuild. */
  async *#records({ request, id }: Rebuild, batch: Batch, patience: Patience): AsyncGenerator<OutgoingRecord> {
    const { store, loadTables } = this.#context;
    const { tenant, user, cause } = request;
    const packer = new ChunkPacker({ tenant, user, id });
    const tables = await patience.until(() => loadTables(tenant), batch);
    for await (const observations of observationsOf(store, request, tables)) {
      await stillOurs(batch);
      this.#observations += observations.length;
      for (const observation of observations) {
        const chunk = packer.add(observation);
        if (chunk !== undefined) yield recordOf(request, chunk);
      }
    }
    const rest = packer.finish();
    if (rest !== undefined) yield recordOf(request, rest);
    const { first, since } = packer.kept();
    const horizon = Math.max(since, await patience.until(() => horizonOf(store, tenant), batch));
    const activeAlerts = await patience.until(() => activeAlertsOf(store, request, horizon), batch);
    const end: RebuildRecord = {
      kind: 'rebuild_end',
      tenant,
      user,
      id,
      chunks: packer.count,
      firstChunk: first,
      cause,
      activeAlerts,
      horizon,
    };
    yield recordOf(request, encodeJson(end));
    this.#keys += 1;
    this.#rebuilt.inc({ cause });
  }

  async #publish(records: readonly OutgoingRecord[], batch: Batch, patience: Patience): Promise<void> {
    if (records.length === 0) return;
    await stillOurs(batch);
    await patience.until(() => this.#context.log.publish(TOPICS.observations, records), batch);
  }
}

function requestOf({ value, offset }: Batch['records'][number]): RebuildRequest {
  if (value === null) throw new TypeError(`no record at offset ${String(offset)} of ${TOPICS.rebuilds}`);
  return decodeJson<RebuildRequest>(value);
}

function beginOf({ request, id }: Rebuild): OutgoingRecord {
  const { tenant, user } = request;
  const begin: RebuildRecord = { kind: 'rebuild_begin', tenant, user, id };
  return recordOf(request, encodeJson(begin));
}

function recordOf({ tenant, user }: RebuildRequest, value: Uint8Array): OutgoingRecord {
  return { key: userKey(tenant, user), value };
}

async function stillOurs(batch: Batch): Promise<void> {
  if (!batch.isCurrent()) throw new FencedError(batch.assignment);
  await batch.keepAlive();
}

/** Waits for all even where one fails: nothing may go on publishing behind the caller's back. */
async function allOrFirstFailure(work: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
