import type { StepResult } from '../method.ts';

/**
 * Parts of `authenticationStepResultDetail` (and of `status.additionalDetails`, which repeats it), lower case. The first that occurs wins.
 * Source: https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting; the text is usually led by `MFA denied; ` or `MFA `.
 */
const RESULT_PARTS: readonly (readonly [part: string, result: StepResult])[] = [
  ['claim in the token', 'satisfied_by_claim'],
  ['by external provider', 'satisfied_by_claim'],
  ['by claim provided', 'satisfied_by_claim'],
  ['satisfied by token', 'satisfied_by_claim'],
  ['duplicate authentication', 'duplicate'],
  ['in-progress', 'pending'],
  ['in progress', 'pending'],
  ['mfa required', 'pending'],
  ['skipped', 'skipped'],
  ['declined the authentication', 'denied_by_user'],
  ['user declined', 'denied_by_user'],
  ['fraud', 'fraud_reported'],
  ['did not select the correct number', 'wrong_number'],
  ["didn't select the correct number", 'wrong_number'],
  ['invalid mobile app verification code', 'wrong_code'],
  ['invalid verification code', 'wrong_code'],
  ['entered incorrect', 'wrong_code'],
  ['code already used', 'wrong_code'],
  ['never entered', 'timeout'],
  ['not respond', 'timeout'],
  ["didn't respond", 'timeout'],
  ['no phone input', 'timeout'],
  ['hung up', 'timeout'],
  ['voicemail', 'timeout'],
  ['unable to', 'delivery_failed'],
  ['phone number invalid', 'delivery_failed'],
  ['invalid phone', 'delivery_failed'],
  ['user is blocked', 'blocked'],
  ['registration prompted', 'enrolment_required'],
  ['no verification methods registered', 'enrolment_required'],
  ['expired', 'expired'],
  ['service error', 'error'],
  ['misconfigur', 'error'],
  ['invalid authentication', 'error'],
  ['user not found', 'error'],
  ['successfully completed', 'success'],
  ['mfa completed', 'success'],
  ['completed in', 'success'],
  ['strong authentication', 'success'],
  ['correct password', 'success'],
  ['mfa denied', 'failure'],
  ['incorrect password', 'failure'],
];

const CACHE_LIMIT = 2_000;
const cache = new Map<string, StepResult>();

/** What Entra's text says came of a step, or `unknown`. */
export function resultOfText(detail: string | undefined): StepResult {
  if (detail === undefined) return 'unknown';
  const known = cache.get(detail);
  if (known !== undefined) return known;
  const folded = detail.toLowerCase().replaceAll('’', "'");
  // "Incorrect password" contains "correct password": the negative must be read first.
  const result = folded.includes('incorrect password')
    ? 'failure'
    : (RESULT_PARTS.find(([part]) => folded.includes(part))?.[1] ?? 'unknown');
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(detail, result);
  return result;
}

/** Text first, then `succeeded`. A text of success beside `succeeded: false` is not believed. */
export function stepResult(detail: string | undefined, succeeded: boolean | undefined): StepResult {
  const told = resultOfText(detail);
  if (told === 'success' && succeeded === false) return 'failure';
  if (told !== 'unknown' || succeeded === undefined) return told;
  return succeeded ? 'success' : 'failure';
}
