import { fixedAccess, type Access } from './access.ts';
import { cityNamed, nearestNetwork, networksOf, type City } from './network.ts';
import type { Random } from './random.ts';
import type { ProviderName } from './record.ts';

export interface App {
  readonly name: string;
  readonly oktaId: string;
  readonly entraId: string;
}

export interface Office {
  readonly city: City;
  readonly access: Access;
}

/** `vpn`: remote staff sometimes leave through one far-away gateway. `sase`: every managed laptop leaves through Zscaler or the like. */
export type Egress = 'none' | 'vpn' | 'sase';

export interface Tenant {
  readonly name: string;
  readonly domain: string;
  readonly providers: readonly ProviderName[];
  readonly entraTenantId: string;
  readonly googleCustomerId: string;
  readonly offices: readonly Office[];
  readonly egress: Egress;
  /** The gateway of `vpn` egress, in a city where nobody of the tenant lives. */
  readonly gateway: Access;
  readonly apps: readonly App[];
}

const OFFICE_SETS: readonly (readonly string[])[] = [
  ['lis', 'mad'],
  ['ber', 'waw'],
  ['lon', 'dub'],
  ['nyc', 'chi'],
  ['sfo', 'den'],
  ['par', 'bru'],
  ['sto', 'hel'],
  ['sin', 'syd'],
  ['mil', 'zrh'],
  ['tor', 'bos'],
];

const APPS: readonly (readonly [string, string])[] = [
  ['Slack', 'a1b2c3d4-0001-4a4a-9a9a-000000000001'],
  ['Salesforce', 'a1b2c3d4-0002-4a4a-9a9a-000000000002'],
  ['Jira', 'a1b2c3d4-0003-4a4a-9a9a-000000000003'],
  ['GitHub Enterprise', 'a1b2c3d4-0004-4a4a-9a9a-000000000004'],
  ['Workday', 'a1b2c3d4-0005-4a4a-9a9a-000000000005'],
  ['Zoom', 'a1b2c3d4-0006-4a4a-9a9a-000000000006'],
  ['Google Workspace', 'a1b2c3d4-0007-4a4a-9a9a-000000000007'],
  ['Expense Portal', 'a1b2c3d4-0008-4a4a-9a9a-000000000008'],
];

export interface TenantTraits {
  readonly name: string;
  readonly providers: readonly ProviderName[];
  readonly egress: Egress;
  readonly offices?: readonly string[];
}

export function createTenant(traits: TenantTraits, random: Random): Tenant {
  const cities = (traits.offices ?? random.pick(OFFICE_SETS)).map(cityNamed);
  const offices = cities.map((city) => officeIn(city, random));
  const far = networksOf('fixed').filter((network) => isFar(network.city, cities));
  return {
    name: traits.name,
    domain: `${traits.name}.example`,
    providers: traits.providers,
    entraTenantId: random.uuid(),
    googleCustomerId: `C0${random.token(7).toLowerCase()}`,
    offices,
    egress: traits.egress,
    gateway: fixedAccess(random.pick(far), random),
    apps: APPS.map(([name, entraId]) => ({ name, entraId, oktaId: `0oa${random.token(17)}` })),
  };
}

function officeIn(city: City, random: Random): Office {
  return { city, access: fixedAccess(nearestNetwork(random, 'fixed', city), random, 2) };
}

/** In the time zones around, but in another country. */
function isFar(city: City, offices: readonly City[]): boolean {
  return offices.every((office) => office.country !== city.country && Math.abs(office.lon - city.lon) < 40);
}
