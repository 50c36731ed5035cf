import type { Aliases } from '../../events/observe.ts';
import { observe } from '../../events/observe.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { EventQuery, Store } from '../platform/store/store.ts';
import type { VersionedTables } from '../tenants/load-tables.ts';
import type { Concern } from '../tenants/tenant-documents.ts';

/** Users remembered as told; forgetting them only tells some twice. */
const MOST_REMEMBERED = 100_000;

/** The canonical users a change concerns, as they were called before and as they are called after it; in batches, some perhaps twice. */
export async function* concernedUsers(
  store: Store,
  before: VersionedTables,
  after: VersionedTables,
  concern: Concern,
): AsyncGenerator<readonly string[]> {
  const told = new Set<string>();
  if (concern.users !== undefined) yield untold(concern.users, told);
  for (const query of queriesOf(concern)) {
    for await (const events of store.events.each(ofTenant(after.tenant), query)) {
      const users = events.flatMap((event) => [before, after].flatMap(({ aliases }) => usersOf(event, aliases)));
      yield untold(users, told);
    }
  }
}

function queriesOf({ since, networks }: Concern): readonly EventQuery[] {
  return [
    ...(since === undefined ? [] : [since === null ? {} : { from: since }]),
    ...(networks === undefined ? [] : [{ from: networks.since, prefixes: networks.prefixes }]),
  ];
}

function usersOf(event: Parameters<typeof observe>[0], aliases: Aliases): readonly string[] {
  return observe(event, aliases).map(({ user }) => user);
}

function untold(users: readonly string[], told: Set<string>): readonly string[] {
  const fresh = [...new Set(users)].filter((user) => !told.has(user));
  if (told.size + fresh.length > MOST_REMEMBERED) told.clear();
  for (const user of fresh) told.add(user);
  return fresh;
}
