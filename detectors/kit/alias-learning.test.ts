import type { Settings } from '../../events/settings.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { AliasLearner } from './alias-learning.ts';
import { LATENESS_MS } from './detector.ts';

const DAY = 86_400_000;
const CLOSED = DAY + LATENESS_MS;

function renamed(settings: Settings = DEFAULT_SETTINGS, isReversed = false): ReturnType<AliasLearner['aliases']> {
  const learner = new AliasLearner();
  const seen = [
    ['old@example.com', 1_000],
    ['new@example.com', 5 * DAY],
  ] as const;
  for (const [address, time] of isReversed ? seen.toReversed() : seen) learner.add('okta', '00u1', address, time);
  return learner.aliases(settings);
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
    const learner = new AliasLearner();
    learner.add('okta', '00u1', 'old@example.com', 0);
    learner.add('okta', '00u1', 'shared@example.com', 1_000);
    learner.add('okta', '00u2', 'shared@example.com', 2_000);
    const table = learner.aliases(DEFAULT_SETTINGS);
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
