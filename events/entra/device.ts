import type { JsonObject, JsonValue, MfaEvent } from '../event.ts';
import { hashId } from '../identity.ts';
import type { Mutable } from '../mutable.ts';
import { agentFamily, browserFamilyOf, osFamilyOf } from '../user-agent.ts';
import { object, text, truth } from './value.ts';

/** What a sign-in says of the device it came from. */
export interface SignInDevice {
  readonly id?: string;
  /** `managed` / `unmanaged` where the record knows; undefined where Entra removed or never had the device. */
  readonly state?: 'managed' | 'unmanaged';
  readonly detail: JsonObject;
  readonly trustType?: string;
}

/**
 * `deviceId: ""` is Entra's way to say that the device is not registered. An absent or removed id (`{PII Removed}` for devices of other
 * tenants) says nothing.
 */
export function deviceOf(value: JsonValue | undefined): SignInDevice {
  const detail = object(value);
  const device: Mutable<SignInDevice> = { detail };
  const id = text(detail['deviceId'])?.toLowerCase();
  if (id !== undefined) device.id = id;
  const proven = truth(detail['isManaged']) === true || truth(detail['isCompliant']) === true;
  if (id !== undefined && proven) device.state = 'managed';
  else if (id !== undefined || detail['deviceId'] === '') device.state = 'unmanaged';
  const trustType = text(detail['trustType']);
  if (trustType !== undefined) device.trustType = trustType;
  return device;
}

type DeviceFields = Pick<MfaEvent, 'device' | 'host' | 'user_agent'> & { readonly mfa?: MfaEvent['mfa']['device'] };

/** The device as ECS: ids and names from the record, families from the provider's labels and the user agent. */
export function deviceFields(device: SignInDevice, userAgent: JsonValue | undefined): DeviceFields {
  const fields: Mutable<DeviceFields> = {};
  if (device.id !== undefined) fields.device = { id: device.id };
  const host = hostOf(device.detail);
  if (host !== undefined) fields.host = host;
  const agent = text(userAgent);
  if (agent !== undefined) fields.user_agent = agentOf(agent);
  const mfa = familiesOf(device.detail, agent);
  if (mfa !== undefined) fields.mfa = mfa;
  return fields;
}

function hostOf(detail: JsonObject): MfaEvent['host'] {
  const name = text(detail['displayName']);
  const system = text(detail['operatingSystem']);
  if (name === undefined && system === undefined) return undefined;
  const host: Mutable<NonNullable<MfaEvent['host']>> = {};
  if (name !== undefined) host.name = name;
  if (system !== undefined) host.os = { name: system };
  return host;
}

export function agentOf(original: string): NonNullable<MfaEvent['user_agent']> {
  const family = agentFamily(original);
  const agent: Mutable<NonNullable<MfaEvent['user_agent']>> = { original };
  if (family.name !== undefined) agent.name = family.name;
  if (family.osName !== undefined) agent.os = { name: family.osName };
  return agent;
}

function familiesOf(detail: JsonObject, agent: string | undefined): MfaEvent['mfa']['device'] {
  const fallback = agentFamily(agent);
  const system = osFamilyOf(text(detail['operatingSystem'])) ?? fallback.osFamily;
  const browser = browserFamilyOf(text(detail['browser'])) ?? fallback.browserFamily;
  const token = text(detail['browserId']);
  if (system === undefined && browser === undefined && token === undefined) return undefined;
  const device: Mutable<NonNullable<MfaEvent['mfa']['device']>> = {};
  if (token !== undefined) device.token = hashId(token);
  if (system !== undefined) device.os_family = system;
  if (browser !== undefined) device.browser_family = browser;
  return device;
}
