import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import { networkSet } from '../../events/settings.ts';
import { Engine } from '../kit/engine.ts';
import { createState } from '../kit/state.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, environment, run, runInEveryWay, sighting, why } from '../kit/test-driver.ts';
import { impossibleTravel } from './detector.ts';
import { endpointTable } from './endpoints.ts';
import { paramsSchema } from './params.ts';

type Overrides = Parameters<typeof sighting>[0];

/** A place so many kilometres east of 10° E on the equator, known to the metre. */
function onEquator(km: number, rest: Partial<Place> = {}): Place {
  const third = (Math.round(km) * 7) % 251;
  return {
    ip: `198.18.${String(third)}.1`,
    prefix: `198.18.${String(third)}.0/24`,
    networkClass: 'unknown',
    geo: { country: 'GA', lat: 0, lon: 10 + km / 111.195, radiusKm: 0 },
    ...rest,
  };
}

const at = (place: Place, minutes: number, rest: Overrides = {}): Observation => sighting({ place, minutes, ...rest });

/** Sign-ins at the given places at the same hours of each of the `days` days before the scenario. */
function history(days: number, ...places: readonly Place[]): Observation[] {
  return Array.from({ length: days }, (_, day) =>
    places.map((place, index) => at(place, -(day + 1) * 1440 + index * 180)),
  ).flat();
}

const find = (observations: readonly Observation[], options: RunOptions = {}) =>
  runInEveryWay(impossibleTravel, observations, options).active;
const rulesOf = (observations: readonly Observation[], options: RunOptions = {}): readonly string[] =>
  find(observations, options).map(({ rule }) => rule);
/** What happens to findings when observations come in exactly this order. */
function arriving(observations: readonly Observation[]): readonly string[] {
  const engine = new Engine(environment(impossibleTravel, {}));
  const state = createState('alice@example.com');
  return observations.flatMap((observation) => engine.apply(state, observation).changes.map(({ kind }) => kind));
}
const failed = (observations: readonly Observation[], id: string, options: RunOptions = {}): string | undefined =>
  why(impossibleTravel, observations, id, options).find(({ holds }) => !holds)?.condition;

describe('impossible-travel · two places', () => {
  test('Oslo, then Sydney half an hour later · one high finding with both ends', () => {
    const [alert, ...others] = find([at(PLACES.oslo, 0), at(PLACES.sydney, 30)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: 'impossible-travel', severity: 'high', confidence: 'high' });
    expect(alert?.fields?.travel).toMatchObject({
      from: { city: 'Oslo', country: 'NO', ip: '203.0.113.10', source: 'database', radius_km: 20 },
      to: { city: 'Sydney', country: 'AU', asn: 64502 },
      minutes: 30,
    });
    const { distance_km: distance = 0, speed_kmh: speed = 0 } = alert?.fields?.travel ?? {};
    expect(distance).toBeGreaterThan(15_900);
    expect(distance).toBeLessThan(16_000);
    expect(speed).toBeCloseTo(distance * 2, -2);
    expect(alert?.reason).toMatch(
      /^alice@example\.com signed in from Oslo, NO \(Example Broadband, AS64496\) and 30 minutes later from Sydney, AU/,
    );
  });

  test('in the same moment · found, without a speed', () => {
    const [alert] = find([at(PLACES.oslo, 0), at(PLACES.sydney, 0)]);
    expect(alert?.fields?.travel).toMatchObject({ minutes: 0 });
    expect(alert?.fields?.travel).not.toHaveProperty('speed_kmh');
    expect(alert?.reason).toContain('at the same time');
  });

  test('a day apart · a flight, no finding', () => {
    const observations = [at(PLACES.oslo, 0), at(PLACES.sydney, 23 * 60)];
    expect(find(observations)).toEqual([]);
    expect(failed(observations, observations[1]?.id ?? '')).toBe('the journey needs more than 900 km/h');
  });

  test('across two providers · the one user key joins them', () => {
    const observations = [
      at(PLACES.oslo, 0),
      at(PLACES.sydney, 40, { source: 'google_workspace', dataset: 'google_workspace.login', action: 'login_success' }),
    ];
    expect(find(observations)[0]?.reason).toContain('(Okta, then Google Workspace)');
  });

  test('further sign-ins at the new place · still one finding', () => {
    expect(
      find([at(PLACES.oslo, 0), at(PLACES.sydney, 30), at(PLACES.sydney, 35), at(PLACES.sydney, 90)]),
    ).toHaveLength(1);
  });

  test('taking turns A-B-A-B · one finding for the two networks and the day, confirmed by the return', () => {
    const [alert, ...others] = find([
      at(PLACES.oslo, 0),
      at(PLACES.sydney, 30),
      at(PLACES.oslo, 45),
      at(PLACES.sydney, 60),
    ]);
    expect(others).toEqual([]);
    expect(alert?.observations).toHaveLength(3);
    expect(alert?.evidence.map(({ what }) => what)).toContain('back_at_first_place');
    expect(alert?.fields?.travel?.minutes).toBe(30);
    expect(alert?.counterfactual).toMatch(
      /had at least 17\.\d hours lain between the sign-ins, the return included\.$/,
    );
  });

  test('an end its provider flagged · said as evidence, unless the verdict was dismissed', () => {
    const flagged = (facts: Observation['facts']): readonly string[] =>
      find([at(PLACES.oslo, 0), at(PLACES.sydney, 30, { facts, verdict: 'is_suspicious' })])
        .flatMap(({ evidence }) => evidence)
        .filter(({ what }) => what === 'provider_verdict')
        .map(({ after }) => after ?? '');
    expect(flagged(['verdict_suspicious'])).toEqual([
      'Okta flagged the sign-in from Sydney, AU (Example AU Broadband, AS64502): is_suspicious',
    ]);
    expect(flagged(['verdict_suspicious', 'verdict_dismissed'])).toEqual([]);
    expect(flagged([])).toEqual([]);
  });

  test('the giver of a privileged role · is privileged, and the evidence says why', () => {
    const gave = at(PLACES.oslo, -3 * 1440, {
      operation: 'role_grant',
      action: 'user.account.privilege.grant',
      weight: 'mark',
      facts: ['privileged_role'],
      grantedRole: 'Super Administrator',
    });
    const [alert] = find([gave, at(PLACES.oslo, 0), at(PLACES.sydney, 30)]);
    expect(alert?.evidence.find(({ what }) => what === 'privileged_user')?.after).toBe(
      'received or gave the role Super Administrator, 2026-11-17',
    );
  });

  test('the same pair on the next day · a new finding', () => {
    const observations = [
      at(PLACES.oslo, 0),
      at(PLACES.sydney, 30),
      at(PLACES.oslo, 24 * 60),
      at(PLACES.sydney, 24 * 60 + 30),
    ];
    expect(new Set(find(observations).map(({ key }) => key)).size).toBe(2);
  });

  test('a late sign-in between the two · splits the pair, and the finding is withdrawn', () => {
    const ends = [at(onEquator(0), 0), at(onEquator(800), 30)];
    const between = at(onEquator(400), 15);
    expect(find(ends)).toHaveLength(1);
    expect(find([...ends, between])).toEqual([]);
    expect(arriving([...ends, between])).toEqual(['opened', 'retracted']);
  });

  test('a late sign-in nearer to the second · supersedes the finding', () => {
    const ends = [at(PLACES.oslo, 0), at(PLACES.sydney, 60)];
    const between = at(PLACES.london, 59);
    expect(find([...ends, between]).map(({ fields }) => fields?.travel?.from.city)).toEqual(['Oslo', 'London']);
    expect(arriving([...ends, between])).toEqual(['opened', 'opened', 'retracted', 'opened']);
  });

  test('a revision that takes the far place away · retracts', () => {
    const oslo = at(PLACES.oslo, 0);
    const sydney = at(PLACES.sydney, 30);
    const { changes, active } = run(impossibleTravel, [oslo, sydney, { ...sydney, rank: 1, place: PLACES.oslo }]);
    expect(changes.map(({ kind }) => kind)).toEqual(['opened', 'retracted']);
    expect(active).toEqual([]);
  });
});

describe('impossible-travel · thresholds', () => {
  test.each([
    ['499 km at once', 499, 0, 0],
    ['501 km at once', 501, 0, 1],
    ['1000 km in 66 minutes (909 km/h)', 1000, 66, 1],
    ['1000 km in 67 minutes (896 km/h)', 1000, 67, 0],
  ])('%s', (_name, km, minutes, findings) => {
    expect(find([at(onEquator(0), 0), at(onEquator(km), minutes)])).toHaveLength(findings);
  });

  test('accuracy radii · are taken off the distance at both ends', () => {
    const vague = (km: number): Place => ({
      ...onEquator(km),
      geo: { country: 'GA', lat: 0, lon: 10 + km / 111.195, radiusKm: 300 },
    });
    expect(find([at(vague(0), 0), at(vague(1090), 1)])).toEqual([]);
    expect(find([at(vague(0), 0), at(vague(1110), 1)])).toHaveLength(1);
  });

  test('parameters · move the limits', () => {
    const observations = [at(PLACES.oslo, 0), at(PLACES.london, 30)];
    expect(find(observations)).toHaveLength(1);
    expect(find(observations, { params: { minDistanceKm: 1500 } })).toEqual([]);
    expect(find(observations, { params: { maxSpeedKmh: 3000 } })).toEqual([]);
    expect(find(observations, { params: { windowHours: 0.4 } })).toEqual([]);
  });

  test('only the country known at one end · its size is uncertainty', () => {
    const somewhereInNorway: Place = { ...PLACES.bergen, geo: { country: 'NO' } };
    expect(find([at(PLACES.oslo, 0), at(somewhereInNorway, 1)])).toEqual([]);
    expect(find([at(somewhereInNorway, 0), at(PLACES.sydney, 1)])).toHaveLength(1);
  });
});

describe('impossible-travel · what is no journey', () => {
  const oslo = PLACES.oslo;
  const sydney = PLACES.sydney;

  test.each<[string, readonly Observation[]]>([
    ['the same address located anew', [at(oslo, 0), at({ ...sydney, ip: oslo.ip, prefix: oslo.prefix }, 1)]],
    ['one /24', [at(oslo, 0), at({ ...sydney, prefix: oslo.prefix }, 1)]],
    ['one /48', [at(PLACES.osloHomeV6, 0), at({ ...sydney, prefix: PLACES.osloHomeV6.prefix }, 1)]],
    ['home and office in one city', [at(oslo, 0), at(PLACES.osloOffice, 5)]],
    ['IPv4 and IPv6 of one home', [at(oslo, 0), at(PLACES.osloHomeV6, 0)]],
    [
      'the answering phone',
      [at(oslo, 0), at(sydney, 1, { action: 'user.authentication.auth_via_mfa', facts: ['responder'] })],
    ],
    ['an agent', [at(oslo, 0), at(sydney, 1, { facts: ['internal'] })]],
    [
      'a token that refreshes itself',
      [
        at(oslo, 0),
        at(sydney, 1, {
          source: 'entra',
          action: 'signin.nonInteractiveUser',
          weight: 'background',
          facts: ['non_interactive'],
        }),
      ],
    ],
    ['a failure', [at(oslo, 0), at(sydney, 1, { outcome: 'failure' })]],
    ['single sign-on', [at(oslo, 0), at(sydney, 1, { action: 'user.authentication.sso', operation: 'sso' })]],
    [
      'a legacy protocol',
      [at(oslo, 0), at(sydney, 1, { source: 'entra', action: 'signin.interactiveUser', facts: ['legacy_auth'] })],
    ],
    ["an administrator's act on the user", [at(oslo, 0), at(sydney, 1, { role: 'target' })]],
    ['no address', [at(oslo, 0), sighting({ minutes: 1 })]],
    ['no location', [at(oslo, 0), at({ ip: '192.0.2.9', prefix: '192.0.2.0/24', networkClass: 'unknown' }, 1)]],
    [
      'a carrier surfacing across the country',
      [at(onEquator(0), 0), at(onEquator(900, { networkClass: 'mobile_carrier' }), 5)],
    ],
  ])('%s · silent', (_name, observations) => {
    expect(find(observations)).toEqual([]);
  });

  test.each(['relay', 'satellite', 'hosting', 'sase', 'microsoft', 'vpn'] as const)(
    '%s · makes no speed claim and never becomes a baseline',
    (name) => {
      const elsewhere: Place = {
        ...PLACES[name],
        geo: { country: 'AU', city: 'Perth', lat: -31.95, lon: 115.86, radiusKm: 20 },
      };
      expect(rulesOf([at(oslo, 0), at(elsewhere, 10), at(oslo, 20)])).not.toContain('impossible-travel');
      const passedOver = find([at(oslo, 0), at(elsewhere, 10), at(sydney, 20)]).filter(
        ({ rule }) => rule === 'impossible-travel',
      );
      expect(passedOver.map(({ fields }) => fields?.travel?.from.city)).toEqual(['Oslo']);
    },
  );

  test('a carrier in another country · still found, with less certainty', () => {
    const [alert] = find([at(PLACES.osloCarrier, 0), at(sydney, 10)]);
    expect(alert).toMatchObject({ severity: 'medium', confidence: 'medium' });
  });

  test("a gateway of the tenant's · is passed over; its neighbours are compared", () => {
    const tenant = {
      gateway: (place: Place) => (place.prefix === PLACES.london.prefix ? 'egress: 203.0.115.0/24' : undefined),
    };
    expect(find([at(oslo, 0), at(PLACES.london, 5), at(oslo, 10)], { tenant })).toEqual([]);
    const [alert] = find([at(oslo, 0), at(PLACES.london, 5), at(sydney, 10)], { tenant });
    expect(alert?.fields?.travel).toMatchObject({ from: { city: 'Oslo' }, to: { city: 'Sydney' }, minutes: 10 });
  });

  test('travellers and shared accounts · are not judged', () => {
    const observations = [at(oslo, 0), at(sydney, 10)];
    const users = new Set(['alice@example.com']);
    expect(find(observations, { settings: { travellers: users } })).toEqual([]);
    expect(find(observations, { settings: { sharedAccounts: users } })).toEqual([]);
    expect(failed(observations, observations[1]?.id ?? '', { settings: { travellers: users } })).toContain(
      'travellers',
    );
  });

  test('places by two sources · are not compared; by one provider they are', () => {
    const okta: Place = {
      ip: '192.0.2.1',
      prefix: '192.0.2.0/24',
      networkClass: 'unknown',
      providerGeo: { provider: 'okta', country: 'NO', lat: 59.9, lon: 10.7 },
    };
    const okta2: Place = {
      ...okta,
      ip: '198.18.0.1',
      prefix: '198.18.0.0/24',
      providerGeo: { provider: 'okta', country: 'AU', lat: -33.9, lon: 151.2 },
    };
    expect(find([at(okta, 0), at(sydney, 5)])).toEqual([]);
    const [alert] = find([at(okta, 0), at(okta2, 5)]);
    expect(alert?.fields?.travel).toMatchObject({ from: { source: 'okta', radius_km: 100 }, to: { source: 'okta' } });
  });
});

describe('impossible-travel · a carrier between two places of one country', () => {
  const losAngeles = { country: 'US', city: 'Los Angeles', lat: 34.05, lon: -118.24, radiusKm: 20 };
  const home: Place = {
    ip: '198.18.1.1',
    prefix: '198.18.1.0/24',
    asn: 64600,
    networkClass: 'unknown',
    geo: losAngeles,
  };
  const carrier: Place = {
    ...home,
    ip: '198.18.2.1',
    prefix: '198.18.2.0/24',
    asn: 64601,
    networkClass: 'mobile_carrier',
  };

  test('it tells the country only · hides nothing', () => {
    expect(rulesOf([at(PLACES.newYork, 0), at(carrier, 5), at(home, 10)])).toEqual(['impossible-travel']);
    expect(find([at(PLACES.newYork, 0), at(carrier, 5), at(PLACES.newYork, 10)])).toEqual([]);
  });

  test('the journey from abroad ended there · told once', () => {
    expect(find([at(PLACES.sydney, 0), at(carrier, 5), at(home, 10)])).toHaveLength(1);
  });
});

describe('impossible-travel · devices', () => {
  const pair = (rest: Overrides): readonly Observation[] => [at(PLACES.oslo, 0, rest), at(PLACES.sydney, 10, rest)];

  test.each<[string, Overrides]>([
    ['device token', { device: { token: 'cookie' } }],
    ['a device id nothing proves', { device: { id: 'guo1' }, facts: ['managed'] }],
    ['browser family', { device: { osFamily: 'windows', browserFamily: 'chrome' } }],
  ])('the same %s at both ends · changes nothing', (_name, rest) => {
    expect(find(pair(rest))[0]).toMatchObject({ severity: 'high', confidence: 'high' });
  });

  test('the same hardware-bound device at both ends · lowers the finding', () => {
    expect(find(pair({ device: { id: 'guo1' }, facts: ['hardware_bound'] }))[0]).toMatchObject({
      severity: 'low',
      confidence: 'low',
    });
  });

  test('two hardware-bound devices · change nothing', () => {
    const observations = [
      at(PLACES.oslo, 0, { device: { id: 'guo1' }, facts: ['hardware_bound'] }),
      at(PLACES.sydney, 10, { device: { id: 'guo2' }, facts: ['hardware_bound'] }),
    ];
    expect(find(observations)[0]).toMatchObject({ severity: 'high' });
  });
});

describe('impossible-travel · parallel networks', () => {
  const today = [at(PLACES.oslo, 0), at(PLACES.newYork, 10)];

  test('both networks used on the same days for more than a week · silent, and explained', () => {
    const observations = [...history(8, PLACES.oslo, PLACES.newYork), ...today];
    expect(find(observations).filter(({ fields }) => fields?.travel?.minutes === 10)).toEqual([]);
    expect(failed(observations, today[1]?.id ?? '')).toContain('habitually used both networks');
  });

  test('a habit of two days · is none', () => {
    const observations = [...history(2, PLACES.oslo, PLACES.newYork), ...history(10, PLACES.oslo).slice(3), ...today];
    expect(find(observations).some(({ fields }) => fields?.travel?.minutes === 10)).toBe(true);
  });

  test('both networks known, never on one day · still found', () => {
    const apart = [...history(9, PLACES.oslo).slice(5), ...history(4, PLACES.newYork).slice(1)];
    expect(rulesOf([...apart, ...today])).toEqual(['impossible-travel']);
  });

  test('revoked by notEgress · found again', () => {
    const observations = [...history(8, PLACES.oslo, PLACES.newYork), ...today];
    const settings = { notEgress: networkSet(['AS64501']) };
    expect(find(observations, { settings }).some(({ fields }) => fields?.travel?.minutes === 10)).toBe(true);
  });

  test('a network new to a user with history · is said', () => {
    const [alert] = find([...history(9, PLACES.oslo), ...today]);
    expect(alert?.evidence.find(({ what }) => what === 'network_new_to_user')?.after).toContain('New York');
  });
});

describe('anonymiser-arrival', () => {
  const past = history(10, PLACES.oslo);

  test('first time, by a user with history · one low finding, however many sign-ins that day', () => {
    const [alert, ...others] = find([...past, at(PLACES.oslo, 0), at(PLACES.vpn, 10), at(PLACES.vpn, 200)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: 'anonymiser-arrival', severity: 'low', key: 'anonymiser|NORD_VPN|2026-11-20' });
    expect(alert?.observations).toHaveLength(2);
  });

  test('on a device new to the user, or by a privileged user · medium', () => {
    const known = history(10, PLACES.oslo).map((o) => ({ ...o, device: { token: 'mine' } }));
    expect(find([...known, at(PLACES.vpn, 10, { device: { token: 'other' } })])[0]).toMatchObject({
      severity: 'medium',
    });
    expect(find([...known, at(PLACES.vpn, 10, { device: { token: 'mine' } })])[0]).toMatchObject({ severity: 'low' });
    expect(
      find([...past, at(PLACES.vpn, 10)], { settings: { privileged: new Set(['alice@example.com']) } })[0],
    ).toMatchObject({ severity: 'medium' });
  });

  test('a habit of this service · silent; of another · found', () => {
    const habit = history(10, PLACES.oslo, PLACES.vpn);
    const todays = (observations: readonly Observation[]) =>
      find(observations).filter(({ key }) => key.endsWith('2026-11-20'));
    expect(todays([...habit, at(PLACES.vpn, 10)])).toEqual([]);
    expect(todays([...habit, at({ ...PLACES.vpn, operator: 'MULLVAD_VPN' }, 10)])).toHaveLength(1);
    const unnamed: Place = { ip: '203.0.118.99', prefix: '203.0.118.0/24', asn: 136787, networkClass: 'anonymiser' };
    expect(todays([...habit, at(unnamed, 10)])).toEqual([]);
  });

  test('without a week of history · cannot say "no habit", and says so', () => {
    const observations = [...history(3, PLACES.oslo), at(PLACES.vpn, 10)];
    expect(find(observations)).toEqual([]);
    expect(failed(observations, observations.at(-1)?.id ?? '')).toContain('7 days');
  });

  test.each(['relay', 'hosting', 'satellite', 'sase'] as const)('%s · is no anonymiser', (name) => {
    expect(find([...past, at(PLACES[name], 10)])).toEqual([]);
  });
});

describe('password-proven-abroad', () => {
  const stopped = (place: Place, minutes: number, rest: Overrides = {}): Observation =>
    at(place, minutes, {
      source: 'entra',
      action: 'signin.interactiveUser',
      outcome: 'failure',
      code: '50074',
      facts: ['interactive', 'stopped_at_mfa'],
      ...rest,
    });

  test('the password proven out of reach of the user, then stopped · one low finding a day', () => {
    const [alert, ...others] = find([at(PLACES.oslo, 0), stopped(PLACES.sydney, 30), stopped(PLACES.sydney, 40)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: 'password-proven-abroad', severity: 'low', key: 'password|AU|2026-11-20' });
    expect(alert?.fields?.travel).toMatchObject({ from: { city: 'Oslo' }, to: { city: 'Sydney' } });
    expect(alert?.reason).toContain('stopped at the second factor');
  });

  test('the user signs in at home afterwards · the neighbour after it counts too', () => {
    const [alert] = find([stopped(PLACES.sydney, 30), at(PLACES.oslo, 60)]);
    expect(alert?.fields?.travel).toMatchObject({ from: { city: 'Sydney' }, to: { city: 'Oslo' } });
  });

  test('a country new to the user, within reach · low', () => {
    const observations = [...history(10, PLACES.oslo), stopped(PLACES.london, 600, { facts: ['blocked_by_policy'] })];
    const [alert] = find(observations);
    expect(alert).toMatchObject({ rule: 'password-proven-abroad', severity: 'low' });
    expect(alert?.reason).toContain('by policy');
  });

  test('a success from that network within the hour · the person was there; later · both are told', () => {
    const success = at(PLACES.sydney, 80, { source: 'entra', action: 'signin.interactiveUser' });
    const observations = [at(PLACES.oslo, -1380), stopped(PLACES.sydney, 30)];
    expect(find([...observations, success])).toEqual([]);
    const later = { ...success, time: success.time + 11 * 60_000 };
    expect(rulesOf([at(PLACES.oslo, 0), stopped(PLACES.sydney, 30), later])).toEqual([
      'password-proven-abroad',
      'impossible-travel',
    ]);
  });

  const password = (minutes: number, flow: string): Observation =>
    at(PLACES.sydney, minutes, {
      action: 'user.authentication.auth_via_mfa',
      flow,
      steps: [{ time: 0, method: 'password', purpose: 'primary', result: 'success', strength: 'none' }],
    });
  const refused = (minutes: number, flow: string): Observation =>
    at(PLACES.oslo, minutes, {
      action: 'user.authentication.auth_via_mfa',
      outcome: 'failure',
      flow,
      facts: ['responder', 'stopped_at_mfa'],
    });

  test('the password as its own row, the push refused on the phone at home · found where the password was proven', () => {
    const [alert, ...others] = find([at(PLACES.oslo, 0), password(30, 'f1'), refused(31, 'f1')]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: 'password-proven-abroad', trigger: { place: { geo: { city: 'Sydney' } } } });
    expect(alert?.observations).toHaveLength(3);
  });

  test('the password as its own row · is no end, and alone proves no stop', () => {
    expect(find([at(PLACES.oslo, 0), password(30, 'f1')])).toEqual([]);
    expect(find([at(PLACES.oslo, 0), password(30, 'f1'), refused(36, 'f2')])).toEqual([]);
    expect(rulesOf([at(PLACES.oslo, 0), password(30, 'f1'), refused(34, 'f2')])).toEqual(['password-proven-abroad']);
  });

  test('privileged, and out of reach · medium', () => {
    const settings = { privileged: new Set(['alice@example.com']) };
    expect(find([at(PLACES.oslo, 0), stopped(PLACES.sydney, 30)], { settings })[0]).toMatchObject({
      severity: 'medium',
    });
  });

  test('the same flow completed · silent', () => {
    const observations = [
      at(PLACES.oslo, 0),
      stopped(PLACES.sydney, 30, { flow: 'f1' }),
      at(PLACES.oslo, 31, { flow: 'f1' }),
    ];
    expect(find(observations)).toEqual([]);
  });

  test.each<[string, readonly Observation[]]>([
    ['at home', [at(PLACES.oslo, 0), stopped(PLACES.oslo, 5)]],
    ['in a neighbouring city', [at(PLACES.oslo, 0), stopped(PLACES.bergen, 5)]],
    ['wrong password', [at(PLACES.oslo, 0), stopped(PLACES.sydney, 5, { facts: ['bad_credentials'] })]],
    ['through a relay', [at(PLACES.oslo, 0), stopped(PLACES.relay, 5)]],
    [
      'on the answering phone',
      [at(PLACES.oslo, 0), stopped(PLACES.sydney, 5, { facts: ['stopped_at_mfa', 'responder'] })],
    ],
  ])('%s · silent', (_name, observations) => {
    expect(find(observations)).toEqual([]);
  });

  test('from hosting in a new country · found, with no claim of distance', () => {
    const [alert] = find([...history(10, PLACES.oslo), stopped(PLACES.hosting, 5)]);
    expect(alert).toMatchObject({ severity: 'low', rule: 'password-proven-abroad' });
    expect(alert?.evidence.map(({ what }) => what)).toContain('network_class');
    expect(alert?.fields?.travel).toBeUndefined();
  });
});

describe('password-proven-abroad · order', () => {
  test('a sign-in near the probe comes to lie before a far one · the nearest decides, whatever came first', () => {
    const probe = sighting({
      source: 'entra',
      action: 'signin.interactiveUser',
      outcome: 'failure',
      place: PLACES.sydney,
      minutes: 10,
      facts: ['stopped_at_mfa'],
    });
    const sydneyCafe: Place = { ...PLACES.sydney, ip: '198.18.7.1', prefix: '198.18.7.0/24', asn: 64777 };
    const scenario = [probe, at(sydneyCafe, 15), at(PLACES.oslo, 400)];
    expect(runInEveryWay(impossibleTravel, scenario, {}, 40).active.map(({ rule }) => rule)).toEqual([
      'impossible-travel',
    ]);
  });
});

describe('README', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8').replaceAll(/ +/g, ' ');

  test('every kind of end · stands in its table', () => {
    const names = { okta: 'Okta', entra: 'Entra', google_workspace: 'Google' };
    for (const { source, action, shows } of endpointTable()) {
      expect(readme).toContain(`| ${names[source]} | \`${action}\` | ${shows}`);
    }
  });

  test('every parameter · stands in its table', () => {
    for (const name of Object.keys(paramsSchema.parse({}))) expect(readme).toContain(`\`${name}\``);
  });
});

describe('impossible-travel · SASE egress', () => {
  const { sase, sydney, oslo } = PLACES;
  const journeys = (observations: readonly Observation[]) =>
    find(observations).filter(({ rule }) => rule === 'impossible-travel');

  test('a user behind SASE, then a network new to them on another continent · found, with less certainty', () => {
    const [alert, ...others] = journeys([...history(10, sase), at(sase, 0), at(sydney, 30)]);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ severity: 'medium', confidence: 'medium' });
    expect(alert?.evidence.map(({ what }) => what)).toContain('sase_end');
  });

  test('the other way round · found too', () => {
    expect(journeys([...history(10, sase), at(sydney, 0), at(sase, 30)])).toHaveLength(1);
  });

  test('a network the user has used before · silent: the tunnel was off', () => {
    expect(journeys([...history(10, sase, sydney), at(sase, 0), at(sydney, 30)])).toEqual([]);
  });

  test('no history to call a network new by · silent', () => {
    expect(journeys([at(sase, 0), at(sydney, 30)])).toEqual([]);
  });

  test('two points of presence · silent', () => {
    const perth: Place = {
      ...sase,
      ip: '203.0.124.1',
      prefix: '203.0.124.0/24',
      geo: { country: 'AU', city: 'Perth', lat: -31.95, lon: 115.86, radiusKm: 20 },
    };
    expect(journeys([...history(10, sase), at(sase, 0), at(perth, 30)])).toEqual([]);
  });

  test('a touch of SASE between two sign-ins · does not hide the journey between them', () => {
    const [alert] = journeys([at(oslo, 0), at(sase, 10), at(sydney, 20)]);
    expect(alert?.fields?.travel?.from.city).toBe('Oslo');
  });

  test.each([
    [1_990, 0],
    [2_130, 1],
  ])('%d km from the point of presence, 1,500 km and the accuracy taken off · %d findings', (kilometres, expected) => {
    const presence = onEquator(0, { networkClass: 'corporate' });
    const observations = [...history(10, presence), at(presence, 0), at(onEquator(kilometres), 5)];
    expect(journeys(observations)).toHaveLength(expected);
  });
});
