import fc from 'fast-check';
import type { ObservedStep } from '../../events/observation.ts';
import type { Profile } from './profile.ts';
import { addSighting, daysSeen, habits, remember } from './profile.ts';
import { PLACES, sighting } from './test-driver.ts';

const DAY = 86_400_000;

const PASSWORD: ObservedStep = {
  time: 0,
  method: 'password',
  purpose: 'primary',
  result: 'success',
  strength: 'none',
};

describe('profile', () => {
  test("the user's own successful activity · says where, with what and how", () => {
    const observation = sighting({
      place: PLACES.vpn,
      device: { token: 't', id: 'd', osFamily: 'macos', browserFamily: 'chrome' },
      app: 'Mail',
      steps: [
        { time: 0, method: 'push', purpose: 'second_factor', result: 'success', strength: 'strong' },
        { time: 0, method: 'sms', purpose: 'second_factor', result: 'timeout', strength: 'weak' },
      ],
    });
    expect([...habits(observation)]).toEqual([
      ['prefix', '203.0.118.0/24'],
      ['asn', '136787'],
      ['network_class', 'anonymiser'],
      ['network_class', 'anonymiser/NORD_VPN'],
      ['country', 'NL'],
      ['device_token', 't'],
      ['device_id', 'd'],
      ['client', 'macos/chrome'],
      ['app', 'Mail'],
      ['method', 'push'],
    ]);
  });

  test.each([
    ['a failure', { outcome: 'failure' }],
    ['an act upon the user', { role: 'target' }],
    ['the answering phone', { facts: ['responder'] }],
    ['machinery', { facts: ['internal'] }],
    ['a challenge sent', { operation: 'challenge' }],
    ['a policy asked', { operation: 'evaluate_policy' }],
    ["a provider's verdict", { operation: 'verdict' }],
    ['a password proven and nothing more', { operation: 'verify', steps: [PASSWORD] }],
  ] as const)('%s · is no habit', (_situation, overrides) => {
    expect([...habits(sighting({ place: PLACES.oslo, ...overrides }))]).toEqual([]);
  });

  test('a privileged role granted to the user · is remembered though somebody else acted', () => {
    const grant = sighting({
      operation: 'role_grant',
      role: 'target',
      facts: ['privileged_role'],
      grantedRole: 'Owner',
    });
    expect([...habits(grant)]).toEqual([['role', 'Owner']]);
  });

  test('sightings in any order · give the same first, last, count and days', () => {
    const time = fc.integer({ min: 0, max: 31 * DAY });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), (times) => {
        const [head = 0, ...tail] = times;
        const met = { first: head, last: head, days: 1, count: 1 };
        for (const at of tail) addSighting(met, at);
        const days = new Set(times.map((at) => Math.floor(at / DAY)));
        expect([met.first, met.last, met.count]).toEqual([Math.min(...times), Math.max(...times), times.length]);
        expect(daysSeen(met)).toBe(days.size);
      }),
    );
  });

  test('days more than a month before the last · are forgotten', () => {
    const met = { first: 0, last: 0, days: 1, count: 1 };
    addSighting(met, 31 * DAY);
    expect(daysSeen(met)).toBe(2);
    addSighting(met, 32 * DAY);
    expect(daysSeen(met)).toBe(2);
    addSighting(met, 100 * DAY);
    expect([daysSeen(met), met.first, met.count]).toEqual([1, 0, 4]);
  });

  test('more values than a profile keeps · the least recently seen goes', () => {
    const profile: Profile = new Map();
    for (let value = 0; value < 64; value += 1) remember(profile, ['app', String(value)], value);
    remember(profile, ['app', '0'], 1_000);
    remember(profile, ['app', 'new'], 1_001);
    const kept = profile.get('app');
    expect([kept?.size, kept?.has('0'), kept?.has('1'), kept?.has('new')]).toEqual([64, true, false, true]);
  });
});
