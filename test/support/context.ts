import { tenantId } from '../../events/identity.ts';
import type { NormaliseContext } from '../../events/normalise.ts';
import type { Place, PlaceHints } from '../../events/place.ts';

/** A fetch time after every sample's own time. */
export const TEST_FETCHED_AT = Date.UTC(2026, 10, 21);

/**
 * A fixed context for normaliser tests: no database, so a place is its prefix plus what the provider's record said of it,
 * and golden files do not change when the bundled database does.
 */
export function testContext(overrides: Partial<NormaliseContext> = {}): NormaliseContext {
  return { tenant: tenantId('acme'), fetchedAt: TEST_FETCHED_AT, locate: locateByHints, ...overrides };
}

function locateByHints(ip: string, hints: PlaceHints): Place {
  return {
    ip,
    prefix: testPrefix(ip),
    networkClass: hints.networkClass ?? 'unknown',
    ...(hints.asn === undefined ? {} : { asn: hints.asn }),
    ...(hints.asOrganization === undefined ? {} : { asOrganization: hints.asOrganization }),
    ...(hints.operator === undefined ? {} : { operator: hints.operator }),
    ...(hints.classSource === undefined ? {} : { classSource: hints.classSource }),
    ...(hints.geo === undefined ? {} : { providerGeo: hints.geo }),
  };
}

/** `203.0.113.9` → `203.0.113.0/24`, `2001:db8:a::1` → `2001:db8:a::/48`; anything else is its own network. */
function testPrefix(ip: string): string {
  const quads = /^(\d+\.\d+\.\d+)\.\d+$/.exec(ip);
  if (quads?.[1] !== undefined) return `${quads[1]}.0/24`;
  if (!ip.includes(':')) return ip;
  const head = (ip.split('::')[0] ?? '').split(':').filter((group) => group !== '');
  return `${head.slice(0, 3).join(':')}::/48`;
}
