import type { TenantId } from '../../events/identity.ts';
import { isTenantId } from '../../events/identity.ts';
import type { Aliases } from '../../events/observe.ts';
import { rawLetter } from '../ingest/dead-letter.ts';
import type { Keyed } from '../platform/event-log/packed-records.ts';
import { unpackValues } from '../platform/event-log/packed-records.ts';
import type { Moved } from '../platform/sqlite/core.ts';
import type { DeadLetterRecord, RawData, RawRecord } from '../records/index.ts';
import { decodeRaw, splitUserKey } from '../records/index.ts';
import type { TablesSource } from '../tenants/load-tables.ts';
import { assemble } from '../tenants/load-tables.ts';
import type { NormaliseDeps } from './normalise-record.ts';
import { normaliseRecord } from './normalise-record.ts';
import type { Normalised, RawPage, TablesWish } from './normalised.ts';
import { moved, packTopics } from './normalised.ts';
import { OutgoingBatch } from './outgoing-batch.ts';

export interface NormaliserOptions extends NormaliseDeps {
  /** Of `mfa.observations`. */
  readonly partitions: number;
}

interface TenantAliases {
  readonly version: number;
  readonly aliases: Aliases;
}

/**
 * Pages of raw records → what they are published as, without I/O: the core of the stage, in this thread or one of its own. Keeps each tenant's
 * aliases until a marker says that there are newer ones.
 */
export class Normaliser {
  readonly #options: NormaliserOptions;
  readonly #tables = new Map<TenantId, TenantAliases>();

  constructor(options: NormaliserOptions) {
    this.#options = options;
  }

  /** @param wanted what was asked for: not again, whatever version there was to be had */
  adopt({ tenant, version, settings, learned }: TablesSource, wanted: TablesWish): void {
    const { aliases } = assemble(tenant, version, settings, learned);
    this.#tables.set(tenant, { version: Math.max(version, wanted.version), aliases });
  }

  /** Goes through the records in order, as far as the tables at hand do. */
  normalise(page: RawPage, rawPartition: number): Moved<Normalised> {
    const records = unpackValues(page);
    const work = new PageWork(this.#options, rawPartition);
    let done = 0;
    let wanted: TablesWish | undefined;
    for (; done < records.length; done += 1) {
      wanted = this.#take(records[done] as Keyed, page.times[done] ?? 0, work);
      if (wanted !== undefined) break;
    }
    const outgoing = packTopics(work.out.finish());
    const { refusals } = work;
    return moved({ outgoing, refusals, records: done, ...(wanted === undefined ? {} : { wanted }) });
  }

  /** Returns the tables without which nothing can be said of the record. */
  #take(record: Keyed, time: number, work: PageWork): TablesWish | undefined {
    const raw = work.decode(record, time);
    if (raw === undefined) return undefined;
    if (raw.kind === 'data') {
      const known = this.#tables.get(raw.tenant);
      if (known === undefined) return { tenant: raw.tenant, version: 0 };
      work.addData(raw, record, known.aliases);
    } else if (raw.kind === 'tick') work.out.addTick(raw);
    else {
      const { tenant } = raw;
      if (raw.kind === 'tables' && (this.#tables.get(tenant)?.version ?? -1) < raw.version)
        return { tenant, version: raw.version };
      work.out.addMarker(raw);
    }
    return undefined;
  }
}

/** What has come of one page so far. */
class PageWork {
  readonly out: OutgoingBatch;
  readonly refusals: string[] = [];
  readonly #deps: NormaliseDeps;

  constructor(options: NormaliserOptions, rawPartition: number) {
    this.out = new OutgoingBatch(rawPartition, options.partitions);
    this.#deps = options;
  }

  addData(raw: RawData, record: Keyed, aliases: Aliases): void {
    const normalised = normaliseRecord(raw, aliases, this.#deps);
    if (normalised.ok) for (const event of normalised.events) this.out.addEvent(event, raw);
    else this.#refuse(raw.tenant, normalised.reason, record, raw.fetched, raw);
  }

  /** Bytes we wrote and cannot read are damage, not data; whose they were the key still says. */
  decode(record: Keyed, time: number): RawRecord | undefined {
    try {
      return decodeRaw(record.value ?? NOTHING);
    } catch (error) {
      const { tenant } = splitUserKey(record.key);
      if (!isTenantId(tenant)) throw error;
      this.#refuse(tenant, { code: 'corrupt_record', message: String(error) }, record, time, undefined);
      return undefined;
    }
  }

  #refuse(
    tenant: TenantId,
    reason: DeadLetterRecord['reason'],
    record: Keyed,
    at: number,
    raw: RawData | undefined,
  ): void {
    this.refusals.push(reason.code);
    const value = record.value ?? NOTHING;
    const origin = raw === undefined ? {} : { origin: raw.origin ?? raw.stream };
    const refusal = { tenant, stage: 'normalise', reason, at, ...origin } as const;
    this.out.addLetter(rawLetter(refusal, record.key, value, raw?.record ?? Buffer.from(value).toString('base64')));
  }
}

const NOTHING = new Uint8Array();
