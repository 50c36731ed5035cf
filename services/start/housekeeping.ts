import type { Logger } from 'pino';
import type { TenantId } from '../../events/identity.ts';
import type { Retention } from '../index/retention.ts';
import { retain } from '../index/retention.ts';
import type { ExceptionsDeps } from '../exceptions/index.ts';
import { settleExceptions } from '../exceptions/index.ts';
import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { LoopRun } from '../platform/lifecycle/loop-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { listTenants } from '../tenants/registry.ts';

export interface HousekeepingContext extends Pick<StageContext, 'store' | 'now' | 'logger'> {
  readonly retention: Retention;
  readonly groupsOf: ExceptionsDeps['groupsOf'];
  /** Who this process is, for the lease; unique among processes. */
  readonly owner: string;
}

const RETAIN_EVERY_MS = 3_600_000;
const SETTLE_EVERY_MS = 10_000;
const LEASE = 'housekeeping';
/** Whoever had the last round has the next one too, unless it is gone. */
const LEASE_MS = RETAIN_EVERY_MS + 600_000;

/**
 * Forgets what a tenant's retention no longer covers, every hour: a little at a time. Finishes what a crash left of a change of exceptions.
 * One process for all.
 */
export function createHousekeepingStage(context: HousekeepingContext): Stage {
  const { store, now, logger, retention, groupsOf, owner } = context;
  const removed = { events: 0, alerts: 0, incidents: 0, userRisks: 0, notifications: 0, history: 0, deadLetters: 0 };
  const forget = async (tenant: TenantId): Promise<void> => {
    const gone = await retain(store, tenant, retention, now());
    for (const kind of Object.keys(removed) as (keyof typeof removed)[]) removed[kind] += gone[kind];
    report(logger, tenant, gone);
  };
  const settle = async (tenant: TenantId): Promise<void> => {
    const alerts = await settleExceptions({ store, groupsOf }, tenant, now());
    if (alerts > 0) logger.info({ tenant, alerts }, 'finished a change of exceptions that had been cut short');
  };
  const every =
    (ms: number, work: (tenant: TenantId) => Promise<void>) =>
    async ({ patience, pause }: LoopRun): Promise<void> => {
      for (;;) {
        await patience.until(async () => {
          if ((await store.leases.acquire(LEASE, owner, LEASE_MS, now())) === undefined) return;
          for (const tenant of await listTenants(store)) await work(tenant);
        });
        await pause(ms);
      }
    };
  const loops = [every(RETAIN_EVERY_MS, forget), every(SETTLE_EVERY_MS, settle)];
  return new LoopStage({ name: 'housekeeping', loops, describe: () => ({ figures: { ...removed } }) });
}

function report(logger: Logger, tenant: string, gone: Readonly<Record<string, number>>): void {
  if (Object.values(gone).some((count) => count > 0))
    logger.info({ tenant, ...gone }, 'removed what retention no longer covers');
}
