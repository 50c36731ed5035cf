import type { TenantId } from '../../events/identity.ts';
import { hiddenBy } from '../exceptions/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { HistoryEntry, Store } from '../platform/store/store.ts';
import type { Wanted } from './intake.ts';
import type { Notification } from './notification.ts';
import { KINDS, notificationId } from './notification.ts';

/** After a start: what was done while nobody watched. */
const FIRST_LOOK_MS = 24 * 3_600_000;
/** Entries may be written a little after the time they carry. */
const OVERLAP_MS = 60_000;
const PAGE = 200;

/**
 * What people say of incidents travels on no topic: the history tells. Finds the open notifications of incidents people touched, or hid by an
 * exception, since the last look and puts them into the outbox; what they must be told is decided there.
 */
export class TriageWatch {
  readonly #store: Store;
  readonly #channels: readonly string[];
  readonly #looked = new Map<TenantId, number>();
  #seen = new Map<string, number>();

  constructor(store: Store, channels: readonly string[]) {
    this.#store = store;
    this.#channels = channels;
  }

  async look(tenant: TenantId, now: number): Promise<readonly Wanted[]> {
    const from = (this.#looked.get(tenant) ?? now - FIRST_LOOK_MS) - OVERLAP_MS;
    const incidents = new Set<string>();
    for await (const entry of this.#entries(tenant, from)) {
      for (const incident of await this.#concerned(tenant, entry)) {
        if (this.#isNew(`${tenant}|${entry.id}|${incident}`, now)) incidents.add(incident);
      }
    }
    const wanted: Wanted[] = [];
    for (const incident of incidents) wanted.push(...(await this.#wake(tenant, incident, now)));
    this.#looked.set(tenant, now);
    this.#forget(now);
    return wanted;
  }

  /** An exception is on record before it hides anything: whom it concerns shows within the time looked back. */
  async #concerned(tenant: TenantId, { action, subject }: HistoryEntry): Promise<readonly string[]> {
    if (subject.kind === 'incident') return action.startsWith('notification.') ? [] : [subject.id];
    if (action !== 'exception.created') return [];
    const incidents: string[] = [];
    for (const alert of await hiddenBy(this.#store, tenant, subject.id)) {
      const { items } = await this.#store.incidents.search(ofTenant(tenant), { alert });
      incidents.push(...items.map(({ id }) => id));
    }
    return incidents;
  }

  async *#entries(tenant: TenantId, from: number): AsyncIterable<HistoryEntry> {
    let after: string | undefined;
    do {
      const page = await this.#store.history.search(
        ofTenant(tenant),
        { from },
        after === undefined ? { limit: PAGE } : { limit: PAGE, after },
      );
      yield* page.items;
      after = page.next;
    } while (after !== undefined);
  }

  async #wake(tenant: TenantId, incident: string, now: number): Promise<readonly Wanted[]> {
    const scope = ofTenant(tenant);
    const wanted: Wanted[] = [];
    for (const channel of this.#channels) {
      const id = notificationId(incident, channel);
      const known = await this.#store.documents.get<Notification>(scope, KINDS.notification, id);
      if (known?.value.told === undefined) continue;
      const due = Math.max(now, known.value.nextAttempt);
      await this.#store.documents.put(scope, KINDS.outbox, id, { channel, due }, 'any');
      wanted.push({ id, tenant, channel, due });
    }
    return wanted;
  }

  #isNew(key: string, now: number): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.set(key, now);
    return true;
  }

  #forget(now: number): void {
    for (const [key, at] of this.#seen) if (at < now - 2 * OVERLAP_MS - FIRST_LOOK_MS) this.#seen.delete(key);
  }
}
