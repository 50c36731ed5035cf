import type { Logger } from 'pino';
import type { Retention } from '../index/retention.ts';
import { retain } from '../index/retention.ts';
import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { LoopRun } from '../platform/lifecycle/loop-stage.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import { listTenants } from '../tenants/registry.ts';
import type { TenantDirectory } from './tenant-directory.ts';

export interface HousekeepingContext extends Pick<StageContext, 'store' | 'now' | 'logger'> {
  readonly retention: Retention;
  readonly directory: TenantDirectory;
}

const RETAIN_EVERY_MS = 3_600_000;
const LOOK_EVERY_MS = 5_000;

/** Forgets what a tenant's retention no longer covers, every hour: a little at a time. Notices new tenants. */
export function createHousekeepingStage({ store, now, logger, retention, directory }: HousekeepingContext): Stage {
  const removed = { events: 0, alerts: 0, incidents: 0, userRisks: 0, notifications: 0, history: 0, deadLetters: 0 };
  const round = async (): Promise<void> => {
    for (const tenant of await listTenants(store)) {
      const gone = await retain(store, tenant, retention, now());
      for (const kind of Object.keys(removed) as (keyof typeof removed)[]) removed[kind] += gone[kind];
      report(logger, tenant, gone);
    }
  };
  const every =
    (ms: number, work: () => Promise<unknown>) =>
    async ({ patience, pause }: LoopRun): Promise<void> => {
      for (;;) {
        await patience.until(work);
        await pause(ms);
      }
    };
  const loops = [every(RETAIN_EVERY_MS, round), every(LOOK_EVERY_MS, () => directory.look())];
  return new LoopStage({ name: 'housekeeping', loops, describe: () => ({ figures: { ...removed } }) });
}

function report(logger: Logger, tenant: string, gone: Readonly<Record<string, number>>): void {
  if (Object.values(gone).some((count) => count > 0))
    logger.info({ tenant, ...gone }, 'removed what retention no longer covers');
}
