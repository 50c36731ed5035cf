import type { Aliases } from '../../events/observe.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { concernedUsers } from './concerned-users.ts';

const usersOf = (tokens: readonly string[], aliases: Aliases = NO_ALIASES): string[] =>
  [...concernedUsers(tokens, 'okta', 0, aliases)].sort();

describe('users concerned by an event', () => {
  test('id and address of one person · the address', () => {
    expect(usersOf(['okta:00u1', 'address:a@x.com'])).toEqual(['a@x.com']);
  });

  test('one of two people has no address · is known by the id', () => {
    expect(usersOf(['okta:00u1', 'address:a@x.com', 'okta:00u2'])).toEqual(['a@x.com', 'okta:00u1', 'okta:00u2']);
  });

  test('an id has an alias · the alias too', () => {
    const aliases: Aliases = { userOf: (_, id) => (id === '00u1' ? 'first@x.com' : undefined) };
    expect(usersOf(['okta:00u1', 'address:a@x.com'], aliases)).toEqual(['a@x.com', 'first@x.com']);
  });

  test('an alias that wants id and address together · is found', () => {
    const aliases: Aliases = { userOf: (_, id, address) => (id === '00u1' && address === 'b@x.com' ? 'b' : undefined) };
    expect(usersOf(['okta:00u1', 'address:a@x.com', 'okta:00u2', 'address:b@x.com'], aliases)).toContain('b');
  });
});
