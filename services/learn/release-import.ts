import { toEveryPartition } from '../ingest/to-every-partition.ts';
import type { ImportJob } from '../ingest/imports/import-job.ts';
import { IMPORT_KIND } from '../ingest/imports/import-job.ts';
import { listAll } from '../platform/store/list-all.ts';
import { SYSTEM } from '../platform/store/scope.ts';
import type { Store, Stored } from '../platform/store/store.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import type { AnnounceContext } from './announce-change.ts';
import type { Leg } from './barrier.ts';
import { drained } from './barrier.ts';

/** The way of an imported record until its day is marked and it is in the Store. */
export const ARRIVAL: readonly Leg[] = [
  [GROUPS.normalise, TOPICS.raw],
  [GROUPS.learn, TOPICS.events],
  [GROUPS.indexEvents, TOPICS.events],
];

/** The way of a release marker until everything it set off is in the Store. */
const JUDGEMENT: readonly Leg[] = [
  [GROUPS.normalise, TOPICS.raw],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.rebuild, TOPICS.rebuilds],
  [GROUPS.detect, TOPICS.observations],
  [GROUPS.correlate, TOPICS.alerts],
  [GROUPS.indexAlerts, TOPICS.alerts],
  [GROUPS.indexIncidents, TOPICS.incidents],
];

/** Import jobs that have not come to an end, oldest first. */
export async function openImports(store: Store): Promise<readonly Stored<ImportJob>[]> {
  const jobs = await listAll<ImportJob>(store, SYSTEM, IMPORT_KIND);
  return jobs
    .filter(({ value }) => value.state !== 'done' && value.state !== 'failed')
    .sort((a, b) => a.value.registered - b.value.registered);
}

/** Lets the keys that waited for the import be judged. To be called once the tenant's tables are up to date. */
export async function releaseImport(
  { log, store, partitions }: AnnounceContext,
  { id, value: job, version }: Stored<ImportJob>,
): Promise<Stored<ImportJob>> {
  await toEveryPartition(log, partitions, { kind: 'release', tenant: job.tenant, job: id });
  return store.documents.put<ImportJob>(SYSTEM, IMPORT_KIND, id, { ...job, state: 'released' }, version);
}

/** Waits until all that the release set off has come to rest. */
export async function finishImport(
  { log, store, pause }: AnnounceContext,
  { id, value: job, version }: Stored<ImportJob>,
  now: number,
): Promise<void> {
  await drained(log, JUDGEMENT, pause);
  const state = job.error === undefined ? 'done' : 'failed';
  await store.documents.put<ImportJob>(SYSTEM, IMPORT_KIND, id, { ...job, state, finished: now }, version);
}
