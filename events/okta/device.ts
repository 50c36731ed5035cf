import type { MfaEvent } from '../event.ts';
import { hashId } from '../identity.ts';
import type { Mutable } from '../mutable.ts';
import { agentFamily, browserFamilyOf, osFamilyOf } from '../user-agent.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';

const MAX_AGENT = 512;

/** The raw user agent of the client. */
function agentText(parts: Parts): string | undefined {
  return known(parts.agent['rawUserAgent'], MAX_AGENT);
}

/** Records written by Okta Verify itself: on the phone that answers, or beside the browser it vouches for. */
export function isOktaVerify(parts: Parts): boolean {
  return agentFamily(agentText(parts)).name === 'Okta Verify';
}

/** ECS `user_agent`. */
export function agentFields(parts: Parts): MfaEvent['user_agent'] {
  const original = agentText(parts);
  const family = agentFamily(original);
  const agent: Mutable<NonNullable<MfaEvent['user_agent']>> = {};
  if (original !== undefined) agent.original = original;
  const name = family.name ?? known(parts.agent['browser'], 64);
  if (name !== undefined) agent.name = name;
  const os = known(parts.agent['os'], 64) ?? family.osName;
  if (os !== undefined) agent.os = { name: os };
  const device = known(parts.client['device'], 64);
  if (device !== undefined) agent.device = { name: device };
  return isEmpty(agent) ? undefined : agent;
}

/** `mfa.device`: the browser's tokens hashed, and the families by which two devices are told apart. */
export function browserFields(parts: Parts): MfaEvent['mfa']['device'] {
  const family = agentFamily(agentText(parts));
  const device: Mutable<NonNullable<MfaEvent['mfa']['device']>> = {};
  const token = known(parts.debug['dtHash'], 512);
  if (token !== undefined) device.token = hashId(token);
  const fingerprint = known(parts.debug['deviceFingerprint'], 512);
  if (fingerprint !== undefined) device.fingerprint = hashId(fingerprint);
  const name = known(parts.device['name']);
  if (name !== undefined) device.name = name;
  const os =
    family.osFamily ?? osFamilyOf(known(parts.agent['os'], 64)) ?? osFamilyOf(known(parts.device['os_platform'], 64));
  if (os !== undefined) device.os_family = os;
  const browser = family.browserFamily ?? browserFamilyOf(known(parts.agent['browser'], 64));
  if (browser !== undefined) device.browser_family = browser;
  return isEmpty(device) ? undefined : device;
}

/** The registered device (OIE only; not in Okta's published schema): ECS `device`. */
export function deviceFields(parts: Parts): MfaEvent['device'] {
  const id = known(parts.device['id']);
  return id === undefined ? undefined : { id };
}

/** ECS `host`: how the registered device calls itself. */
export function hostFields(parts: Parts): MfaEvent['host'] {
  const host: Mutable<NonNullable<MfaEvent['host']>> = {};
  const name = known(parts.device['name']);
  if (name !== undefined) host.name = name;
  const platform = known(parts.device['os_platform'], 64);
  const version = known(parts.device['os_version'], 64);
  if (platform !== undefined || version !== undefined) {
    host.os = { ...(platform === undefined ? {} : { name: platform }), ...(version === undefined ? {} : { version }) };
  }
  return isEmpty(host) ? undefined : host;
}

function isEmpty(fields: object): boolean {
  for (const name in fields) return name === '';
  return true;
}
