import { isDeepStrictEqual } from 'node:util';
import type { TenantId } from '../../events/identity.ts';
import { aliasTable, changedUsers, NameLearner } from '../../detectors/kit/alias-learning.ts';
import { changedEgress, EgressLearner } from '../../detectors/kit/egress-learning.ts';
import type { Store } from '../platform/store/store.ts';
import type { VersionedTables } from '../tenants/load-tables.ts';
import { currentVersion, readTables } from '../tenants/load-tables.ts';
import { saveLearned } from '../tenants/save-tables.ts';
import type { Concern, LearnedTables } from '../tenants/tenant-documents.ts';
import { daySummaries } from './learn-day.ts';

/** Makes the tables anew from all day summaries, and a version of them where they changed. Returns it. */
export async function learnTables(store: Store, tenant: TenantId): Promise<number | undefined> {
  const before = await readTables(store, tenant, await currentVersion(store, tenant));
  const learned = await learn(store, before);
  if (isDeepStrictEqual(plain(learned), before.learned)) return undefined;
  return saveLearned(store, tenant, learned, concernOf(before, learned));
}

async function learn(store: Store, { tenant, versions }: VersionedTables): Promise<LearnedTables> {
  const names = new NameLearner();
  for await (const summary of daySummaries(store, tenant)) names.add(summary);
  const learnedNames = names.names();
  // Who the people of a network are depends on the names of all days.
  const egress = new EgressLearner(aliasTable(learnedNames, versions));
  for await (const summary of daySummaries(store, tenant)) egress.add(summary);
  return { names: learnedNames, egress: egress.learned() };
}

function concernOf({ learned, versions, aliases }: VersionedTables, now: LearnedTables): Concern {
  const before = { names: learned.names, versions, aliases };
  const after = { names: now.names, versions, aliases: aliasTable(now.names, versions) };
  const users = [...changedUsers(before, after)].sort();
  const changes = changedEgress(learned.egress, now.egress);
  if (changes.length === 0) return { users };
  const since = Math.min(...changes.map(({ seenSince }) => seenSince));
  return { users, networks: { prefixes: changes.map(({ prefix }) => prefix), since } };
}

/** As the Store gives it back: without fields that are undefined. */
function plain(learned: LearnedTables): unknown {
  return JSON.parse(JSON.stringify(learned)) as unknown;
}
