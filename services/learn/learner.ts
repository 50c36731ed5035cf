import type { TenantId } from '../../events/identity.ts';
import { afterDay } from '../../detectors/kit/closed-days.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import type { Stored } from '../platform/store/store.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import { listTenants } from '../tenants/registry.ts';
import type { AnnounceContext } from './announce-change.ts';
import { announceChange, concludeChange, pendingChanges } from './announce-change.ts';
import { drained } from './barrier.ts';
import type { DirtyDay, DirtyDays } from './dirty-days.ts';
import { learnDay } from './learn-day.ts';
import { learnTables } from './learn-tables.ts';
import { ARRIVAL, finishImport, openImports, releaseImport } from './release-import.ts';

export interface LearnerFigures {
  days: number;
  versions: number;
  imports: number;
}

/**
 * Keeps each tenant's tables a function of its events. Every step may be interrupted and repeated: a day stays dirty until it is summarised, a change
 * is remembered until everybody concerned is being judged anew, an import until what it set off has come to rest.
 */
export class Learner {
  readonly #context: AnnounceContext;
  readonly #dirty: DirtyDays;
  readonly #now: () => number;
  readonly figures: LearnerFigures = { days: 0, versions: 0, imports: 0 };

  constructor(context: AnnounceContext, dirty: DirtyDays, now: () => number) {
    this.#context = context;
    this.#dirty = dirty;
    this.#now = now;
  }

  /** Does all there is to do now. */
  async step(): Promise<void> {
    const { store } = this.#context;
    const imports = await openImports(store);
    // Their days change with every record: they are learned once all records are there.
    const importing = new Set(
      imports.filter(({ value }) => value.state !== 'released').map(({ value }) => value.tenant),
    );
    for (const tenant of await listTenants(store)) {
      await this.#announce(tenant);
      if (!importing.has(tenant)) await this.#learn(tenant, await this.#dirty.newest(tenant));
    }
    for (const job of imports) if (job.value.state !== 'reading') await this.#import(job);
  }

  async #import(job: Stored<ImportJob>): Promise<void> {
    const { log, pause } = this.#context;
    let released = job;
    if (job.value.state === 'learning') {
      await drained(log, ARRIVAL, pause);
      // Also days that may yet go on: what they teach holds only after them.
      await this.#learn(job.value.tenant, Infinity);
      released = await releaseImport(this.#context, job);
    }
    await finishImport(this.#context, released, this.#now());
    this.figures.imports += 1;
  }

  /** @param until event time: days that closed before it are due */
  async #learn(tenant: TenantId, until: number): Promise<void> {
    const { log, store, pause } = this.#context;
    const due = await this.#dueDays(tenant, until);
    if (due.length === 0) return;
    // Whatever was marked until now must be in the Store before the day is read from there.
    await drained(log, [[GROUPS.indexEvents, TOPICS.events]], pause);
    await store.refresh();
    for (const { day } of due) {
      await learnDay(store, tenant, day);
      this.figures.days += 1;
    }
    await learnTables(store, tenant);
    // Not before: a crash between a summary and its tables would leave the tables behind.
    for (const dirty of due) await this.#dirty.clear(tenant, dirty);
    await this.#announce(tenant);
  }

  async #announce(tenant: TenantId): Promise<void> {
    const { store } = this.#context;
    for (let changes = await pendingChanges(store, tenant); changes.length > 0;) {
      for (const change of changes) {
        await announceChange(this.#context, tenant, change);
        // Settings may say who somebody is, and so whose a network was.
        if (change.value.cause === 'settings') await learnTables(store, tenant);
        await concludeChange(store, tenant, change);
        this.figures.versions += 1;
      }
      changes = await pendingChanges(store, tenant);
    }
  }

  async #dueDays(tenant: TenantId, until: number): Promise<readonly DirtyDay[]> {
    const dirty = await this.#dirty.of(tenant);
    return dirty.filter(({ day }) => afterDay(day) <= until);
  }
}
