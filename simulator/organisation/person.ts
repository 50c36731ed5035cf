import { carrierAccess, carrierPool, fixedAccess, homeAccess, type Access } from './access.ts';
import { createDevice, type Browser, type Device, type Os } from './device.ts';
import { homeNetwork, nearestNetwork, networksOf, type City } from './network.ts';
import type { Random } from './random.ts';
import type { ProviderName } from './record.ts';
import type { Office, Tenant } from './tenant.ts';

/** What the person proves the second factor with, on whichever provider. */
export type Factor = 'push' | 'push_number' | 'fastpass' | 'totp' | 'webauthn' | 'sms' | 'voice';

export interface Person {
  readonly index: number;
  readonly name: string;
  /** Lower-case: the same at every provider. */
  readonly email: string;
  readonly providers: readonly ProviderName[];
  /** Google trusts Okta by SAML for this person. */
  readonly googleFederated: boolean;
  readonly oktaId: string;
  readonly entraId: string;
  readonly googleId: string;
  readonly kind: 'member' | 'guest' | 'technician';
  readonly privileged: boolean;
  readonly home: City;
  readonly office: Office;
  readonly access: { readonly home: Access; readonly carrier: Access; readonly vpn?: Access; readonly sase?: Access };
  readonly laptop: Device;
  readonly personal: Device;
  readonly phone: Device;
  readonly factor: Factor;
  /** Days a week at the office, 0–5. */
  readonly officeDays: number;
  readonly remoteVpn: boolean;
  /** Local hour at which the day starts. */
  readonly startHour: number;
  /** One in so many days away: 0 = never travels. */
  readonly travels: boolean;
  readonly random: Random;
}

const FIRST =
  'Ada Bruno Carla Dmitri Elif Farid Greta Hugo Ines Jonas Kira Liam Mara Nils Olga Pavel Rosa Sami Tara Umar Vera Wanda Yuki Zoe Anya Boris Chloe Dario Emma Felix Gita Hana Ivan Julia Karim Leila Milo Nora Oscar Petra'.split(
    ' ',
  );
const LAST =
  'Almeida Bakker Costa Duarte Eriksen Fischer Garcia Hansen Ito Jansen Kowalski Lindgren Moreau Novak Okafor Petrov Quist Rossi Schmidt Tanaka Ueda Varga Weiss Xavier Yilmaz Zhang Anders Brandt Cohen Dupont Engel Ferrari Gruber Holm Ivanova Jensen Klein Laurent Meyer Nowak'.split(
    ' ',
  );

const FACTORS: readonly (readonly [Factor, number])[] = [
  ['push', 30],
  ['push_number', 22],
  ['fastpass', 22],
  ['totp', 10],
  ['webauthn', 10],
  ['sms', 5],
  ['voice', 1],
];

const LAPTOPS: readonly (readonly [readonly [Os, Browser], number])[] = [
  [['windows', 'chrome'], 35],
  [['windows', 'edge'], 30],
  [['mac', 'chrome'], 22],
  [['mac', 'safari'], 8],
  [['linux', 'firefox'], 5],
];

/** `count` members of the tenant; every tenth name repeats with a number, as addresses do in large companies. */
export function createPeople(tenant: Tenant, count: number, random: Random): readonly Person[] {
  return Array.from({ length: count }, (_, index) => createPerson(tenant, index, random.fork(index)));
}

export function createPerson(tenant: Tenant, index: number, random: Random, kind: Person['kind'] = 'member'): Person {
  const first = FIRST[index % FIRST.length] ?? 'Ada';
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length] ?? 'Costa';
  const round = Math.floor(index / (FIRST.length * LAST.length));
  const local = `${first}.${last}${round === 0 ? '' : String(round + 1)}`.toLowerCase();
  const office = random.pick(tenant.offices);
  const home = office.city;
  return {
    index,
    kind,
    name: `${first} ${last}`,
    email: `${local}@${tenant.domain}`,
    providers: providersOf(tenant, random),
    googleFederated: random.chance(0.4),
    oktaId: `00u${random.token(17)}`,
    entraId: random.uuid(),
    googleId: `1${random.hex(20).replace(/[a-f]/g, '7')}`,
    privileged: random.chance(0.08),
    home,
    office,
    access: accessOf(tenant, home, random),
    ...devicesOf(first, random),
    factor: random.weighted(FACTORS),
    officeDays: random.int(6),
    remoteVpn: random.chance(0.4),
    startHour: 7.5 + random.next() * 2,
    travels: random.chance(0.25),
    random,
  };
}

/** The person's ways online without the commercial VPN. */
export function withoutVpn({ home, carrier, sase }: Person['access']): Person['access'] {
  return { home, carrier, ...(sase === undefined ? {} : { sase }) };
}

function providersOf(tenant: Tenant, random: Random): readonly ProviderName[] {
  if (tenant.providers.length < 3) return tenant.providers;
  return random.weighted<readonly ProviderName[]>([
    [['okta', 'entra', 'google'], 40],
    [['okta'], 22],
    [['entra'], 22],
    [['google'], 16],
  ]);
}

function accessOf(tenant: Tenant, home: City, random: Random): Person['access'] {
  const v4 = homeNetwork(random, home);
  const v6 = networksOf('fixed', home.id, 6).filter((network) => network.asn === v4.asn);
  const dualStack = v6.length > 0 && random.chance(0.6);
  const vpn = random.chance(0.06);
  const sase = tenant.egress === 'sase';
  return {
    home: homeAccess(v4, dualStack ? random.pick(v6) : undefined, random.fork('home')),
    carrier: carrierAccess(carrierPool(home, random, random.chance(0.2)), random.fork('carrier')),
    ...(vpn ? { vpn: fixedAccess(nearestNetwork(random, 'vpn', home), random.fork('vpn'), 2) } : {}),
    ...(sase ? { sase: fixedAccess(nearestNetwork(random, 'sase', home), random.fork('sase'), 2) } : {}),
  };
}

function devicesOf(first: string, random: Random): Pick<Person, 'laptop' | 'personal' | 'phone'> {
  const [os, browser] = random.weighted(LAPTOPS);
  const apple = random.chance(0.55);
  const name = `LT-${first.toUpperCase()}-${random.hex(3).toUpperCase()}`;
  return {
    laptop: createDevice({ role: 'laptop', os, browser, name, managed: true }, random),
    personal: createDevice(
      { role: 'personal', os: random.pick(['windows', 'mac']), browser: 'chrome', name: '' },
      random,
    ),
    phone: createDevice(
      {
        role: 'phone',
        os: apple ? 'ios' : 'android',
        browser: apple ? 'safari' : 'chrome',
        name: apple ? 'iPhone 16' : 'Pixel 10',
      },
      random,
    ),
  };
}
