import type { JsonObject, MfaEvent, Step } from '../event.ts';
import { hashId } from '../identity.ts';
import type { Mutable } from '../mutable.ts';
import type { SignInDevice } from './device.ts';
import { deviceFields } from './device.ts';
import type { MutableEvent } from './document.ts';
import { addPeople } from './document.ts';
import type { SignInType } from './form.ts';
import { personOf } from './person.ts';
import { isWorkload } from './signin-facts.ts';
import { text } from './value.ts';

/** People, application, device, session and flow. */
export function addContext(
  document: MutableEvent,
  mfa: Mutable<MfaEvent['mfa']>,
  row: JsonObject,
  type: SignInType,
  device: SignInDevice,
): void {
  addApplication(document, row);
  addIds(mfa, row);
  addFactor(mfa);
  addDevice(document, mfa, row, device);
  addPeople(document, isWorkload(type) ? undefined : signInUser(row));
}

function signInUser(row: JsonObject): MfaEvent['user'] {
  return personOf({
    id: row['userId'],
    principal: row['userPrincipalName'],
    displayName: row['userDisplayName'],
    identifier: row['signInIdentifier'],
  });
}

function addApplication(document: MutableEvent, row: JsonObject): void {
  const id = text(row['appId']);
  const name = text(row['appDisplayName']) ?? text(row['servicePrincipalName']);
  if (id === undefined && name === undefined) return;
  const service: Mutable<NonNullable<MfaEvent['service']>> = {};
  if (id !== undefined) service.id = id;
  if (name !== undefined) service.name = name;
  document.service = service;
}

export function addIds(mfa: Mutable<MfaEvent['mfa']>, row: JsonObject): void {
  const session = text(row['sessionId']);
  if (session !== undefined && session !== ZERO_GUID) mfa.session = { id: hashId(session) };
  const flow = text(row['correlationId']);
  if (flow !== undefined && flow !== ZERO_GUID) mfa.flow = { id: flow };
}

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** The factor of the row, for dashboards: the last second factor that was really asked for. */
function addFactor(mfa: Mutable<MfaEvent['mfa']>): void {
  const step = mfa.steps.findLast(isNamedFactor);
  if (step === undefined) return;
  mfa.factor = step.detail === undefined ? { method: step.method } : { method: step.method, detail: step.detail };
}

function addDevice(document: MutableEvent, mfa: Mutable<MfaEvent['mfa']>, row: JsonObject, device: SignInDevice): void {
  const fields = deviceFields(device, row['userAgent']);
  if (fields.device !== undefined) document.device = fields.device;
  if (fields.host !== undefined) document.host = fields.host;
  if (fields.user_agent !== undefined) document.user_agent = fields.user_agent;
  if (fields.mfa !== undefined) mfa.device = fields.mfa;
}

function isNamedFactor(step: Step): boolean {
  return step.purpose === 'second_factor' && step.method !== 'token_claim' && step.method !== 'unknown';
}
