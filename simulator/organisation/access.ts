import { addressIn, interfaceId, networksOf, subnetIn, type City, type Network, type Spot } from './network.ts';
import type { Random } from './random.ts';

/** A way into the internet: asked at a time, it says from which address the next request leaves. */
export interface Access {
  readonly network: Network;
  spot(time: number): Spot;
}

const DAY = 86_400_000;

/** One address that stays: a server, an office line, a VPN exit. */
export function fixedAccess(network: Network, random: Random, addresses = 1): Access {
  const spots = Array.from({ length: addresses }, () => ({ ip: addressIn(network, random), network }));
  return { network, spot: () => random.pick(spots) };
}

/** A home line. With both families requests alternate (happy eyeballs); the IPv6 interface id changes daily inside one /64. */
export function homeAccess(v4: Network, v6: Network | undefined, random: Random): Access {
  const line: Spot = { ip: addressIn(v4, random), network: v4 };
  if (v6 === undefined) return { network: v4, spot: () => line };
  const subnet = subnetIn(v6, random);
  let day = -1;
  let privacy: Spot = line;
  const rotate = (time: number): Spot => {
    const today = Math.floor(time / DAY);
    if (today !== day) {
      day = today;
      privacy = { ip: `${subnet}:${interfaceId(random)}`, network: v6 };
    }
    return privacy;
  };
  return { network: v4, spot: (time) => (random.chance(0.5) ? line : rotate(time)) };
}

/** A phone behind carrier-grade NAT: the address changes within the pool, now and then every hour. */
export function carrierAccess(pool: readonly Network[], random: Random): Access {
  const [first] = pool;
  if (first === undefined) throw new RangeError('a carrier needs a pool');
  let until = -1;
  let current: Spot = { ip: addressIn(first, random), network: first };
  return {
    network: first,
    spot: (time) => {
      if (time > until) {
        const network = random.pick(pool);
        current = { ip: addressIn(network, random), network };
        until = time + random.between(20, 240) * 60_000;
      }
      return current;
    },
  };
}

/**
 * One carrier's pools in the city, or also in far cities of the same country, as many carriers surface their users. Only carriers that sell
 * no home lines do the latter here: of the others nobody could tell a phone far away from a house.
 */
export function carrierPool(city: City, random: Random, surfacesFar: boolean): readonly Network[] {
  const inCountry = networksOf('carrier', city.country);
  const local = networksOf('carrier', city.id);
  const chosen = random.pick(local.length > 0 ? local : inCountry);
  const same = inCountry.filter((network) => network.asn === chosen.asn);
  const sellsHomeLines = networksOf('fixed', city.country).some((network) => network.asn === chosen.asn);
  return surfacesFar && !sellsHomeLines ? same : same.filter((network) => network.city === chosen.city);
}
