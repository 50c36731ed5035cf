import { isoTime } from '../../events/iso-time.ts';
import { DAY_MS } from './closed-days.ts';
import type { Source } from '../../events/event.ts';
import type { Method } from '../../events/method.ts';
import type { Observation } from '../../events/observation.ts';
import type { Geo, Place } from '../../events/place.ts';

/** Words findings share, so that every alert names a network, a place, a client or a moment the same way. */
export const PROVIDER_NAMES: Readonly<Record<Source, string>> = {
  okta: 'Okta',
  entra: 'Microsoft Entra ID',
  google_workspace: 'Google Workspace',
};

export { isoTime };

/** `yyyy-mm-dd`, UTC. */
export function utcDay(time: number): string {
  return isoTime(time).slice(0, 10);
}

export function startOfUtcDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}

/** "Telenor Norge AS, AS2119", or as much of it as is known. */
export function networkName(place: Place): string {
  if (place.asn === undefined) return place.asOrganization ?? place.prefix;
  return place.asOrganization === undefined
    ? `AS${String(place.asn)}`
    : `${place.asOrganization}, AS${String(place.asn)}`;
}

/** "Oslo, NO", or as much of it as is known. */
function geoName(geo: Geo | undefined): string {
  const parts = [geo?.city ?? geo?.region, geo?.country].filter((part) => part !== undefined);
  return parts.length === 0 ? 'an unknown place' : parts.join(', ');
}

/** "Oslo, NO (Telenor Norge AS, AS2119)". */
export function placeName(place: Place, geo: Geo | undefined = place.geo ?? place.providerGeo): string {
  return `${geoName(geo)} (${networkName(place)})`;
}

/** "chrome on windows", or undefined where neither family is known. */
export function clientName({ device }: Observation): string | undefined {
  const { osFamily, browserFamily } = device;
  if (osFamily === undefined) return browserFamily;
  return browserFamily === undefined ? osFamily : `${browserFamily} on ${osFamily}`;
}

/** A method in running text. */
export function methodName(method: Method): string {
  return METHOD_NAMES[method] ?? method.replaceAll('_', ' ');
}

const METHOD_NAMES: Partial<Record<Method, string>> = {
  sms: 'text message (SMS)',
  voice: 'phone call',
  phone_unspecified: 'phone code (SMS or call)',
  push: 'push notification',
  push_number_match: 'push with number match',
  totp: 'authenticator code',
  webauthn: 'security key or platform authenticator (WebAuthn)',
  fastpass: 'Okta FastPass',
  whfb: 'Windows Hello for Business',
};

/** "40 seconds", "12 minutes", "3.5 hours". */
export function durationName(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return plural(Math.round(ms / 1000), 'second');
  if (minutes < 120) return plural(Math.round(minutes), 'minute');
  return plural(Math.round(minutes / 6) / 10, 'hour');
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** "an authenticator code", "a phone call". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
