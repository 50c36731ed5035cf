import type { JsonObject, JsonValue, Operation } from '../event.ts';
import type { Method } from '../method.ts';
import { methodOf } from './method-labels.ts';
import { isObject, list, object, text } from './value.ts';

/** What an "Update user" changed in the user's ways to sign in. */
export interface MethodChange {
  readonly operation: Operation;
  readonly method?: Method;
  /** E.g. the phone's name in Authenticator. Numbers are never kept. */
  readonly detail?: string;
}

type Reader = (before: JsonValue | undefined, after: JsonValue | undefined) => MethodChange | undefined;

/** The properties of Core Directory's "Update user" that hold methods (undocumented; as seen in live tenants). */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['StrongAuthenticationMethod', methodsChange],
  ['StrongAuthenticationPhoneAppDetail', phoneAppChange],
  ['StrongAuthenticationUserDetails', phoneChange],
  ['StrongAuthenticationRequirement', requirementChange],
  ['SearchableDeviceKey', deviceKeyChange],
  ['AccountEnabled', () => ({ operation: 'lifecycle' })],
]);

/** The weightiest change wins; where several methods changed at once, the first that says so. */
export function methodChange(targets: readonly JsonValue[]): MethodChange | undefined {
  let found: MethodChange | undefined;
  for (const target of targets) {
    for (const property of list(object(target)['modifiedProperties'])) {
      const change = isObject(property) ? changeOf(property) : undefined;
      if (change !== undefined && weight(change) > weight(found)) found = change;
    }
  }
  return found;
}

function weight(change: MethodChange | undefined): number {
  if (change === undefined) return -1;
  if (change.operation === 'lifecycle') return 0;
  return (change.operation === 'update' ? 1 : 2) + (change.method === undefined ? 0 : 2);
}

function changeOf(property: JsonObject): MethodChange | undefined {
  const reader = READERS.get(text(property['displayName']) ?? '');
  return reader?.(property['oldValue'], property['newValue']);
}

/** `MethodType` of a strong authentication method; the newer records write the name. */
const METHOD_TYPES: readonly Method[] = ['voice', 'sms', 'voice', 'voice', 'sms', 'sms', 'push', 'totp'];

function methodsChange(before: JsonValue | undefined, after: JsonValue | undefined): MethodChange | undefined {
  const old = methodTypes(before);
  const now = methodTypes(after);
  const added = now.find((method) => !old.includes(method));
  if (added !== undefined) return { operation: 'enroll', method: added };
  const removed = old.find((method) => !now.includes(method));
  if (removed !== undefined) return { operation: 'unenroll', method: removed };
  return old.length === 0 ? undefined : { operation: 'update' };
}

function methodTypes(value: JsonValue | undefined): readonly Method[] {
  return list(value).map((item) => {
    const type = object(item)['MethodType'];
    return typeof type === 'number' ? (METHOD_TYPES[type] ?? 'other') : methodOf(text(type));
  });
}

function phoneAppChange(before: JsonValue | undefined, after: JsonValue | undefined): MethodChange {
  const old = list(before);
  const now = list(after);
  const operation = now.length > old.length ? 'enroll' : now.length < old.length ? 'unenroll' : 'update';
  const detail = newDevice(old, now);
  return { operation, method: 'push', ...(detail === undefined ? {} : { detail }) };
}

/** The device that is in one list and not in the other. */
function newDevice(old: readonly JsonValue[], now: readonly JsonValue[]): string | undefined {
  const oldNames = old.map(deviceName);
  const newNames = now.map(deviceName);
  return newNames.find((name) => !oldNames.includes(name)) ?? oldNames.find((name) => !newNames.includes(name));
}

function deviceName(item: JsonValue): string | undefined {
  return text(object(item)['DeviceName']);
}

function phoneChange(before: JsonValue | undefined, after: JsonValue | undefined): MethodChange {
  const old = hasPhone(before);
  const now = hasPhone(after);
  const operation = now && !old ? 'enroll' : old && !now ? 'unenroll' : 'update';
  return { operation, method: 'phone_unspecified' };
}

function hasPhone(value: JsonValue | undefined): boolean {
  const entries = typeof value === 'string' && value.startsWith('{') ? [object(value)] : list(value);
  return entries.some((entry) => text(object(entry)['PhoneNumber']) !== undefined);
}

/** Per-user MFA: state 0 (or no entry) switches it off, 1 enables, 2 enforces. */
function requirementChange(_before: JsonValue | undefined, after: JsonValue | undefined): MethodChange {
  const required = list(after).some((entry) => {
    const state = object(entry)['State'];
    return state === 1 || state === 2 || state === '1' || state === '2';
  });
  return { operation: required ? 'unsuspend' : 'suspend' };
}

/** Windows Hello for Business (`NGC`) and FIDO2 keys are kept as device keys of the user. */
function deviceKeyChange(before: JsonValue | undefined, after: JsonValue | undefined): MethodChange {
  const old = list(before);
  const now = list(after);
  const operation = now.length > old.length ? 'enroll' : now.length < old.length ? 'unenroll' : 'update';
  const usage = text(object((now.length >= old.length ? now : old).at(-1))['Usage']);
  const method = usage === 'NGC' ? 'whfb' : usage === 'FIDO' ? 'webauthn' : undefined;
  return method === undefined ? { operation } : { operation, method };
}
