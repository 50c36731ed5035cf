import { addressIn, CITY_LIST, distanceKm, networksOf, type City, type NetworkKind, type Spot } from '../network.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';

/** `near`: the person's own city, another line. `country`: elsewhere in the country if it has another city. `far`: over 3,000 km. */
export interface SpotRequest {
  readonly kind: NetworkKind;
  readonly where: 'near' | 'country' | 'far';
}

/** A fresh address that none of the person's own networks announces. */
export function addressAt(person: Person, request: SpotRequest, random: Random): Spot {
  const own = ownNetworks(person);
  const cities = citiesFor(person, request.where);
  const here = networksOf(request.kind).filter((network) => cities.has(network.city) && !own.has(network.asn));
  const fallback = networksOf(request.kind).filter((network) => !own.has(network.asn));
  const network = random.pick(here.length > 0 ? here : fallback);
  return { ip: addressIn(network, random), network };
}

function ownNetworks(person: Person): ReadonlySet<number> {
  const { home, carrier, vpn, sase } = person.access;
  return new Set([home, carrier, person.office.access, vpn, sase].flatMap((each) => each?.network.asn ?? []));
}

function citiesFor(person: Person, where: SpotRequest['where']): ReadonlySet<City> {
  const { home } = person;
  if (where === 'near') return new Set([home]);
  if (where === 'far') return new Set(CITY_LIST.filter((city) => distanceKm(city, home) > 3000));
  return new Set(CITY_LIST.filter((city) => city.country === home.country));
}
