import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, runInEveryWay, sighting, why } from '../kit/test-driver.ts';
import { sessionHijacking } from './detector.ts';
import {
  LAPTOP,
  MANAGED,
  OTHER_BROWSER,
  STOLEN_JAR,
  UNNAMED,
  days,
  entra,
  refresh,
  sso,
} from './fixtures/sightings.ts';

const { oslo, osloOffice, bergen, london, newYork, hosting, sase, vpn } = PLACES;

function found(observations: readonly Observation[], options: RunOptions = {}) {
  return runInEveryWay(sessionHijacking, observations, options).active;
}

describe('(a) cookie jar', () => {
  it('same session and token, other network and browser · one high finding with both ends', () => {
    const attack = sso(12, hosting, STOLEN_JAR);
    const active = found([...days(5), sso(0, oslo), attack, sso(13, hosting, STOLEN_JAR)]);
    expect(active).toHaveLength(1);
    expect(active[0]).toMatchObject({
      rule: 'session-cookie-jar-replay',
      key: attack.id,
      severity: 'high',
      confidence: 'high',
      fields: {
        session: {
          branch: 'cookie_jar',
          previous: { ip: oslo.ip, os: 'windows', browser: 'chrome' },
          current: { ip: hosting.ip, os: 'linux', browser: 'firefox' },
        },
      },
    });
    expect(active[0]?.reason).toBe(
      'Okta session of alice@example.com moved from chrome on windows in Oslo, NO (Example Broadband, AS64496) ' +
        'to firefox on linux in Falkenstein, DE (Hetzner Online GmbH, AS24940) 12 minutes later',
    );
  });

  it('device token alone, the thief has a session of his own · found', () => {
    const active = found([...days(5), sso(0, oslo), sso(5, london, STOLEN_JAR, { session: 'session-2' })]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay', severity: 'high' }]);
    expect(active[0]?.reason).toContain('Okta device token of alice');
  });

  it('arriving through a security service nobody here uses · is no excuse for another computer, nor for what follows', () => {
    expect(found([...days(5), sso(0, oslo), sso(5, sase, STOLEN_JAR)])).toHaveLength(1);
    expect(found([...days(5), sso(0, oslo), sso(5, sase, STOLEN_JAR), sso(9, hosting, STOLEN_JAR)])).not.toEqual([]);
  });

  it('a first use from there that names no client · does not hide the next, which does', () => {
    const unnamed = sso(10, hosting, { token: 'laptop-token' });
    expect(found([...days(5), sso(0, oslo), unnamed, sso(11, hosting, STOLEN_JAR)])).toMatchObject([
      { rule: 'session-cookie-jar-replay' },
    ]);
    expect(found([...days(5), sso(0, oslo), unnamed, sso(12, hosting), sso(14, hosting)])).toEqual([]);
  });

  it('root session alone joins two sessions · found', () => {
    const active = found([
      ...days(5),
      sso(0, oslo, { osFamily: 'windows', browserFamily: 'chrome' }, { session: 's1', rootSession: 'root' }),
      sso(5, london, { osFamily: 'macos', browserFamily: 'chrome' }, { session: 's2', rootSession: 'root' }),
    ]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay' }]);
  });

  it('only the browser differs, another operator in the same country · found', () => {
    const active = found([...days(5), sso(0, oslo), sso(60, bergen, { ...LAPTOP, browserFamily: 'firefox' })]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay', severity: 'high', confidence: 'medium' }]);
  });

  it('a command-line client presents the session · found', () => {
    const active = found([...days(5), sso(0, oslo), sso(3, hosting, { script: true })]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay', severity: 'high' }]);
  });

  it('policy evaluation, verify, admin console and interactive Entra rows are evidence too', () => {
    for (const action of ['policy.evaluate_sign_on', 'user.authentication.verify', 'user.session.access_admin_app']) {
      expect(found([...days(3), sso(0, oslo), sso(5, london, STOLEN_JAR, { action })])).toHaveLength(1);
    }
    const active = found([
      ...days(3),
      entra(0, oslo),
      entra(5, london, { osFamily: 'linux', browserFamily: 'firefox' }),
    ]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay' }]);
  });

  it('refused by policy · still told, 20 points lower', () => {
    const firefox = { ...LAPTOP, browserFamily: 'firefox' };
    const [allowed] = found([...days(3), sso(0, oslo), sso(60, bergen, firefox)]);
    const denied = sso(60, bergen, firefox, { action: 'policy.evaluate_sign_on', outcome: 'failure' });
    const [refused] = found([...days(3), sso(0, oslo), denied]);
    expect([allowed?.risk, refused?.risk]).toEqual([70, 50]);
    expect(refused?.evidence.some(({ what }) => what === 'refused_by_policy')).toBe(true);
  });

  it('a privileged user raises the risk', () => {
    const scenario = [...days(3), sso(0, oslo), sso(5, bergen, { ...LAPTOP, browserFamily: 'firefox' })];
    const plain = found(scenario)[0];
    const bySettings = found(scenario, { settings: { privileged: new Set(['alice@example.com']) } })[0];
    const byGrant = found([
      ...scenario,
      sighting({
        minutes: -3000,
        operation: 'role_grant',
        role: 'target',
        weight: 'mark',
        facts: ['privileged_role'],
        grantedRole: 'Super Administrator',
      }),
    ])[0];
    expect(bySettings?.risk).toBe((plain?.risk ?? 0) + 10);
    expect(byGrant?.risk).toBe(bySettings?.risk);
  });

  it('the thief moves on to a third network · no second finding', () => {
    const active = found([...days(3), sso(0, oslo), sso(10, london, STOLEN_JAR), sso(300, newYork, STOLEN_JAR)]);
    expect(active).toHaveLength(1);
  });

  it('enrolment within the hour and Okta’s context change · told on the same finding', () => {
    const enrolment = sighting({
      minutes: 30,
      place: london,
      action: 'user.mfa.factor.activate',
      operation: 'enroll',
      weight: 'mark',
    });
    const change = sighting({
      minutes: 6,
      action: 'user.session.context.change',
      operation: 'session_change',
      session: 'session-1',
      facts: ['verdict_suspicious'],
      verdict: 'ipAddress.change',
    });
    const active = found([...days(3), sso(0, oslo), sso(5, london, STOLEN_JAR), enrolment, change]);
    expect(active).toHaveLength(1);
    expect(active[0]?.evidence.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['factor_enrolled_after', 'provider_verdict']),
    );
    expect(active[0]?.observations).toEqual(expect.arrayContaining([enrolment, change]));
  });
});

describe('(b) session id only', () => {
  it('a device token the session never had, another network, same kind of browser · found', () => {
    const active = found([...days(5), sso(0, oslo), sso(5, london, OTHER_BROWSER)]);
    expect(active).toMatchObject([
      { rule: 'session-id-replay', severity: 'high', fields: { session: { branch: 'session_id' } } },
    ]);
  });

  it('same network · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(5, oslo, OTHER_BROWSER)])).toEqual([]);
  });

  it('the new token was in the session before the network changed · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(5, oslo, OTHER_BROWSER), sso(90, bergen, OTHER_BROWSER)])).toEqual([]);
  });

  it('the session was in that network with its own token before · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(90, bergen), sso(95, bergen, OTHER_BROWSER)])).toEqual([]);
  });

  it('the token is an older one of the same user · silent', () => {
    const past = days(5, oslo, OTHER_BROWSER);
    expect(found([...days(5), ...past, sso(0, oslo), sso(90, bergen, OTHER_BROWSER)])).toEqual([]);
  });

  it('no token on one of the rows · silent', () => {
    expect(
      found([...days(5), sso(0, oslo), sso(90, bergen, { osFamily: 'windows', browserFamily: 'chrome' })]),
    ).toEqual([]);
  });
});

describe('(c) same browser', () => {
  const turns = (minutes: readonly [number, number, number, number], there = bergen) => [
    sso(minutes[0], oslo),
    sso(minutes[1], there),
    sso(minutes[2], oslo),
    sso(minutes[3], there),
  ];

  it('turns begin an hour or more after the first use from there · found once', () => {
    const first = [sso(0, oslo), sso(10, bergen)];
    const later = (at: number) => [sso(at, oslo), sso(at + 2, bergen), sso(at + 4, oslo), sso(at + 6, bergen)];
    expect(found([...days(5), ...first, ...later(60)])).toMatchObject([{ rule: 'session-same-browser-replay' }]);
    expect(found([...days(5), ...first, ...later(240), ...later(300)])).toHaveLength(1);
  });

  it('a session that began in the new network, a known VPN taking turns with it · silent', () => {
    const later = [sso(60, vpn), sso(62, bergen), sso(64, vpn), sso(66, bergen)];
    expect(found([...days(5, vpn), sso(0, bergen), ...later])).toEqual([]);
  });

  it('A-B-A-B within half an hour, B new · found', () => {
    const active = found([...days(5), ...turns([0, 10, 20, 30])]);
    expect(active).toMatchObject([
      {
        rule: 'session-same-browser-replay',
        severity: 'medium',
        confidence: 'medium',
        fields: { session: { branch: 'same_browser' } },
      },
    ]);
    expect(active[0]?.evidence.some(({ what }) => what === 'both_networks_in_turns')).toBe(true);
  });

  it('one minute over half an hour · silent, and says why', () => {
    const scenario = [...days(5), ...turns([0, 10, 20, 31])];
    expect(found(scenario)).toEqual([]);
    const second = scenario.at(-3)?.id ?? '';
    expect(why(sessionHijacking, scenario, second)).toContainEqual(
      expect.objectContaining({ condition: expect.stringContaining('took turns'), holds: false }),
    );
  });

  it('A-B-A only · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(10, bergen), sso(20, oslo)])).toEqual([]);
  });

  it('all at one moment · no order, silent', () => {
    expect(found([...days(5), ...turns([0, 0, 0, 0])])).toEqual([]);
  });

  it('B used by the user for weeks · silent', () => {
    expect(found([...days(5), ...days(5, bergen), ...turns([0, 10, 20, 30])])).toEqual([]);
  });

  it('B is the tenant’s own · silent', () => {
    const tenant = {
      gateway: () => undefined,
      egress: (place: { prefix: string }) => (place.prefix === bergen.prefix ? 'settings: egress AS64499' : undefined),
    };
    expect(found([...days(5), ...turns([0, 10, 20, 30])], { tenant })).toEqual([]);
  });

  it('nothing known of the user and both networks of one country · cannot say new, silent; another country · found with less confidence', () => {
    expect(found(turns([0, 10, 20, 30]))).toEqual([]);
    const active = found([sso(0, bergen), sso(180, london), sso(190, bergen), sso(200, london), sso(205, bergen)]);
    expect(active).toMatchObject([{ rule: 'session-same-browser-replay', confidence: 'medium' }]);
  });

  it('an anonymiser in turns · found, although it makes no claim of speed', () => {
    const active = found([...days(5), ...turns([0, 5, 10, 15], vpn)]);
    expect(active).toMatchObject([{ rule: 'session-same-browser-replay', severity: 'high' }]);
    expect(active[0]?.evidence.some(({ what }) => what === 'impossible_journey')).toBe(false);
  });

  it('impossible journey without turns · found', () => {
    const active = found([...days(5), sso(0, oslo), sso(45, london)]);
    expect(active).toMatchObject([{ rule: 'session-same-browser-replay', severity: 'high' }]);
    expect(active[0]?.reason).toContain('too far for the time between');
  });

  it('speed · on both sides of the limit', () => {
    // Oslo to London is 1,154 km, less 40 km of uncertainty: 1,114 km, which takes 66.9 minutes at 1,000 km/h.
    expect(found([...days(5), sso(0, oslo), sso(66, london)])).toHaveLength(1);
    expect(found([...days(5), sso(0, oslo), sso(68, london)])).toEqual([]);
  });

  it('distance · too short for a claim however fast', () => {
    const jump = [...days(5), sso(0, oslo), sso(1, london)];
    expect(found(jump, { params: { minDistanceKm: 1100 } })).toHaveLength(1);
    expect(found(jump, { params: { minDistanceKm: 1150 } })).toEqual([]);
  });

  it('within one country · a single jump is no journey, there and back is', () => {
    const there = [...days(5), sso(0, oslo), sso(1, bergen)];
    const params = { minDistanceKm: 200 };
    expect(found(there, { params })).toEqual([]);
    expect(found([...there, sso(5, oslo)], { params })).toHaveLength(1);
  });

  it('a gateway of the tenant says nothing of a place · silent when it is left', () => {
    const jump = [...days(5), sso(0, oslo), sso(45, london)];
    const gateway = (place: { prefix: string }) => (place.prefix === oslo.prefix ? 'learned gateway' : undefined);
    expect(found(jump, { tenant: { gateway, egress: gateway } })).toEqual([]);
  });

  it('an application is new to nobody of whom nothing is known · silent', () => {
    expect(found([entra(0, oslo, UNNAMED), refresh(200, london, UNNAMED, { app: 'Azure CLI' })])).toEqual([]);
  });

  it('only the way back is impossible · found', () => {
    expect(found([...days(5), sso(0, oslo), sso(180, london), sso(200, oslo)])).toMatchObject([
      { rule: 'session-same-browser-replay' },
    ]);
  });

  it('two ends at one moment · impossible without a speed', () => {
    const active = found([...days(5), sso(0, oslo), sso(0, newYork)]);
    expect(active).toHaveLength(1);
    expect(active[0]?.evidence.find(({ what }) => what === 'impossible_journey')?.after).toContain('at one moment');
  });

  it('Entra non-interactive rows, primary tokens too · found; losing the managed device id weighs', () => {
    const facts = ['non_interactive', 'primary_refresh_token'] as const;
    const row = (minutes: number, place: typeof oslo | typeof bergen, managed: boolean) =>
      refresh(minutes, place, managed ? MANAGED : UNNAMED, {
        facts: managed ? [...facts, 'managed'] : [...facts, 'unmanaged'],
      });
    const lost = found([
      ...days(5),
      row(0, oslo, true),
      row(5, bergen, false),
      row(10, oslo, true),
      row(15, bergen, false),
    ]);
    const never = found([
      ...days(5),
      row(0, oslo, false),
      row(5, bergen, false),
      row(10, oslo, false),
      row(15, bergen, false),
    ]);
    expect(lost).toMatchObject([{ rule: 'session-same-browser-replay' }]);
    expect(lost[0]?.evidence.some(({ what }) => what === 'managed_device_id_lost')).toBe(true);
    expect(lost[0]?.risk).toBe((never[0]?.risk ?? 0) + 10);
  });

  it('behind SASE the managed device id is lost on the way to another country, within half an hour · found', () => {
    const managed = { ...LAPTOP, id: 'device-0001' };
    const at = (minutes: number, there = london as (typeof PLACES)[keyof typeof PLACES]) => [
      ...days(5, sase),
      sso(0, sase, managed, { facts: ['interactive', 'managed'] }),
      sso(minutes, there),
    ];
    expect(found(at(30))).toMatchObject([{ rule: 'session-same-browser-replay' }]);
    expect(found(at(30))[0]?.reason).toContain('without the managed device it was on');
    expect(found(at(31))).toEqual([]);
    expect(found([...days(5, sase), sso(0, sase), sso(30, london)])).toEqual([]);
  });

  it('a silent token refresh far away, once · a VPN may do that, silent; back within the hour · found', () => {
    const facts = ['non_interactive', 'primary_refresh_token'] as const;
    const row = (minutes: number, place: Place) => refresh(minutes, place, UNNAMED, { facts: [...facts] });
    expect(found([...days(5), row(0, oslo), row(30, london)])).toEqual([]);
    expect(found([...days(5), row(0, oslo), row(30, london), row(60, oslo)])).toHaveLength(1);
  });

  it('a shared account · several people, no judgement', () => {
    const settings = { sharedAccounts: new Set(['alice@example.com']) };
    expect(found([...days(5), ...turns([0, 10, 20, 30])], { settings })).toEqual([]);
    expect(found([...days(5), sso(0, oslo), sso(5, london, STOLEN_JAR)], { settings })).toHaveLength(1);
  });
});

describe('(e) Entra refresh token', () => {
  const at = (
    place: typeof oslo | typeof london | typeof hosting | typeof vpn | typeof bergen,
    overrides = {},
    device = UNNAMED,
  ) => [...days(5), entra(0, oslo, UNNAMED), refresh(30, oslo), refresh(200, place, device, overrides)];

  it('another country, hosting network, same client · found', () => {
    expect(found(at(hosting))).toMatchObject([
      { rule: 'entra-refresh-token-replay', severity: 'high', fields: { session: { branch: 'refresh_token' } } },
    ]);
  });

  it('another client · found', () => {
    expect(found(at(london, {}, { osFamily: 'linux', browserFamily: 'chrome' }))).toMatchObject([
      { rule: 'entra-refresh-token-replay' },
    ]);
  });

  it('an application new to session and user · found; one the user knows · a journey', () => {
    expect(found(at(london, { app: 'Azure CLI' }))).toMatchObject([
      { rule: 'entra-refresh-token-replay', severity: 'medium' },
    ]);
    expect(
      found([...days(3, oslo, UNNAMED, { source: 'entra', app: 'Teams' }), ...at(london, { app: 'Teams' })]),
    ).toEqual([]);
  });

  it('an application the user knows while the session goes on at home · found', () => {
    const known = days(3, oslo, UNNAMED, { source: 'entra', app: 'Teams' });
    expect(found([...known, ...at(london, { app: 'Teams' }), refresh(230, oslo)])).toHaveLength(1);
  });

  it('in turns · found', () => {
    expect(found([...at(london), refresh(205, oslo), refresh(210, london), refresh(190, oslo)])).toMatchObject([
      { rule: 'entra-refresh-token-replay' },
    ]);
  });

  it('nothing but another place · a journey, silent', () => {
    expect(found(at(london))).toEqual([]);
  });

  it('the same place, the application new · silent', () => {
    expect(found(at(osloOffice as unknown as typeof oslo, { app: 'Azure CLI' }))).toEqual([]);
  });

  it('bound, or not said · silent', () => {
    expect(found(at(hosting, { facts: ['non_interactive', 'refresh_token', 'bound', 'hardware_bound'] }))).toEqual([]);
    expect(found(at(hosting, { facts: ['non_interactive', 'refresh_token'] }))).toEqual([]);
    expect(found(at(hosting, { facts: ['non_interactive', 'primary_refresh_token', 'unbound'] }))).toEqual([]);
  });

  it('a VPN switched on: sequence, same client, same applications · silent', () => {
    expect(found([...at(vpn), refresh(230, vpn), refresh(300, oslo)])).toEqual([]);
  });
});

describe('(e) Entra refresh token of a silent session', () => {
  const past = days(5, oslo, UNNAMED, { source: 'entra', app: 'Outlook' });
  const script = { osFamily: 'linux', script: true };

  it('redeemed by a script on a rented server in a country new to the user · medium', () => {
    expect(found([...past, refresh(0, hosting, script), refresh(6, hosting, script)])).toMatchObject([
      { rule: 'entra-refresh-token-replay', severity: 'medium', confidence: 'high' },
    ]);
  });

  it.each<[string, Observation[]]>([
    ['the user’s kind of client', [refresh(0, hosting)]],
    ['an ordinary network and an application of the user', [refresh(0, london, script)]],
    ['an application new to the user, on their kind of client', [refresh(0, london, undefined, { app: 'Azure CLI' })]],
    ['a country the user is in', [refresh(0, { ...hosting, geo: { country: 'NO' } }, script)]],
    ['a bound token', [refresh(0, hosting, script, { facts: ['non_interactive', 'refresh_token', 'bound'] })]],
    ['a network of the user', [...days(2, hosting), refresh(0, hosting, script)]],
  ])('%s · silent', (_name, uses) => {
    expect(found([...past, ...uses])).toEqual([]);
  });

  it('redeemed for an application new to the user from an ordinary network in a new country · found', () => {
    const active = found([...past, refresh(0, london, script, { app: 'Azure CLI' })]);
    expect(active).toMatchObject([{ rule: 'entra-refresh-token-replay', severity: 'medium' }]);
    expect(active[0]?.evidence.map(({ what }) => what)).not.toContain('network_class');
  });

  it('nothing known of the user · silent', () => {
    expect(found([refresh(0, hosting, script)])).toEqual([]);
  });
});

describe('one theft', () => {
  it('several branches hold · one finding, the others as evidence', () => {
    const active = found([
      ...days(5),
      sso(0, oslo),
      sso(5, london, { token: 'thief-token', osFamily: 'linux', browserFamily: 'firefox' }),
      sso(10, oslo),
      sso(15, london, { token: 'thief-token', osFamily: 'linux', browserFamily: 'firefox' }),
    ]);
    expect(active).toHaveLength(1);
    expect(active[0]?.rule).toBe('session-cookie-jar-replay');
    expect(active[0]?.evidence.filter(({ what }) => what === 'also_matches').map(({ after }) => after)).toEqual([
      'a device token the session never had',
      'two places in turns, or a journey nobody makes',
    ]);
  });

  it('a proxy that changes networks and tokens within the hour · one finding', () => {
    const active = found([
      ...days(5),
      sso(0, oslo),
      sso(5, hosting, { token: 't1', osFamily: 'linux', browserFamily: 'firefox' }),
      sso(15, newYork, { token: 't2', osFamily: 'linux', browserFamily: 'firefox' }),
      sso(25, london, { token: 't3', osFamily: 'linux', browserFamily: 'firefox' }),
    ]);
    expect(active).toHaveLength(1);
  });

  it('an earlier use arrives late · the finding moves to it and says by what it was replaced', () => {
    const late = sso(4, london, STOLEN_JAR);
    const scenario = [...days(5), sso(0, oslo), sso(6, london, STOLEN_JAR)];
    expect(found([...scenario, late])).toMatchObject([{ key: late.id }]);
  });
});
