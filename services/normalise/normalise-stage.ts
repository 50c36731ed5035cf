import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import { isTenantId } from '../../events/identity.ts';
import { rawLetter } from '../ingest/dead-letter.ts';
import type { Batch, Consumer, LogRecord } from '../platform/event-log/event-log.ts';
import { FencedError } from '../platform/event-log/event-log.ts';
import { persist, Task } from '../platform/lifecycle/task.ts';
import type { Stage, StageContext, StageStatus } from '../platform/stage.ts';
import { GROUPS } from '../records/groups.ts';
import type { DeadLetterRecord, RawData, RawRecord } from '../records/index.ts';
import { decodeRaw, splitUserKey, TOPICS } from '../records/index.ts';
import type { LoadTables, TenantTables } from '../tenants/tables.ts';
import type { NormaliseDeps } from './normalise-record.ts';
import { normaliseRecord } from './normalise-record.ts';
import { OutgoingBatch } from './outgoing-batch.ts';

export type NormaliseContext = StageContext & NormaliseDeps & { readonly loadTables: LoadTables };

const MAX_RECORDS = 1_000;
const LINGER_MS = 10;

/** `mfa.raw` → events, observations and dead letters, one `transact` for each batch. Remembers nothing that is not in the Store. */
export function createNormaliseStage(context: NormaliseContext): Stage {
  const normaliser = new Normaliser(context);
  let consumer: Consumer | undefined;
  let failed: string | undefined;
  const task = new Task(async (signal) => {
    const { log } = context;
    const onBatch = (batch: Batch): Promise<void> => normaliser.handle(batch, signal);
    const joined = await log.consume({
      group: GROUPS.normalise,
      topics: [TOPICS.raw],
      maxRecords: MAX_RECORDS,
      lingerMs: LINGER_MS,
      onBatch,
    });
    consumer = joined;
    signal.addEventListener('abort', () => void joined.stop().catch(() => undefined), { once: true });
    if (signal.aborted) await joined.stop();
    await joined.stopped;
  });
  task.stopped.catch((error: unknown) => {
    failed = String(error);
  });
  return {
    name: 'normalise',
    start: () => Promise.resolve(task.start()),
    stop: () => task.stop(),
    stopped: task.stopped,
    status: (): StageStatus => {
      const detail = failed ?? normaliser.waiting;
      const state = failed !== undefined || consumer === undefined ? 'stopped' : 'running';
      if (detail === undefined) return { state, figures: normaliser.figures() };
      return { state: failed === undefined ? 'waiting' : 'stopped', detail, figures: normaliser.figures() };
    },
  };
}

class Normaliser {
  readonly #context: NormaliseContext;
  readonly #tables = new Map<TenantId, TenantTables>();
  readonly #metrics: ReturnType<typeof metricsIn>;
  #records = 0;
  #refused = 0;
  /** Why nothing moves, if so. */
  waiting: string | undefined;

  constructor(context: NormaliseContext) {
    this.#context = context;
    this.#metrics = metricsIn(context.metrics);
  }

  figures(): Readonly<Record<string, number>> {
    return { records: this.#records, dead_letters: this.#refused };
  }

  async handle(batch: Batch, signal: AbortSignal): Promise<void> {
    const { log, partitions } = this.#context;
    const out = new OutgoingBatch(batch.assignment.partition, partitions);
    const options = { signal, onWait: (reason: string | undefined): void => void (this.waiting = reason) };
    for (const record of batch.records) await persist(() => this.#add(record, out), options);
    try {
      const outgoing = out.finish();
      await persist(() => log.transact(batch.assignment, outgoing, batch.next), options);
    } catch (error) {
      // The new owner reads the same batch again.
      if (!(error instanceof FencedError)) throw error;
    }
  }

  async #add(record: LogRecord, out: OutgoingBatch): Promise<void> {
    const raw = this.#decode(record, out);
    if (raw === undefined) return;
    if (raw.kind === 'tick') out.addTick(raw);
    else if (raw.kind === 'data')
      this.#addData(raw, record, this.#known(raw.tenant) ?? (await this.#load(raw.tenant)), out);
    else {
      if (raw.kind === 'tables' && raw.version > (this.#known(raw.tenant)?.version ?? -1)) await this.#load(raw.tenant);
      out.addMarker(raw);
    }
  }

  #addData(raw: RawData, record: LogRecord, { aliases }: TenantTables, out: OutgoingBatch): void {
    this.#records += 1;
    const normalised = normaliseRecord(raw, aliases, this.#context);
    if (!normalised.ok) {
      this.#refuse(raw.tenant, normalised.reason, record, raw, out);
      return;
    }
    for (const each of normalised.events) {
      this.#metrics.events.inc({ source: each.event.event.module });
      out.addEvent(each, raw);
    }
  }

  /** Bytes we wrote and cannot read are damage, not data; whose they were the key still says. */
  #decode(record: LogRecord, out: OutgoingBatch): RawRecord | undefined {
    try {
      return decodeRaw(record.value ?? new Uint8Array());
    } catch (error) {
      const { tenant } = splitUserKey(record.key);
      if (!isTenantId(tenant)) throw error;
      this.#refuse(tenant, { code: 'corrupt_record', message: String(error) }, record, undefined, out);
      return undefined;
    }
  }

  #refuse(
    tenant: TenantId,
    reason: DeadLetterRecord['reason'],
    record: LogRecord,
    raw: RawData | undefined,
    out: OutgoingBatch,
  ): void {
    this.#refused += 1;
    this.#metrics.refused.inc({ code: reason.code });
    const value = record.value ?? new Uint8Array();
    const origin = raw === undefined ? {} : { origin: raw.origin ?? raw.stream };
    const refusal = { tenant, stage: 'normalise', reason, at: raw?.fetched ?? record.time, ...origin } as const;
    out.addLetter(rawLetter(refusal, record.key, value, raw?.record ?? Buffer.from(value).toString('base64')));
  }

  #known(tenant: TenantId): TenantTables | undefined {
    return this.#tables.get(tenant);
  }

  async #load(tenant: TenantId): Promise<TenantTables> {
    const tables = await this.#context.loadTables(tenant);
    this.#tables.set(tenant, tables);
    return tables;
  }
}

function metricsIn(registry: Registry) {
  const registers = [registry];
  return {
    events: new Counter({
      name: 'mfawatch_normalised_events_total',
      help: 'Events made of raw records',
      labelNames: ['source'],
      registers,
    }),
    refused: new Counter({
      name: 'mfawatch_normalise_dead_letters_total',
      help: 'Raw records that could not be normalised',
      labelNames: ['code'],
      registers,
    }),
  };
}
