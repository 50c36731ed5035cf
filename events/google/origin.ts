import { osFamilyOf } from '../agent-labels.ts';
import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { networkPrefix } from '../network/address.ts';
import type { Locate, PlaceHints } from '../place.ts';
import type { PlaceFields } from '../place-ecs.ts';
import { placeFields } from '../place-ecs.ts';

const MAX_WORD = 128;
const MAX_ADDRESS = 64;
const COUNTRY = /^[A-Z]{2}$/;
const MAX_ASN = 4_294_967_295;

const NOWHERE: PlaceFields = Object.freeze({});
const NO_HINTS: PlaceHints = Object.freeze({});

/**
 * Where an activity came from. Google names the network's number and the country, never a city, and for warnings often no
 * address at all. What is no address is kept as `source.address` and located nowhere.
 */
export function originOf(address: JsonValue | undefined, network: JsonValue | undefined, locate: Locate): PlaceFields {
  const text = textOf(address, MAX_ADDRESS);
  if (text === undefined) return NOWHERE;
  const ip = text.trim();
  if (ip.includes('/') || networkPrefix(ip) === undefined) return { source: { address: text } };
  return placeFields(locate(ip, hintsOf(objectOf(network))));
}

function hintsOf(network: JsonObject | undefined): PlaceHints {
  if (network === undefined) return NO_HINTS;
  const asn = asnOf(network);
  const country = countryOf(network);
  return {
    ...(asn === undefined ? {} : { asn }),
    ...(country === undefined ? {} : { geo: { provider: 'google_workspace', country } }),
  };
}

function asnOf(network: JsonObject): number | undefined {
  const first = listOf(network['ipAsn'])[0] ?? network['ipAsn'];
  const asn = typeof first === 'string' && /^\d{1,10}$/.test(first) ? Number(first) : first;
  return typeof asn === 'number' && Number.isInteger(asn) && asn > 0 && asn <= MAX_ASN ? asn : undefined;
}

function countryOf(network: JsonObject): string | undefined {
  const region = textOf(network['regionCode'], 8)?.toUpperCase();
  return region !== undefined && COUNTRY.test(region) ? region : undefined;
}

/** `networkInfo` as Google wrote it, for the vendor's root. */
export function networkVendor(network: JsonObject | undefined): JsonObject | undefined {
  if (network === undefined) return undefined;
  const region = textOf(network['regionCode'], MAX_WORD);
  const subdivision = textOf(network['subdivisionCode'], MAX_WORD);
  if (region === undefined && subdivision === undefined) return undefined;
  return {
    ...(region === undefined ? {} : { region_code: region }),
    ...(subdivision === undefined ? {} : { subdivision_code: subdivision }),
  };
}

/** The parts of a document that `userDeviceInfo` fills: sparse, and absent from most sign-ins. */
export interface DeviceFields {
  readonly device?: NonNullable<MfaEvent['device']>;
  readonly host?: NonNullable<MfaEvent['host']>;
  readonly osFamily?: string;
  readonly type?: string;
}

const NO_DEVICE: DeviceFields = Object.freeze({});

export function deviceOf(info: JsonObject | undefined): DeviceFields {
  if (info === undefined) return NO_DEVICE;
  const id = textOf(info['deviceId'], MAX_WORD);
  const type = textOf(info['deviceType'], MAX_WORD);
  const version = textOf(info['deviceOsVersion'], MAX_WORD);
  const osFamily = osFamilyOf(version) ?? osFamilyOf(type);
  return {
    ...(id === undefined ? {} : { device: { id } }),
    ...(version === undefined ? {} : { host: { os: systemOf(version) } }),
    ...(osFamily === undefined ? {} : { osFamily }),
    ...(type === undefined ? {} : { type }),
  };
}

/** `Windows 10.0.22631` is a name and a version; anything else is a name. */
const SYSTEM = /^([A-Za-z][A-Za-z ]{0,30}?) (\d[\d.]{0,30})$/;

function systemOf(text: string): { name: string; version?: string } {
  const [, name, version] = SYSTEM.exec(text) ?? [];
  return name === undefined || version === undefined ? { name: text } : { name, version };
}
