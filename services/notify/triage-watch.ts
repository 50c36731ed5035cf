import type { TenantId } from '../../events/identity.ts';
import type { Exception } from '../exceptions/index.ts';
import { EXCEPTION_KIND, hiddenBy } from '../exceptions/index.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { HistoryEntry, Store } from '../platform/store/store.ts';
import type { Incident } from '../records/index.ts';
import type { Wanted } from './intake.ts';
import type { Notification } from './notification.ts';
import { KINDS, notificationId } from './notification.ts';

/** After a start: what was done while nobody watched. */
const FIRST_LOOK_MS = 24 * 3_600_000;
/** Entries may be written a little after the time they carry. */
const OVERLAP_MS = 60_000;
const PAGE = 200;

/**
 * What people say of incidents travels on no topic: the history tells. Finds the notifications of incidents people touched, hid by an exception
 * or showed again by revoking it since the last look, and puts them into the outbox; what must be told is decided there.
 */
export class TriageWatch {
  readonly #store: Store;
  readonly #channels: readonly string[];
  readonly #isExcepted: (incident: Incident) => Promise<boolean>;
  readonly #looked = new Map<TenantId, number>();
  #seen = new Map<string, number>();

  constructor(store: Store, channels: readonly string[], isExcepted: (incident: Incident) => Promise<boolean>) {
    this.#store = store;
    this.#channels = channels;
    this.#isExcepted = isExcepted;
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

  /** An exception is on record, or revoked, before anything is hidden or shown: whom it concerns shows within the time looked back. */
  async #concerned(tenant: TenantId, { action, subject }: HistoryEntry): Promise<readonly string[]> {
    if (subject.kind === 'incident') return action.startsWith('notification.') ? [] : [subject.id];
    if (subject.kind !== 'exception') return [];
    const found = await this.#store.documents.get<Exception>(ofTenant(tenant), EXCEPTION_KIND, subject.id);
    if (found === undefined) return [];
    return found.value.revoked === undefined ? this.#hidden(tenant, subject.id) : this.#shown(tenant, found.value);
  }

  async #hidden(tenant: TenantId, exception: string): Promise<readonly string[]> {
    const incidents: string[] = [];
    for (const alert of await hiddenBy(this.#store, tenant, exception)) {
      const { items } = await this.#store.incidents.search(ofTenant(tenant), { alert });
      incidents.push(...items.map(({ id }) => id));
    }
    return incidents;
  }

  /** Incidents nobody is told of, or no longer, which the exception may have hidden and none hides now. */
  async #shown(tenant: TenantId, { detector, rule }: Exception): Promise<readonly string[]> {
    const incidents = new Set<string>();
    for (const { value } of await listAll<Notification>(this.#store, ofTenant(tenant), KINDS.notification)) {
      const { subject, status } = value;
      if (subject.kind !== 'incident' || (status !== 'recorded' && status !== 'resolved')) continue;
      const { incident } = subject;
      const isOfIt = incident.alerts.some(
        (alert) => alert.detector === detector && (rule === undefined || alert.rule === rule),
      );
      if (isOfIt && !(await this.#isExcepted(incident))) incidents.add(incident.id);
    }
    return [...incidents];
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
      if (known === undefined) continue;
      if (known.value.told === undefined && known.value.status !== 'recorded') continue;
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
