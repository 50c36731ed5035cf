import fc from 'fast-check';
import type { Observation } from '../../events/observation.ts';
import type { Geo, Place } from '../../events/place.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, run, runInEveryWay, sighting, why } from '../kit/test-driver.ts';
import { sessionHijacking } from './detector.ts';
import {
  LAPTOP,
  MANAGED,
  OTHER_BROWSER,
  PHONE,
  STOLEN_JAR,
  UNNAMED,
  days,
  entra,
  pushAnswer,
  refresh,
  sso,
  without,
} from './fixtures/sightings.ts';

const { oslo, osloOffice, osloCarrier, osloHomeV6, bergen, london, hosting, vpn, relay, satellite, sase, microsoft } =
  PLACES;

const OSLO: Geo = { country: 'NO', city: 'Oslo', lat: 59.91, lon: 10.75, radiusKm: 20 };
const LONDON: Geo = { country: 'GB', city: 'London', lat: 51.51, lon: -0.13, radiusKm: 20 };

function found(observations: readonly Observation[], options: RunOptions = {}) {
  return runInEveryWay(sessionHijacking, observations, options).active;
}

/** A-B-A-B within 25 minutes: what the same-browser branch looks for, were it not for the networks. */
function turns(a: Place, b: Place, device = LAPTOP): Observation[] {
  return [sso(0, a, device), sso(8, b, device), sso(16, a, device), sso(24, b, device)];
}

function excuse(observations: readonly Observation[], at: Observation | undefined): string | undefined {
  return why(sessionHijacking, observations, at?.id ?? '').find(
    ({ condition, holds }) => !holds && condition.includes('everyday'),
  )?.detail;
}

describe('not a move: one device through the day', () => {
  it('office → home → train, all new to the user · silent', () => {
    expect(
      found([...days(5, bergen), sso(0, osloOffice), sso(540, oslo), sso(600, osloCarrier), sso(660, oslo)]),
    ).toEqual([]);
  });

  it('Wi-Fi ↔ carrier in one country, in turns · silent, and says so', () => {
    const scenario = [...days(5), ...turns(oslo, osloCarrier)];
    expect(found(scenario)).toEqual([]);
    expect(excuse(scenario, scenario.at(-3))).toBe('between Wi-Fi and a mobile carrier of one country');
  });

  it('an operator of lines and mobile · arriving there is everyday; a computer leaving it is not, a phone is', () => {
    const mixed = (place: Place): Place => ({ ...place, networkTag: 'mixed_carrier' });
    expect(found([...days(5), ...turns(oslo, mixed(bergen))])).toEqual([]);
    expect(found([...days(5), ...turns(mixed(oslo), bergen)])).toHaveLength(1);
    expect(found([...days(5), entra(0, oslo), entra(10, mixed(bergen), PHONE)])).toEqual([]);
    expect(found([...days(5, oslo, PHONE), ...turns(mixed(oslo), bergen, PHONE)])).toEqual([]);
  });

  it('Wi-Fi ↔ carrier of another country · found', () => {
    const abroad: Place = { ...osloCarrier, geo: LONDON };
    expect(found([...days(5), ...turns(oslo, abroad)])).toHaveLength(1);
  });

  it('carrier, but another operating system and browser · not one device, found', () => {
    expect(found([...days(5), sso(0, oslo), sso(8, osloCarrier, STOLEN_JAR)])).toHaveLength(1);
  });

  it('hosting ↔ carrier · no Wi-Fi, found', () => {
    expect(found([...days(5, osloCarrier), ...turns(osloCarrier, { ...hosting, geo: OSLO })])).toHaveLength(1);
  });

  it('a roaming phone between hotel Wi-Fi and its own carrier at home · silent; a laptop · found', () => {
    const home = days(5, osloCarrier, PHONE);
    expect(found([...home, ...turns(osloCarrier, london, PHONE)])).toEqual([]);
    expect(found([...days(5, osloCarrier), ...turns(osloCarrier, london)])).toHaveLength(1);
  });

  it('IPv4 ↔ IPv6 of one operator · silent, even where geolocation puts them in different countries', () => {
    expect(found([...days(5), ...turns(oslo, osloHomeV6)])).toEqual([]);
    expect(found([...days(5), ...turns(oslo, { ...osloHomeV6, geo: LONDON })])).toEqual([]);
  });

  it('IPv4 ↔ IPv6 of two operators at one place · silent; at two places · found', () => {
    const tunnel: Place = { ...osloHomeV6, asn: 64510, asOrganization: 'Example Tunnel' };
    expect(found([...days(5), ...turns(oslo, tunnel)])).toEqual([]);
    expect(found([...days(5), ...turns(oslo, { ...tunnel, geo: LONDON })])).toHaveLength(1);
  });

  it('a rented server’s IPv6 beside the user’s IPv4 · found', () => {
    expect(
      found([...days(5), ...turns(oslo, { ...hosting, ip: '2001:db8:77::1', prefix: '2001:db8:77::/48', geo: OSLO })]),
    ).toHaveLength(1);
  });

  it('browser and operating system updates · families do not change, silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(90, bergen, { ...LAPTOP })])).toEqual([]);
  });

  it('"request desktop site" and Internet Explorer mode on another network · silent; on a rented server · found', () => {
    const android = { token: 't', osFamily: 'android', browserFamily: 'chrome' };
    const desktop = { ...android, osFamily: 'linux' };
    expect(found([...days(5), sso(0, oslo, android), sso(90, bergen, desktop)])).toEqual([]);
    expect(found([...days(5), sso(0, oslo, android), sso(90, hosting, desktop)])).toHaveLength(1);
    const edge = { token: 't', osFamily: 'windows', browserFamily: 'edge' };
    expect(found([...days(5), sso(0, oslo, edge), sso(90, bergen, { ...edge, browserFamily: 'ie' })])).toEqual([]);
  });

  it('cookies cleared: a new token comes with a new session · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(90, bergen, OTHER_BROWSER, { session: 'session-2' })])).toEqual([]);
  });
});

describe('not a move: services between the user and the provider', () => {
  it('a VPN switched on and off in sequence · silent', () => {
    expect(found([...days(5), sso(0, oslo), sso(30, vpn), sso(60, vpn), sso(120, oslo)])).toEqual([]);
  });

  it('a VPN in turns that the user already uses, through another of its exits · silent', () => {
    const exit: Place = { ...vpn, ip: '203.0.130.1', prefix: '203.0.130.0/24', asn: 64520 };
    expect(found([...days(5), ...days(5, vpn), ...turns(oslo, exit)])).toEqual([]);
  });

  it('a VPN in turns that is the tenant’s own · silent', () => {
    const tenant = {
      gateway: () => undefined,
      egress: (place: Place) => (place.prefix === vpn.prefix ? 'settings: egress' : undefined),
    };
    expect(found([...days(5), ...turns(oslo, vpn)], { tenant })).toEqual([]);
  });

  it.each([
    ['company SASE', sase, 'a company security service (SASE) carries the traffic'],
    ['iCloud relay', relay, 'a privacy relay of the device or browser'],
    ['in-flight satellite', satellite, 'a satellite link, such as in-flight Wi-Fi'],
  ])('%s in turns · silent, and says so', (_name, place, words) => {
    const scenario = [...days(5), ...turns(oslo, place)];
    expect(found(scenario)).toEqual([]);
    expect(excuse(scenario, scenario.at(-3))).toBe(words);
  });

  it('off a VPN already in use, in turns with a line met today (split tunnel) · silent, and says so', () => {
    const habit = [...days(5), ...days(5, vpn)];
    expect(found([...habit, ...turns(vpn, bergen)])).toEqual([]);
    const tenant = { gateway: ({ prefix }: Place) => (prefix === osloOffice.prefix ? 'listed egress' : undefined) };
    const scenario = [...days(5), ...turns(osloOffice, london)];
    expect(found(scenario, { tenant })).toEqual([]);
    expect(found(scenario)).toHaveLength(1);
  });

  it('off that VPN to a rented server, or with another browser or device token · found', () => {
    const habit = [...days(5), ...days(5, vpn)];
    expect(found([...habit, ...turns(vpn, hosting)])).toHaveLength(1);
    expect(found([...habit, sso(0, vpn), sso(5, bergen, STOLEN_JAR)])).toHaveLength(1);
    expect(found([...habit, sso(0, vpn), sso(5, bergen, OTHER_BROWSER)])).toHaveLength(1);
  });

  it('a device token the session never had, by way of a carrier · is no one device', () => {
    expect(found([...days(5), sso(0, oslo), sso(5, osloCarrier, OTHER_BROWSER)])).toMatchObject([
      { rule: 'session-id-replay' },
    ]);
  });

  it('behind SASE, the session also used from elsewhere · found', () => {
    expect(found([...days(5, sase), ...turns(sase, bergen)])).toHaveLength(1);
    expect(found([...days(5, sase), sso(0, sase), sso(8, london, STOLEN_JAR)])).toHaveLength(1);
    expect(found([...days(5, sase), ...turns(sase, osloCarrier)])).toEqual([]);
  });

  it('relay or satellite switched off for another network of the country · silent; of another · found', () => {
    for (const service of [relay, satellite]) {
      const near: Place = { ...service, geo: OSLO };
      expect(found([...days(5, near), ...turns(near, bergen)])).toEqual([]);
      expect(found([...days(5, near), ...turns(near, london)])).toHaveLength(1);
    }
  });

  it('relay or satellite with another browser · not one device, found', () => {
    expect(found([...days(5), sso(0, oslo), sso(8, relay, STOLEN_JAR)])).toHaveLength(1);
    expect(found([...days(5), sso(0, oslo), sso(8, satellite, STOLEN_JAR)])).toHaveLength(1);
  });

  it('rows of Microsoft’s own addresses without a device · no evidence; with a user agent · evidence', () => {
    const facts = ['non_interactive', 'refresh_token', 'unbound'] as const;
    const row = (minutes: number, device = {}) => refresh(minutes, microsoft, device, { facts: [...facts] });
    expect(found([...days(5), refresh(0, oslo), row(5), refresh(10, oslo), row(15)])).toEqual([]);
    expect(found([...days(5), refresh(0, oslo), row(5, UNNAMED), refresh(10, oslo), row(15, UNNAMED)])).toHaveLength(1);
  });

  it('a guest behind their own company’s VPN, one jump · silent; there and back · found', () => {
    const row = (minutes: number, place: Place) => entra(minutes, place, UNNAMED, { facts: ['interactive', 'guest'] });
    expect(found([...days(5), row(0, oslo), row(30, london)])).toEqual([]);
    expect(found([...days(5), row(0, oslo), row(30, london), row(60, oslo)])).toHaveLength(1);
  });

  it('the same registered device behind a company VPN abroad, in turns · silent; its id only in a refresh token · found', () => {
    const row = (minutes: number, place: Place) => entra(minutes, place);
    expect(found([...days(5), row(0, oslo), row(5, london), row(10, oslo), row(15, london)])).toEqual([]);
    const token = (minutes: number, place: Place) => refresh(minutes, place, MANAGED);
    expect(found([...days(5), token(0, oslo), token(5, london), token(10, oslo), token(15, london)])).toHaveLength(1);
  });

  it('a phone between unlisted networks of one country, in turns · silent; a computer · found', () => {
    expect(found([...days(5, oslo, PHONE), ...turns(oslo, bergen, PHONE)])).toEqual([]);
    expect(found([...days(5), ...turns(oslo, bergen)])).toHaveLength(1);
  });

  it('a cloud desktop: hosting network, managed device, session of its own · silent', () => {
    const desktop = { id: 'cloud-pc', osFamily: 'windows', browserFamily: 'edge' };
    expect(
      found([
        ...days(5, oslo, MANAGED),
        entra(0, oslo),
        entra(10, hosting, desktop, { session: 'cloud', facts: ['managed'] }),
      ]),
    ).toEqual([]);
  });

  it('Entra carries the session over to the phone on its carrier · silent', () => {
    expect(
      found([...days(5), entra(0, oslo), entra(10, osloCarrier, { osFamily: 'ios', browserFamily: 'safari' })]),
    ).toEqual([]);
  });
});

describe('no evidence', () => {
  const elsewhere = (overrides: Parameters<typeof sighting>[0]) =>
    found([...days(5), sso(0, oslo), sso(5, london, STOLEN_JAR, overrides)]);

  it.each([
    ['the phone that answers', { action: 'user.authentication.auth_via_mfa', facts: ['responder'] }],
    ['the admin console’s internal calls, jobs and agents', { facts: ['internal'] }],
    ['RADIUS', { action: 'user.authentication.auth_via_radius' }],
    ['OAuth token events', { action: 'app.oauth2.token.grant.access_token' }],
    ['a session handed over by device code', { facts: ['device_code'] }],
    ['authentication transfer', { facts: ['authentication_transfer'] }],
    ['technicians of a provider under one name', { facts: ['service_provider_technician'] }],
    ['something done to the user', { role: 'target' }],
  ] as const)('%s · silent', (_name, overrides) => {
    expect(elsewhere({ ...overrides, ...('facts' in overrides ? { facts: [...overrides.facts] } : {}) })).toEqual([]);
  });

  it('an unknown session and no device token are no key · silent', () => {
    const keyless = without(sso(5, london, { osFamily: 'linux', browserFamily: 'firefox' }), 'session');
    expect(found([...days(5), sso(0, oslo), keyless])).toEqual([]);
  });

  it('missing fields never alert: neither user agent, operator, place nor token', () => {
    const nowhere: Place = { ip: '203.0.140.1', prefix: '203.0.140.0/24', networkClass: 'unknown' };
    expect(found([...days(5), sso(0, oslo), sso(5, nowhere, STOLEN_JAR)])).toEqual([]);
    expect(found([...days(5), sso(0, oslo), sso(60, bergen, {})])).toEqual([]);
    expect(found([...days(5), sso(0, oslo, {}), sso(60, bergen, LAPTOP)])).toEqual([]);
    const placeless = without(sso(5, london, STOLEN_JAR), 'place');
    expect(found([...days(5), sso(0, oslo), placeless])).toEqual([]);
  });

  it('the same session id at another provider · silent', () => {
    expect(found([...days(5), sso(0, oslo), entra(5, london, STOLEN_JAR, { session: 'session-1' })])).toEqual([]);
  });

  it('a session bound to its device · silent', () => {
    expect(found([...days(5), entra(0, oslo), entra(5, london, { osFamily: 'linux' }, { facts: ['bound'] })])).toEqual(
      [],
    );
  });
});

describe('properties', () => {
  const everyday = fc.record({
    minutes: fc.integer({ min: 0, max: 2000 }),
    place: fc.constantFrom<Place>(oslo, osloHomeV6, osloOffice, osloCarrier, sase, relay, satellite),
    kind: fc.constantFrom('sso', 'entra', 'push', 'microsoft'),
  });

  it('any number of everyday moves of a user with a past · never a finding', () => {
    fc.assert(
      fc.property(fc.array(everyday, { maxLength: 40 }), (moves) => {
        const past = [...days(3), ...days(3, osloOffice)];
        const uses = moves.map(({ minutes, place, kind }) => {
          if (kind === 'push') return pushAnswer(minutes, osloCarrier);
          if (kind === 'microsoft') return refresh(minutes, microsoft, {});
          return kind === 'sso' ? sso(minutes, place) : entra(minutes, place);
        });
        expect(run(sessionHijacking, [...past, ...uses]).active).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('two networks used in parallel for weeks · silent on every day after the first', () => {
    const weeks = Array.from({ length: 14 }, (_, day) =>
      [0, 8, 16, 24].map((minutes, index) =>
        sso(day * 1440 + minutes, index % 2 === 0 ? oslo : bergen, LAPTOP, { session: `day-${String(day)}` }),
      ),
    ).flat();
    expect(run(sessionHijacking, weeks).active).toEqual([]);
  });

  it('whatever happens, no order of arrival matters', () => {
    const anything = fc.record({
      minutes: fc.integer({ min: 0, max: 180 }),
      place: fc.constantFrom<Place>(oslo, bergen, london, hosting, vpn, osloCarrier),
      device: fc.constantFrom(LAPTOP, STOLEN_JAR, OTHER_BROWSER, PHONE),
      session: fc.constantFrom('s1', 's2'),
      what: fc.constantFrom('sso', 'refresh', 'enroll', 'verdict', 'answer'),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (told) => {
        const observations = told.map(({ minutes, place, device, session, what }) => {
          if (what === 'refresh') return refresh(minutes, place, device, { session });
          if (what === 'enroll')
            return sighting({
              minutes,
              place,
              operation: 'enroll',
              weight: 'mark',
              action: 'user.mfa.factor.activate',
            });
          if (what === 'verdict')
            return sighting({
              minutes,
              session,
              operation: 'verdict',
              weight: 'mark',
              facts: ['verdict_stolen_session'],
            });
          return what === 'answer' ? pushAnswer(minutes, place, { session }) : sso(minutes, place, device, { session });
        });
        runInEveryWay(sessionHijacking, [...days(2), ...observations], {}, 3);
      }),
      { numRuns: 40 },
    );
  });
});
