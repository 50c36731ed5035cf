import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import { isTenantId } from '../../events/identity.ts';
import { rawLetter } from '../ingest/dead-letter.ts';
import type { LogRecord, TopicRecords } from '../platform/event-log/event-log.ts';
import type { DeadLetterRecord, RawData, RawRecord } from '../records/index.ts';
import { decodeRaw, splitUserKey } from '../records/index.ts';
import type { LoadTables, TenantTables } from '../tenants/tables.ts';
import type { NormaliseDeps } from './normalise-record.ts';
import { normaliseRecord } from './normalise-record.ts';
import { OutgoingBatch } from './outgoing-batch.ts';

export interface NormaliserOptions extends NormaliseDeps {
  readonly loadTables: LoadTables;
  /** Of `mfa.observations`. */
  readonly partitions: number;
  readonly metrics: Registry;
}

/** Batches of raw records → what they are published as. Keeps each tenant's tables until a marker says that there are newer ones. */
export class Normaliser {
  readonly #options: NormaliserOptions;
  readonly #tables = new Map<TenantId, TenantTables>();
  readonly #refusals: Counter;
  readonly #handled: Counter;
  #records = 0;
  #refused = 0;

  constructor(options: NormaliserOptions) {
    this.#options = options;
    this.#refusals = new Counter({
      name: 'mfawatch_normalise_dead_letters_total',
      help: 'Raw records that could not be normalised, by reason',
      labelNames: ['code'],
      registers: [options.metrics],
    });
    this.#handled = new Counter({
      name: 'mfawatch_normalise_records_total',
      help: 'Raw records, ticks and markers handled',
      registers: [options.metrics],
    });
  }

  figures(): Readonly<Record<string, number>> {
    return { records: this.#records, dead_letters: this.#refused };
  }

  /** Called once they are durable. */
  count(records: number): void {
    this.#records += records;
    this.#handled.inc(records);
  }

  /** @throws StoreUnavailableError where a tenant's tables are wanted and cannot be had: the same again later */
  async normalise(records: readonly LogRecord[], rawPartition: number): Promise<readonly TopicRecords[]> {
    const out = new OutgoingBatch(rawPartition, this.#options.partitions);
    for (const record of records) {
      const raw = this.#decode(record, out);
      if (raw === undefined) continue;
      if (raw.kind === 'tick') out.addTick(raw);
      else if (raw.kind === 'data') {
        const tables = this.#tables.get(raw.tenant) ?? (await this.#load(raw.tenant));
        this.#addData(raw, record, tables, out);
      } else {
        if (raw.kind === 'tables') await this.#adopt(raw.tenant, raw.version);
        out.addMarker(raw);
      }
    }
    return out.finish();
  }

  #addData(raw: RawData, record: LogRecord, { aliases }: TenantTables, out: OutgoingBatch): void {
    const normalised = normaliseRecord(raw, aliases, this.#options);
    if (normalised.ok) for (const event of normalised.events) out.addEvent(event, raw);
    else this.#refuse(raw.tenant, normalised.reason, record, raw, out);
  }

  /** Bytes we wrote and cannot read are damage, not data; whose they were the key still says. */
  #decode(record: LogRecord, out: OutgoingBatch): RawRecord | undefined {
    try {
      return decodeRaw(record.value ?? NOTHING);
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
    this.#refusals.inc({ code: reason.code });
    const value = record.value ?? NOTHING;
    const origin = raw === undefined ? {} : { origin: raw.origin ?? raw.stream };
    const refusal = { tenant, stage: 'normalise', reason, at: raw?.fetched ?? record.time, ...origin } as const;
    out.addLetter(rawLetter(refusal, record.key, value, raw?.record ?? Buffer.from(value).toString('base64')));
  }

  async #adopt(tenant: TenantId, version: number): Promise<void> {
    if ((this.#tables.get(tenant)?.version ?? -1) < version) await this.#load(tenant);
  }

  async #load(tenant: TenantId): Promise<TenantTables> {
    const tables = await this.#options.loadTables(tenant);
    this.#tables.set(tenant, tables);
    return tables;
  }
}

const NOTHING = new Uint8Array();
