import type { Method, Purpose } from '../method.ts';

/**
 * Parts of Entra's English method labels and of the Graph enum names beside them, lower case and without blanks, dots and dashes.
 * The set of labels is open, so a part decides; the first that occurs wins, so the special stand before the general.
 * Sources: Graph beta `authenticationDetail`, `baseAuthenticationMethod`, `authenticationMethodModes`;
 * https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting; labels seen in live tenants.
 * Hardware and software OATH tokens share the label `OATH verification code`, so that one stays `totp`.
 */
const LABEL_PARTS: readonly (readonly [part: string, method: Method])[] = [
  ['previouslysatisfied', 'token_claim'],
  ['satisfiedby', 'token_claim'],
  ['claiminthetoken', 'token_claim'],
  ['refreshtoken', 'token_claim'],
  ['passwordless', 'passwordless_phone'],
  ['phonesignin', 'passwordless_phone'],
  ['devicebasedpush', 'passwordless_phone'],
  ['temporaryaccesspass', 'temporary_pass'],
  ['passkey', 'passkey'],
  ['windowshello', 'whfb'],
  ['fido', 'webauthn'],
  ['securitykey', 'webauthn'],
  ['x509', 'certificate'],
  ['certificate', 'certificate'],
  ['smartcard', 'certificate'],
  ['qrcode', 'knowledge'],
  ['securityquestion', 'security_question'],
  ['textmessage', 'sms'],
  ['sms', 'sms'],
  ['voice', 'voice'],
  ['phonecall', 'voice'],
  ['mobilecall', 'voice'],
  ['officephone', 'voice'],
  ['email', 'email'],
  ['hardwareoath', 'hardware_otp'],
  ['hardwaretoken', 'hardware_otp'],
  ['verificationcode', 'totp'],
  ['oath', 'totp'],
  ['appcode', 'totp'],
  ['phoneappotp', 'totp'],
  ['external', 'external_mfa'],
  ['federat', 'federated'],
  ['adfs', 'federated'],
  ['authenticator', 'push'],
  ['appnotification', 'push'],
  ['push', 'push'],
  ['passthroughauthentication', 'password'],
  ['password', 'password'],
  ['authenticationphone', 'phone_unspecified'],
  ['mobilephone', 'phone_unspecified'],
];

const WHOLE_LABELS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['pta', 'password'],
  ['phs', 'password'],
  ['cloudonly', 'password'],
  ['eam', 'external_mfa'],
  ['phone', 'phone_unspecified'],
  ['none', 'none'],
]);

const CACHE_LIMIT = 2_000;
const cache = new Map<string, Method>();

/** The method an Entra label names. A label nobody knows is `other`; an absent one is `unknown`. */
export function methodOf(label: string | undefined, detail?: string): Method {
  if (label === undefined) return 'unknown';
  const method = cache.get(label) ?? remember(label);
  return method === 'push' && detail !== undefined && NUMBER_MATCH.test(detail) ? 'push_number_match' : method;
}

/** Number matching is the default of Authenticator today, but only a record that says so is counted as it. */
const NUMBER_MATCH = /number[ -]?match/i;

function remember(label: string): Method {
  const folded = fold(label);
  const method = WHOLE_LABELS.get(folded) ?? LABEL_PARTS.find(([part]) => folded.includes(part))?.[1] ?? 'other';
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(label, method);
  return method;
}

/** Lower case without blanks, dots and dashes: `X.509 Certificate`, `x509Certificate` and `X509 certificate` are one. */
export function fold(label: string): string {
  return label.toLowerCase().replace(/[\s._-]+/g, '');
}

/**
 * What a step was for, from `authenticationStepRequirement`. A step that risk policy asked for stays `second_factor`: Entra lets the user
 * answer it with a registered MFA method only, and nothing in the row tells it from any other second factor.
 */
export function purposeOf(requirement: string | undefined, method: Method, resultDetail: string | undefined): Purpose {
  const asked = requirement?.toLowerCase();
  if (asked !== undefined && asked.startsWith('primary')) return 'primary';
  if (asked !== undefined && (asked.startsWith('multi') || asked.startsWith('second'))) return 'second_factor';
  return purposeUnasked(method, resultDetail?.toLowerCase() ?? '');
}

/** Where the requirement is empty, the result text still opens with the factor it speaks of. */
function purposeUnasked(method: Method, resultDetail: string): Purpose {
  if (resultDetail.startsWith('mfa') || resultDetail.startsWith('multi')) return 'second_factor';
  if (resultDetail.startsWith('first factor')) return 'primary';
  return method === 'password' ? 'primary' : 'unknown';
}
