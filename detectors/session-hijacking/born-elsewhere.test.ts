import type { Fact } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, runInEveryWay, sighting } from '../kit/test-driver.ts';
import { sessionHijacking } from './detector.ts';
import type { Overrides } from './fixtures/sightings.ts';
import { LAPTOP, MANAGED, UNNAMED, days, entra, passed, pushAnswer, without } from './fixtures/sightings.ts';

const { oslo, osloOffice, hosting, vpn, relay, sase, london } = PLACES;
const PROXY = { token: 'proxy-token', osFamily: 'windows', browserFamily: 'chrome' };

function found(observations: readonly Observation[], options: RunOptions = {}) {
  return runInEveryWay(sessionHijacking, observations, options).active;
}

function birth(overrides: Overrides = {}): Observation {
  return sighting({ minutes: 0, place: hosting, device: PROXY, session: 'new-session', flow: 'flow-1', ...overrides });
}

/** The push was answered without saying where. */
function answered(minutes = -1): Observation {
  return without(pushAnswer(minutes, oslo), 'place');
}

describe('(d) born elsewhere', () => {
  it('new session on a rented server, unknown browser, push just answered · medium', () => {
    const active = found([...days(5), answered(), birth()]);
    expect(active).toMatchObject([
      { rule: 'session-born-elsewhere', severity: 'medium', fields: { session: { branch: 'born_elsewhere' } } },
    ]);
    expect(active[0]?.reason).toContain(
      'began on an unknown device (chrome on windows) at Falkenstein, DE (Hetzner Online GmbH, AS24940)',
    );
  });

  it('on an anonymiser · found', () => {
    expect(found([...days(5), answered(), birth({ place: vpn })])).toHaveLength(1);
  });

  it('the push was answered on the usual network · high; elsewhere · not', () => {
    const home = found([...days(5), pushAnswer(-1, oslo), birth()]);
    const away = found([...days(5), pushAnswer(-1, london), birth()]);
    expect(home).toMatchObject([{ severity: 'high', confidence: 'high' }]);
    expect(home[0]?.reason).toContain('answered from Oslo, NO');
    expect(away).toMatchObject([{ severity: 'medium' }]);
  });

  it('enrolment within the hour · high; after it · not; from the user’s own network · not', () => {
    const enrolment = (minutes: number, place = hosting as (typeof PLACES)[keyof typeof PLACES]) =>
      sighting({ minutes, place, operation: 'enroll', weight: 'mark', action: 'user.mfa.factor.activate' });
    const scenario = [...days(5), answered(), birth()];
    expect(found([...scenario, enrolment(60)])).toMatchObject([{ severity: 'high' }]);
    expect(found([...scenario, enrolment(61)])).toMatchObject([{ severity: 'medium' }]);
    expect(found([...scenario, enrolment(30, oslo)])).toMatchObject([{ severity: 'medium' }]);
  });

  it('answered at home, a factor enrolled, a privileged user · critical', () => {
    const enrolment = sighting({
      minutes: 20,
      operation: 'device_register',
      weight: 'mark',
      action: 'Register device',
    });
    const settings = { privileged: new Set(['alice@example.com']) };
    expect(found([...days(5), pushAnswer(-1, oslo), birth(), enrolment], { settings })).toMatchObject([
      { severity: 'critical' },
    ]);
  });

  it('factor age · on both sides of ten minutes', () => {
    expect(found([...days(5), answered(-10), birth()])).toHaveLength(1);
    expect(found([...days(5), answered(-11), birth()])).toEqual([]);
  });

  it('the factor of the same flow, session unknown to it · found', () => {
    const answer = without(without(pushAnswer(-1, oslo, { flow: 'flow-1' }), 'place'), 'session');
    expect(found([...days(5), answer, birth()])).toHaveLength(1);
  });

  it('an Entra sign-in that holds its own steps, on no registered device, where the user has one · found', () => {
    const at = Date.parse('2026-11-20T09:00:00Z');
    const managed = days(5, oslo, MANAGED, { source: 'entra', action: 'signin.interactiveUser' });
    const row = entra(0, hosting, UNNAMED, {
      session: 'fresh',
      facts: ['interactive', 'unmanaged'],
      steps: [passed('push_number_match', at)],
    });
    expect(found([...managed, row])).toMatchObject([{ rule: 'session-born-elsewhere' }]);
  });

  it('several requests and sessions of one proxied sign-in · one finding', () => {
    expect(
      found([
        ...days(5),
        answered(),
        birth(),
        birth({ minutes: 1 }),
        birth({ minutes: 2, session: 'second', flow: 'flow-1' }),
      ]),
    ).toHaveLength(1);
  });

  it.each<[string, Observation[]]>([
    ['a factor no proxy can pass on', [birth({ steps: [passed('webauthn', Date.parse('2026-11-20T09:00:00Z'))] })]],
    [
      'FastPass proven phishing-resistant beside a push',
      [
        answered(),
        birth({ steps: [passed('fastpass', Date.parse('2026-11-20T09:00:00Z'), { phishingResistant: true })] }),
      ],
    ],
    ['no factor at all', [birth()]],
    [
      'a factor carried over from before',
      [birth({ steps: [passed('push', Date.parse('2026-11-20T09:00:00Z'), { result: 'satisfied_by_claim' })] })],
    ],
    [
      'an enrolment is no sign-in',
      [birth({ steps: [passed('sms', Date.parse('2026-11-20T09:00:00Z'), { purpose: 'enrolment' })] })],
    ],
    [
      'a denied push',
      [birth({ steps: [passed('push', Date.parse('2026-11-20T09:00:00Z'), { result: 'denied_by_user' })] })],
    ],
    ['an ordinary network', [answered(), birth({ place: london })]],
    ['a relay', [answered(), birth({ place: relay })]],
    ['company SASE', [answered(), birth({ place: sase })]],
    ['a managed device', [answered(), birth({ facts: ['managed'] })]],
    ['a session bound to its device', [answered(), birth({ facts: ['hardware_bound'] })]],
    ['the user’s own browser', [answered(), birth({ device: LAPTOP })]],
    ['a device the event does not describe', [answered(), birth({ device: {} })]],
    ['a failed sign-in', [answered(), birth({ outcome: 'failure' })]],
    [
      'a session that began elsewhere before',
      [answered(), birth({ minutes: -200, place: oslo, device: PROXY }), birth()],
    ],
  ])('%s · silent', (_name, scene) => {
    expect(found([...days(5), ...scene])).toEqual([]);
  });

  it('a network the user or the tenant already uses · silent', () => {
    expect(found([...days(5), ...days(2, hosting), answered(), birth()])).toEqual([]);
    const tenant = { gateway: () => undefined, egress: () => 'settings: egress' };
    expect(found([...days(5), answered(), birth()], { tenant })).toEqual([]);
  });

  it('nothing known of the user · everything is new, silent', () => {
    expect(found([answered(), birth()])).toEqual([]);
  });

  it('nothing known here, but the provider calls device and network new · found', () => {
    const facts: Fact[] = ['new_device', 'new_network'];
    expect(found([answered(), birth({ facts })])).toMatchObject([{ rule: 'session-born-elsewhere' }]);
    for (const only of facts) expect(found([answered(), birth({ facts: [only] })])).toEqual([]);
  });

  it('a push answered in another country, on no known network · evidence, but no grave one', () => {
    const facts: Fact[] = ['new_device', 'new_network'];
    const [alert] = found([pushAnswer(-1, london), birth({ facts })]);
    expect(alert?.evidence.map(({ what }) => what)).toContain('factor_answered_in_another_country');
    expect(alert?.severity).not.toBe('critical');
  });

  it('a shared account · silent', () => {
    expect(
      found([...days(5), answered(), birth()], { settings: { sharedAccounts: new Set(['alice@example.com']) } }),
    ).toEqual([]);
  });

  it('used at the office the next minute · the same session is then also stolen, one finding', () => {
    const next = birth({ minutes: 3, place: osloOffice, action: 'user.authentication.sso' });
    expect(found([...days(5), ...days(5, osloOffice), answered(), birth(), next])).toMatchObject([
      { rule: 'session-born-elsewhere' },
    ]);
  });
});
