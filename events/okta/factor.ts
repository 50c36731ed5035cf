import type { MfaEvent } from '../event.ts';
import type { Method } from '../method.ts';
import { flag, known, object } from './fields.ts';
import { methodOf } from './methods.ts';
import { namedMethods } from './named-method.ts';
import type { Parts } from './parts.ts';
import { withoutPhoneNumbers } from './phone-number.ts';

type Factor = NonNullable<MfaEvent['mfa']['factor']>;

/** The factor that was added, changed or removed: `User set up WEBAUTHN factor` and the authenticator among the targets name it. */
export function factorFields(parts: Parts): Factor | undefined {
  const [target] = parts.targets.authenticators;
  const label = known(target?.['displayName'], 128);
  const method = namedMethods(withoutCredential(parts))[0]?.method;
  const found =
    method === undefined || method === 'other' ? (methodInReason(parts) ?? methodOf(label) ?? method) : method;
  if (found === undefined && label === undefined) return undefined;
  return {
    ...(found === undefined ? {} : { method: asPasskey(found, parts) }),
    ...(label === undefined ? {} : { detail: withoutPhoneNumbers(label) }),
  };
}

/** The credential somebody signed in with is not the factor they enrolled. */
function withoutCredential(parts: Parts): Parts {
  return { ...parts, authentication: {} };
}

function methodInReason(parts: Parts): Method | undefined {
  const words = /([A-Za-z][\w:]*) factor\b/.exec(parts.reason ?? '');
  return methodOf(words?.[1]);
}

function asPasskey(method: Method, parts: Parts): Method {
  if (method !== 'webauthn') return method;
  const fields = [parts.debug, ...parts.targets.authenticators.map((target) => object(target['detailEntry']))];
  return fields.some((entry) => flag(entry['passkey']) === true || flag(entry['backupEligible']) === true)
    ? 'passkey'
    : method;
}
