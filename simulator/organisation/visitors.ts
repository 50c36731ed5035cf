import { fixedAccess } from './access.ts';
import { CITY_LIST, nearestNetwork, type City } from './network.ts';
import { createPerson, withoutVpn, type Person } from './person.ts';
import type { Random } from './random.ts';
import type { Tenant } from './tenant.ts';

/** Entra users of other tenants: two guests and a technician of the managed service provider, each in a city and office of their own. */
export function createVisitors(tenant: Tenant, firstIndex: number, random: Random): readonly Person[] {
  if (!tenant.providers.includes('entra')) return [];
  const kinds = ['guest', 'guest', 'technician'] as const;
  return kinds.map((kind, offset) =>
    createVisitor(tenant, firstIndex + offset, kind, random.fork(`visitor ${String(offset)}`)),
  );
}

function createVisitor(tenant: Tenant, index: number, kind: 'guest' | 'technician', random: Random): Person {
  const home = random.pick(CITY_LIST.filter((city) => isElsewhere(city, tenant)));
  const office = { city: home, access: fixedAccess(nearestNetwork(random, 'fixed', home), random) };
  const domain = kind === 'guest' ? 'partner.example' : 'msp.example';
  const employer: Tenant = { ...tenant, domain, providers: ['entra'], offices: [office], egress: 'none' };
  const person = createPerson(employer, index, random, kind);
  const email = kind === 'guest' ? `${person.email.replace('@', '_')}#ext#@${tenant.domain}` : person.email;
  return {
    ...person,
    email,
    access: withoutVpn(person.access),
    travels: false,
    factor: 'push_number',
    privileged: false,
  };
}

function isElsewhere(city: City, tenant: Tenant): boolean {
  return !['RU', 'NG'].includes(city.country) && tenant.offices.every((office) => office.city.country !== city.country);
}
