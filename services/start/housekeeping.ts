import type { Logger } from 'pino';
import type { Retention } from '../index/retention.ts';
import { retain } from '../index/retention.ts';
import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { LoopRun } from '../platform/lifecycle/loop-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { listTenants } from '../tenants/registry.ts';

export interface HousekeepingContext extends Pick<StageContext, 'store' | 'now' | 'logger'> {
  readonly retention: Retention;
  /** Who this process is, for the lease; unique among processes. */
  readonly owner: string;
}

const RETAIN_EVERY_MS = 3_600_000;
const LEASE = 'housekeeping';
/** Whoever had the last round has the next one too, unless it is gone. */
const LEASE_MS = RETAIN_EVERY_MS + 600_000;

/** Forgets what a tenant's retention no longer covers, every hour: a little at a time, one process for all. */
export function createHousekeepingStage({ store, now, logger, retention, owner }: HousekeepingContext): Stage {
  const removed = { events: 0, alerts: 0, incidents: 0, userRisks: 0, notifications: 0, history: 0, deadLetters: 0 };
  const round = async (): Promise<void> => {
    if ((await store.leases.acquire(LEASE, owner, LEASE_MS, now())) === undefined) return;
    for (const tenant of await listTenants(store)) {
      const gone = await retain(store, tenant, retention, now());
      for (const kind of Object.keys(removed) as (keyof typeof removed)[]) removed[kind] += gone[kind];
      report(logger, tenant, gone);
    }
  };
  const everyHour = async ({ patience, pause }: LoopRun): Promise<void> => {
    for (;;) {
      await patience.until(round);
      await pause(RETAIN_EVERY_MS);
    }
  };
  return new LoopStage({ name: 'housekeeping', loops: [everyHour], describe: () => ({ figures: { ...removed } }) });
}

function report(logger: Logger, tenant: string, gone: Readonly<Record<string, number>>): void {
  if (Object.values(gone).some((count) => count > 0))
    logger.info({ tenant, ...gone }, 'removed what retention no longer covers');
}
