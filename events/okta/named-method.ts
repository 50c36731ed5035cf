import type { JsonObject } from '../event.ts';
import type { Method } from '../method.ts';
import { wordsOf } from './debug-data.ts';
import { flag, known, object } from './fields.ts';
import { methodOf } from './methods.ts';
import type { Parts } from './parts.ts';

/** A method a record names, in Okta's word and ours. */
export interface NamedMethod {
  readonly method: Method;
  readonly raw: string;
  /** The authenticator enrolment among the targets that goes with it. */
  readonly enrolment?: JsonObject;
}

const MAX_METHODS = 4;

/**
 * The methods a record names, from the first place that names one: `debugData.factor`; else the targets' `methodTypeUsed`, which until a
 * fix in 2026 showed the prompted and not the used method (OKTA-1200335); else the credential of the authentication context.
 * A word nobody knows gives `other`, so the step is kept.
 */
export function namedMethods(parts: Parts): readonly NamedMethod[] {
  const factor = known(parts.debug['factor'], 64) ?? known(parts.debug['factorType'], 64);
  const byFactor = namedByFactor(factor, parts);
  if (byFactor !== undefined) return [byFactor];
  const byTargets = parts.targets.authenticators.flatMap((target) => namedByTarget(target) ?? []).slice(0, MAX_METHODS);
  if (byTargets.length > 0) return byTargets;
  const byCredential = namedByCredential(parts);
  if (byCredential !== undefined) return [byCredential];
  const unheardOf = factor ?? firstWordUsed(parts);
  return unheardOf === undefined ? [] : [{ method: 'other', raw: unheardOf }];
}

function namedByFactor(factor: string | undefined, parts: Parts): NamedMethod | undefined {
  const plain = methodOf(factor);
  if (plain === undefined || factor === undefined) return undefined;
  const enrolment = enrolmentFor(plain, parts);
  const method = refined(plain, parts, enrolment);
  return { method, raw: factor, ...(enrolment === undefined ? {} : { enrolment }) };
}

function namedByTarget(target: JsonObject): NamedMethod | undefined {
  const detail = object(target['detailEntry']);
  const raw = known(detail['methodTypeUsed'], 64);
  const plain = methodOf(raw, known(detail['authenticatorKey'], 64) ?? known(target['displayName'], 64));
  if (raw === undefined || plain === undefined) return undefined;
  return { method: ofEnrolment(plain, detail), raw, enrolment: target };
}

function firstWordUsed(parts: Parts): string | undefined {
  const [target] = parts.targets.authenticators;
  return target === undefined ? undefined : known(object(target['detailEntry'])['methodTypeUsed'], 64);
}

/** `OTP` of `YUBIKEY` is hardware; a provider such as `DUO` names the method where there is no type. */
function namedByCredential(parts: Parts): NamedMethod | undefined {
  const provider = known(parts.authentication['credentialProvider'], 64);
  const type = known(parts.authentication['credentialType'], 64);
  const method = methodOf(type, provider);
  if (type !== undefined && method !== undefined) return { method, raw: type };
  const byProvider = methodOf(provider);
  return provider === undefined || byProvider === undefined ? undefined : { method: byProvider, raw: provider };
}

/** The enrolment that used this method; else the only one that says no other. */
function enrolmentFor(method: Method, parts: Parts): JsonObject | undefined {
  const { authenticators } = parts.targets;
  const used = (target: JsonObject): Method | undefined =>
    methodOf(known(object(target['detailEntry'])['methodTypeUsed'], 64), known(target['displayName'], 64));
  return (
    authenticators.find((target) => used(target) === method) ??
    (authenticators.length === 1 ? authenticators.find((target) => used(target) === undefined) : undefined)
  );
}

function refined(method: Method, parts: Parts, enrolment: JsonObject | undefined): Method {
  if (method === 'push' && asksForNumber(parts)) return 'push_number_match';
  if (method === 'webauthn' && isPasskey(parts.debug)) return 'passkey';
  return ofEnrolment(method, object(enrolment?.['detailEntry']));
}

function ofEnrolment(method: Method, detail: JsonObject): Method {
  if (flag(detail['factorVerifiedByIdp']) === true) return 'federated';
  return method === 'webauthn' && isPasskey(detail) ? 'passkey' : method;
}

/** A key that can be copied to the user's other devices is a passkey, whatever Okta calls the authenticator. */
function isPasskey(fields: JsonObject): boolean {
  return flag(fields['passkey']) === true || flag(fields['backupEligible']) === true;
}

function asksForNumber(parts: Parts): boolean {
  const response = known(parts.debug['pushWithNumberChallengeResponseType'], 64);
  return response !== undefined && !response.endsWith('NOT_APPLICABLE');
}

/** `methodUsedVerifiedProperties`: what Okta verified of the use, e.g. `PHISHING_RESISTANT`, `HARDWARE_PROTECTED`. */
export function verifiedProperties(named: NamedMethod): readonly string[] {
  return wordsOf(object(named.enrolment?.['detailEntry'])['methodUsedVerifiedProperties']);
}
