import {
  addressIn,
  CITY_LIST,
  distanceKm,
  isForStrangers,
  networksOf,
  type City,
  type Network,
  type NetworkKind,
  type Spot,
} from '../network.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';

/** `near`: the person's own city, another line. `country`: elsewhere in the country if it has another city. `far`: over 3,000 km. */
export interface SpotRequest {
  readonly kind: NetworkKind;
  readonly where: 'near' | 'country' | 'far';
}

/**
 * A fresh address of a provider that is none of the person's own, further away where the place has no other. On lines of
 * a kind people live on, a block where nobody of the organisation does: what it uses is no stranger's.
 */
export function addressAt(person: Person, request: SpotRequest, random: Random): Spot {
  const own = ownNetworks(person);
  const asns = new Set(own.map((network) => network.asn));
  const cities = citiesFor(person, request.where);
  const usable = networksOf(request.kind).filter((network) => request.kind !== 'fixed' || isForStrangers(network));
  const there = usable.filter((network) => cities.has(network.city) && !own.includes(network));
  const stranger = there.filter((network) => !asns.has(network.asn));
  const anywhere = usable.filter((network) => !asns.has(network.asn));
  const inCountry = usable.filter(({ city, asn }) => city.country === person.home.country && !asns.has(asn));
  const inOrder = request.where === 'far' ? [stranger, there] : [stranger, inCountry, anywhere, there];
  const network = random.pick(inOrder.find((list) => list.length > 0) ?? []);
  return { ip: addressIn(network, random), network };
}

function ownNetworks(person: Person): readonly Network[] {
  const { home, carrier, vpn, sase } = person.access;
  return [home, carrier, person.office.access, vpn, sase].flatMap((access) => access?.network ?? []);
}

function citiesFor(person: Person, where: SpotRequest['where']): ReadonlySet<City> {
  const { home } = person;
  if (where === 'near') return new Set([home]);
  if (where === 'far') return new Set(CITY_LIST.filter((city) => distanceKm(city, home) > 3000));
  return new Set(CITY_LIST.filter((city) => city.country === home.country));
}
