import type { TenantScope } from '../scope.ts';
import { countOf } from './buckets.ts';
import { bulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { isMissing } from './errors.ts';
import { ofTenants, within } from './filters.ts';
import { indicesOf, refreshIndices } from './indices.ts';
import { endOfPeriod } from './names.ts';
import type { Names, TenantFamily } from './names.ts';
import { eachBatch } from './pages.ts';
import type { Filter, Search } from './pages.ts';

/** How a family keeps its tenant and its time. */
const FIELDS: Readonly<
  Record<TenantFamily, { readonly tenant: string; readonly time: string; readonly keys: readonly string[] }>
> = {
  events: { tenant: 'organization.id', time: '@timestamp', keys: ['event.id', 'event.module'] },
  alerts: { tenant: 'organization.id', time: 'mfawatch.time', keys: ['mfawatch.id'] },
  incidents: { tenant: 'tenant', time: 'mfawatch.time', keys: ['id'] },
  audit: { tenant: 'organization.id', time: '@timestamp', keys: ['id'] },
};

/**
 * Deletes what happened before a moment: whole indices where all they can hold is older, else document by document; what somebody changes
 * meanwhile stays until the next time. Returns how many documents went.
 */
export async function retain(
  es: Elasticsearch,
  names: Names,
  { tenant }: TenantScope,
  family: TenantFamily,
  before: number,
): Promise<number> {
  const { tenant: owner, time, keys } = FIELDS[family];
  const own = ofTenants(owner, [tenant]);
  let total = 0;
  for (const index of await indicesOf(es, names.pattern(family, tenant))) {
    await refreshIndices(es, index);
    // What is shared is dropped for nobody: others may keep theirs for longer.
    const isPast = names.apart && endOfPeriod(index) <= before;
    if (isPast && family === 'events') total += await countOf(es, index, own);
    else
      total += await deleteEach(es, {
        target: index,
        filters: [own, ...within(time, { to: before })],
        by: [time, ...keys],
        order: 'asc',
      });
    if (isPast && (family === 'events' || (await isSpent(es, index)))) await drop(es, index);
  }
  return total;
}

async function deleteEach(es: Elasticsearch, search: Search): Promise<number> {
  let total = 0;
  for await (const hits of eachBatch(es, search)) {
    const results = await bulkWrite(
      es,
      hits.map(({ index, id, seqNo, primaryTerm }) => ({ action: 'delete', index, id, seqNo, primaryTerm })),
    );
    total += results.filter(({ status }) => status === 'written').length;
  }
  return total;
}

const EVERYTHING: Filter = { match_all: {} };

/** Nothing is left in an index, and what may still come belongs into another or is to be deleted as well. */
async function isSpent(es: Elasticsearch, index: string): Promise<boolean> {
  await refreshIndices(es, index);
  return (await countOf(es, index, EVERYTHING)) === 0;
}

async function drop(es: Elasticsearch, index: string): Promise<void> {
  try {
    await es.send((client) => client.indices.delete({ index }));
  } catch (error) {
    // Another process was faster.
    if (!isMissing(error)) throw error;
  }
}
