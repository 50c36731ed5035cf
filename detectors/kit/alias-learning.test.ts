import fc from 'fast-check';
import type { Name } from './day-summary.ts';
import type { Settings } from '../../events/settings.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { canonicalUser } from '../../events/observe.ts';
import type { AliasVersion, SeenName, TenantAliases } from './alias-learning.ts';
import { aliasTable, changedUsers, learnedNames, personOf } from './alias-learning.ts';
import { LATENESS_MS } from './detector.ts';

const DAY = 86_400_000;
const CLOSED = DAY + LATENESS_MS;

function seen(id: string, address: string, since: number): SeenName {
  return { source: 'okta', id, address, since };
}

function tableOf(names: readonly SeenName[], settings: Settings = DEFAULT_SETTINGS): TenantAliases {
  return aliasTable(names, [{ effectiveFrom: 0, settings }]);
}

function renamed(settings: Settings = DEFAULT_SETTINGS, isReversed = false): TenantAliases {
  const names = [seen('00u1', 'old@example.com', 1_000), seen('00u1', 'new@example.com', 5 * DAY)];
  return tableOf(isReversed ? names.toReversed() : names, settings);
}

describe('aliases', () => {
  test.each([false, true])(
    'a renamed user · keeps the first address, whichever was read first (reversed: %s)',
    (reversed) => {
      expect(renamed(DEFAULT_SETTINGS, reversed).userOf('okta', '00u1', 'new@example.com', 5 * DAY)).toBe(
        'old@example.com',
      );
    },
  );

  test('before the day of the first sighting has closed · the address itself counts', () => {
    expect(renamed().userOf('okta', '00u1', 'new@example.com', CLOSED - 1)).toBe('new@example.com');
    expect(renamed().userOf('okta', '00u1', 'new@example.com', CLOSED)).toBe('old@example.com');
  });

  test('the same id of another provider · is somebody else', () => {
    expect(renamed().userOf('entra', '00u1', 'new@example.com', 9 * DAY)).toBe('new@example.com');
  });

  test('a record that names the new address alone · belongs to its one holder, once that day has closed', () => {
    expect(renamed().userOf('okta', undefined, 'new@example.com', 5 * DAY)).toBe('new@example.com');
    expect(renamed().userOf('okta', undefined, 'new@example.com', 5 * DAY + CLOSED)).toBe('old@example.com');
    expect(renamed().userOf('entra', undefined, 'new@example.com', 9 * DAY)).toBe('new@example.com');
  });

  test('an address two ids have had · speaks for neither', () => {
    const table = tableOf([
      seen('00u1', 'old@example.com', 0),
      seen('00u1', 'shared@example.com', 1_000),
      seen('00u2', 'shared@example.com', 2_000),
    ]);
    expect(table.userOf('okta', undefined, 'shared@example.com', 9 * DAY)).toBe('shared@example.com');
  });

  test('settings · win over what was learned, by id and by address', () => {
    const aliases = [{ user: 'alice@example.com', ids: ['okta:00u1', 'address:other@example.com'] }];
    const table = renamed({ ...DEFAULT_SETTINGS, aliases });
    expect(table.userOf('okta', '00u1', 'new@example.com', 9 * DAY)).toBe('alice@example.com');
    expect(table.userOf('okta', undefined, 'other@example.com', 0)).toBe('alice@example.com');
  });

  test('neither id nor address · is nobody', () => {
    expect(renamed().userOf('okta', undefined, undefined, 9 * DAY)).toBeUndefined();
  });
});

/** A small world of names in which people rename, share addresses and are listed. */
const IDS = ['1', '2', '3'];
const ADDRESSES = ['a@x', 'b@x', 'c@x', 'd@x'];
const someone = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const name: fc.Arbitrary<Name> = fc.oneof(
  fc.record({ source: someone(['okta', 'entra'] as const), id: someone(IDS), address: someone(ADDRESSES) }),
  fc.record({ source: someone(['okta', 'entra'] as const), id: someone(IDS) }),
  fc.record({ source: someone(['okta', 'entra'] as const), address: someone(ADDRESSES) }),
);
const TIMES = [0, DAY, 2 * DAY, 3 * DAY, 3 * DAY + 5, 4 * DAY, 6 * DAY, 9 * DAY];
interface Seen {
  readonly name: Name;
  readonly time: number;
}
const events = fc.array(fc.record({ name, time: someone(TIMES) }), { maxLength: 9 });
const listing = fc.array(
  fc.record({
    user: someone([...ADDRESSES, 'z@x']),
    ids: fc.array(someone([...IDS.map((id) => `okta:${id}`), ...ADDRESSES.map((address) => `address:${address}`)]), {
      maxLength: 2,
    }),
  }),
  { maxLength: 2 },
);
const versions = fc.tuple(listing, listing, someone(TIMES)).map(([first, second, effectiveFrom]) => [
  { effectiveFrom: 0, settings: { ...DEFAULT_SETTINGS, aliases: first } },
  { effectiveFrom, settings: { ...DEFAULT_SETTINGS, aliases: second } },
]);

function versionOf(seenEvents: readonly Seen[], of: AliasVersion['versions']): AliasVersion {
  const byDay = new Map<number, Seen[]>();
  for (const one of seenEvents) {
    const day = Math.floor(one.time / DAY);
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  const names = learnedNames(
    [...byDay].map(([day, people]) => ({
      version: 1,
      day,
      networks: [],
      people: people.map((one) => ({ ...one.name, since: one.time })),
    })),
  );
  return { names, versions: of, aliases: aliasTable(names, of) };
}

function tokensOfName({ source, id, address }: Name): readonly string[] {
  return [...(id === undefined ? [] : [`${source}:${id}`]), ...(address === undefined ? [] : [`address:${address}`])];
}

describe('who an event belongs to', () => {
  test('any event of a user · stands under one of the user’s tokens', () => {
    fc.assert(
      fc.property(events, versions, (all, settings) => {
        const { aliases } = versionOf(all, settings);
        const table = aliases as TenantAliases;
        for (const { name: who, time } of all) {
          for (const later of TIMES.filter((one) => one >= time)) {
            const user = canonicalUser(who.source, personOf(who), table, later) ?? '';
            const tokens = table.tokensOf(user);
            expect(tokensOfName(who).some((token) => tokens.includes(token))).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('any change of the table · names every user that gains or loses an event', () => {
    fc.assert(
      fc.property(events, events, versions, versions, fc.boolean(), (old, more, was, is, isListed) => {
        const before = versionOf(old, was);
        const after = versionOf([...old, ...more], isListed ? is : was);
        const changed = changedUsers(before, after);
        for (const { name: who, time } of [...old, ...more]) {
          for (const later of TIMES.filter((one) => one >= time)) {
            const owners = [before, after].map((table) =>
              canonicalUser(who.source, personOf(who), table.aliases, later),
            );
            if (owners[0] !== owners[1]) for (const owner of owners) expect(changed).toContain(owner);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('new people with addresses of their own · change nobody', () => {
    const settings = [{ effectiveFrom: 0, settings: DEFAULT_SETTINGS }];
    const before = versionOf([{ name: { source: 'okta', id: '1', address: 'a@x' }, time: 0 }], settings);
    const after = versionOf(
      [
        { name: { source: 'okta', id: '1', address: 'a@x' }, time: 0 },
        { name: { source: 'okta', id: '2', address: 'b@x' }, time: DAY },
      ],
      settings,
    );
    expect([...changedUsers(before, after)]).toEqual([]);
  });
});
