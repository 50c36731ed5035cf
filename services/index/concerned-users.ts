import type { Source } from '../../events/event.ts';
import type { Aliases } from '../../events/observe.ts';

const ADDRESS = 'address:';

/**
 * Canonical users the people of an event (`peopleOf`) may stand for. Tokens do not say which id and which address are one person's, so
 * each pairing counts: too many users cost a rebuild that changes nothing, one too few would leave a wrong timeline.
 */
export function concernedUsers(
  tokens: readonly string[],
  source: Source,
  time: number,
  aliases: Aliases,
): ReadonlySet<string> {
  const addresses = tokens.filter((token) => token.startsWith(ADDRESS)).map((token) => token.slice(ADDRESS.length));
  const ids = tokens.filter((token) => token.startsWith(`${source}:`));
  const users = new Set<string>();
  for (const address of [undefined, ...addresses]) {
    for (const id of [undefined, ...ids.map((token) => token.slice(source.length + 1))]) {
      const alias = aliases.userOf(source, id, address, time);
      if (alias !== undefined) users.add(alias);
    }
    if (address !== undefined) users.add(address);
  }
  // Somebody among them is known by an id alone.
  if (ids.length > addresses.length) for (const id of ids) users.add(id);
  return users;
}
