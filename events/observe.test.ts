import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MfaEvent } from './event.ts';
import type { Aliases } from './observe.ts';
import { addressOf, alertEventId, canonicalUser, NO_ALIASES, observe, rekey } from './observe.ts';

const golden = (name: string): MfaEvent => {
  const file = join(__dirname, 'okta', 'fixtures', `${name}.expected.json`);
  const [event] = (JSON.parse(readFileSync(file, 'utf8')) as { events: MfaEvent[] }).events;
  if (event === undefined) throw new Error(`${name} has no event`);
  return event;
};
const signIn = golden('user.session.start');
const reset = golden('user.mfa.factor.reset_all');
const alias = (from: string, to: string): Aliases => ({
  userOf: (_source, _id, address) => (address === from ? to : undefined),
});

describe('observe', () => {
  test('a sign-in · belongs to the person who signed in', () => {
    const [own, ...others] = observe(signIn, NO_ALIASES);
    expect(others).toEqual([]);
    expect(own?.user).toBe(signIn.user?.email);
    expect(own?.observation).toMatchObject({ role: 'self', weight: 'interactive', operation: 'sign_in' });
    expect(own?.observation.id).toBe(`okta:${signIn.event.id}`);
  });

  test("an administrator's reset · is a mark on its victim that names the actor, and the administrator's own act", () => {
    const keyed = observe(reset, NO_ALIASES);
    expect(keyed.map(({ user, observation }) => [user, observation.role, observation.weight])).toEqual([
      [reset.user?.target?.email, 'target', 'mark'],
      [reset.user?.email, 'self', 'mark'],
    ]);
    expect(keyed[0]?.observation.actor).toBe(reset.user?.email);
    expect(keyed[0]?.observation.userId).toBe(reset.user?.target?.id);
    expect(keyed[1]?.observation.userId).toBe(reset.user?.id);
  });

  test('a service principal · is nobody', () => {
    expect(observe({ ...signIn, mfa: { ...signIn.mfa, facts: ['service_principal'] } }, NO_ALIASES)).toEqual([]);
  });

  test('a device id that reads like another device · is not taken for it', () => {
    const withDevice = (id: string, osFamily?: string): MfaEvent => {
      const device = osFamily === undefined ? {} : { os_family: osFamily };
      return { ...signIn, user_agent: {}, device: { id }, mfa: { ...signIn.mfa, device } };
    };
    expect(observe(withDevice('x|windows'), NO_ALIASES)[0]?.observation.device).toEqual({ id: 'x|windows' });
    expect(observe(withDevice('x', 'windows|'), NO_ALIASES)[0]?.observation.device).toEqual({
      id: 'x',
      osFamily: 'windows|',
    });
    expect(observe(withDevice('x|windows'), NO_ALIASES)[0]?.observation.device).toEqual({ id: 'x|windows' });
  });
});

describe('rekey', () => {
  test('an alias for the victim · moves the observation to the alias', () => {
    const [victim] = observe(reset, NO_ALIASES);
    const moved = victim && rekey(victim, alias(victim.user, 'first@example.com'));
    expect(moved?.user).toBe('first@example.com');
    expect(moved?.observation.actor).toBe(victim?.observation.actor);
  });

  test('an alias for the actor · renames the actor, not the key', () => {
    const [victim] = observe(reset, NO_ALIASES);
    const moved = victim && rekey(victim, alias(victim.observation.actor ?? '', 'root@example.com'));
    expect([moved?.user, moved?.observation.actor]).toEqual([victim?.user, 'root@example.com']);
  });

  test('no alias · gives the very same observation', () => {
    const [own] = observe(signIn, NO_ALIASES);
    expect(own && rekey(own, NO_ALIASES)).toBe(own);
  });
});

describe('names', () => {
  test.each([
    [{ id: '1', email: 'Alice@Example.com' }, 'alice@example.com'],
    [{ id: '1', name: 'Alice@Example.com' }, 'alice@example.com'],
    [{ id: '1', name: 'Alice' }, 'entra:1'],
    [{ name: 'Alice' }, undefined],
    [undefined, undefined],
  ])('%j · is %s', (person, user) => {
    expect(canonicalUser('entra', person, NO_ALIASES, 0)).toBe(user);
  });

  test('an address · is lower-cased, a bare name is none', () => {
    expect([addressOf({ email: 'A@B' }), addressOf({ name: 'A@B' }), addressOf({ name: 'A' })]).toEqual([
      'a@b',
      'a@b',
      undefined,
    ]);
  });

  test('the id a person looks up · has no application in front', () => {
    expect(alertEventId('google_workspace', 'login|2026|1|login_success|0')).toBe('2026|1|login_success|0');
    expect(alertEventId('okta', 'a|b')).toBe('a|b');
  });
});
