import fc from 'fast-check';
import { testContext } from '../test/support/context.ts';
import type { MfaEvent } from './event.ts';
import { placeFields, placeOf } from './place-ecs.ts';
import { NETWORK_CLASSES, NETWORK_TAGS } from './place.ts';
import type { Place } from './place.ts';

const text = fc.string({ minLength: 1 });
const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});
const names = fc.record(
  { country: fc.constantFrom('DE', 'US'), region: text, city: text, timeZone: text },
  { requiredKeys: [] },
);
const where = fc.tuple(names, fc.option(point)).map(([named, at]) => ({ ...named, ...at }));

const place = fc.record(
  {
    ip: fc.ipV4(),
    prefix: text,
    networkClass: fc.constantFrom(...NETWORK_CLASSES),
    asn: fc.nat(),
    asOrganization: text,
    operator: text,
    classSource: text,
    networkTag: fc.constantFrom(...NETWORK_TAGS),
    geo: fc
      .tuple(where, fc.option(fc.nat()))
      .map(([geo, radiusKm]) => (radiusKm === null ? geo : { ...geo, radiusKm })),
    providerGeo: where.map((geo) => ({ ...geo, provider: 'okta' as const })),
  },
  { requiredKeys: ['ip', 'prefix', 'networkClass'] },
);

/** An event that says nothing but where it came from. */
function eventAt(fields: ReturnType<typeof placeFields>): MfaEvent {
  const { source, network, provider_geo: providerGeo } = fields;
  return {
    '@timestamp': '2026-11-01T00:00:00.000Z',
    ecs: { version: '9.0.0' },
    event: {
      kind: 'event',
      category: [],
      type: [],
      action: 'test',
      outcome: 'unknown',
      id: '1',
      module: 'okta',
      dataset: 'okta.system',
      provider: 'okta',
      created: '2026-11-01T00:00:00.000Z',
    },
    organization: { id: testContext().tenant },
    source,
    mfa: {
      operation: 'other',
      facts: [],
      steps: [],
      rank: 0,
      network,
      ...(providerGeo === undefined ? {} : { provider_geo: providerGeo }),
    },
  };
}

test('placeOf · what placeFields wrote · the same place', () => {
  fc.assert(
    fc.property(place, (original: Place) => {
      expect(placeOf(eventAt(placeFields(original)))).toEqual(original);
    }),
  );
});
