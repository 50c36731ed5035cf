import type { TenantId } from '../../events/identity.ts';
import { isTenantId } from '../../events/identity.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { MfaEvent } from '../../events/event.ts';
import { DAY_MS } from '../../detectors/kit/closed-days.ts';
import type { LogRecord } from '../platform/event-log/event-log.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import { decodeJson, splitUserKey } from '../records/index.ts';

/** Kind of the documents that say which days must be summarised (again); their id is the day, `yyyy-MM-dd`. */
export const DIRTY_KIND = 'learn-dirty';

const DATE_LENGTH = 'yyyy-MM-dd'.length;

/** Id of a day (since 1970) in documents: in order of text as of time. */
export function dayId(day: number): string {
  return isoTime(day * DAY_MS).slice(0, DATE_LENGTH);
}

export interface DirtyDay {
  /** Days since 1970. */
  readonly day: number;
  /** Version of the mark: another one means that events came meanwhile. */
  readonly mark: string;
}

/**
 * Which days of which tenants have events that no summary knows. Marks are durable before the events' offsets move; those known to be there are
 * not written again until a summary begins.
 */
export class DirtyDays {
  readonly #store: Store;
  readonly #marked = new Map<TenantId, Set<string>>();
  readonly #newest = new Map<TenantId, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Marks the days of events as they stand on the log. */
  async mark(records: readonly LogRecord[]): Promise<void> {
    for (const { key, value } of records) {
      const { tenant } = splitUserKey(key);
      if (value === null || !isTenantId(tenant)) continue;
      const time = timeOf(value);
      this.#newest.set(tenant, Math.max(time, this.#newest.get(tenant) ?? -Infinity));
      const id = dayId(Math.floor(time / DAY_MS));
      if (this.#marked.get(tenant)?.has(id) === true) continue;
      await this.#store.documents.put(ofTenant(tenant), DIRTY_KIND, id, {}, 'any');
      this.#remember(tenant, id);
    }
  }

  /** In order of time. Events that come from now on are marked again. */
  async of(tenant: TenantId): Promise<readonly DirtyDay[]> {
    this.#marked.delete(tenant);
    const documents = await listAll(this.#store, ofTenant(tenant), DIRTY_KIND);
    return documents.map(({ id, version }) => ({ day: Date.parse(`${id}T00:00:00.000Z`) / DAY_MS, mark: version }));
  }

  /** The day has been summarised as of its mark. */
  async clear(tenant: TenantId, { day, mark }: DirtyDay): Promise<void> {
    try {
      await this.#store.documents.delete(ofTenant(tenant), DIRTY_KIND, dayId(day), mark);
    } catch (error) {
      // Marked again meanwhile: it stays dirty.
      if (!(error instanceof ConflictError)) throw error;
    }
  }

  #remember(tenant: TenantId, id: string): void {
    const known = this.#marked.get(tenant);
    if (known === undefined) this.#marked.set(tenant, new Set([id]));
    else known.add(id);
  }

  /** Time of the tenant's newest event, ms since 1970; -Infinity where there is none. */
  async newest(tenant: TenantId): Promise<number> {
    const known = this.#newest.get(tenant);
    if (known !== undefined) return known;
    const page = await this.#store.events.search(ofTenant(tenant), {}, { limit: 1, order: 'desc' });
    const [event] = page.items;
    const time = event === undefined ? -Infinity : timeOfIso(event['@timestamp']);
    this.#newest.set(tenant, Math.max(time, this.#newest.get(tenant) ?? -Infinity));
    return time;
  }
}

const FIELD = Buffer.from('{"@timestamp":"');
const ISO_LENGTH = '2026-11-22T09:00:00.000Z'.length;

/** When an event happened. Normalisers write the time first, so the rest need not be parsed. */
function timeOf(value: Uint8Array): number {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.subarray(0, FIELD.length).equals(FIELD))
    return timeOfIso(bytes.toString('latin1', FIELD.length, FIELD.length + ISO_LENGTH));
  return timeOfIso(decodeJson<MfaEvent>(value)['@timestamp']);
}
