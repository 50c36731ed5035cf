import { setTimeout as sleep } from 'node:timers/promises';
import { readLags } from '../api/lag.ts';
import { openImports } from '../learn/release-import.ts';
import { pendingChanges } from '../learn/announce-change.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { Store } from '../platform/store/store.ts';
import { GROUPS, TOPICS } from '../records/index.ts';
import { listTenants } from '../tenants/registry.ts';
import type { Pipeline } from './pipeline.ts';

const LOOK_EVERY_MS = 100;

/**
 * Waits until a pipeline without sources has nothing left to do: every import at its end, every change of settings adopted, every topic read.
 * Notifications are not waited for: they are the service's. Nor is anything on servers that others share, where there is always something left.
 * @throws StageFault
 */
export async function untilSettled({ log, store, supervisor, host }: Pipeline, signal?: AbortSignal): Promise<void> {
  if (host !== undefined) return;
  const settled = async (): Promise<void> => {
    let before: string | undefined;
    while (signal?.aborted !== true) {
      const now = (await isPending(store)) ? undefined : await restingEnds(log);
      // Work in hand may have moved between one topic and the next while they were looked at; not if nothing was written meanwhile.
      if (now !== undefined && now === before) return;
      before = now;
      await sleep(LOOK_EVERY_MS);
    }
  };
  await Promise.race([settled(), supervisor.fault]);
}

async function isPending(store: Store): Promise<boolean> {
  if ((await openImports(store)).length > 0) return true;
  for (const tenant of await listTenants(store)) if ((await pendingChanges(store, tenant)).length > 0) return true;
  return false;
}

/** Where every topic ends, or undefined while somebody has not read that far. */
async function restingEnds(log: EventLog): Promise<string | undefined> {
  const lags = await readLags(log);
  if (lags.some(({ group, records }) => group !== GROUPS.notify && records > 0)) return undefined;
  const ends = await Promise.all(Object.values(TOPICS).map((topic) => log.endOffsets(topic)));
  return ends.flat().join(' ');
}
