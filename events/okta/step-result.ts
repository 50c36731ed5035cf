import type { Method, StepResult } from '../method.ts';
import type { StepRule } from './catalogue/index.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';

/** How a step ended, or undefined where the record tells of no step (a receipt for a message that arrived). */
export function stepResult(rule: StepRule, method: Method, parts: Parts): StepResult | undefined {
  switch (rule.result) {
    case 'verification':
      return verificationResult(method, parts);
    case 'delivery':
      return deliveryResult(parts);
    case 'receipt':
      return receiptResult(parts);
    default:
      return rule.result;
  }
}

function verificationResult(method: Method, parts: Parts): StepResult {
  switch (parts.result) {
    case 'SUCCESS':
    case 'ALLOW':
      return method === 'token_claim' ? 'satisfied_by_claim' : 'success';
    case 'FAILURE':
    case 'DENY':
      return failureResult(method, parts);
    default:
      return OTHER_OUTCOMES.get(parts.result ?? '') ?? 'unknown';
  }
}

const OTHER_OUTCOMES: ReadonlyMap<string, StepResult> = new Map<string, StepResult>([
  ['CHALLENGE', 'challenge_sent'],
  ['UNANSWERED', 'timeout'],
  ['ABANDONED', 'abandoned'],
  ['SKIPPED', 'skipped'],
  ['RATE_LIMIT', 'blocked'],
  ['DEFERRED', 'pending'],
  ['SCHEDULED', 'pending'],
]);

const CODES: ReadonlySet<Method> = new Set<Method>([
  'totp',
  'offline_otp',
  'hardware_otp',
  'sms',
  'voice',
  'phone_unspecified',
  'email',
  'temporary_pass',
  'backup_code',
]);

/** Reasons that say more than the method does. Okta's codes and sentences both occur in `outcome.reason`. */
const REASONS: readonly (readonly [pattern: RegExp, result: StepResult])[] = [
  [/declined phishing/i, 'blocked'],
  [/expired/i, 'expired'],
  [/time[\s_-]?out|timed out|unanswered/i, 'timeout'],
  [/lock|rate[\s_-]?limit|too many/i, 'blocked'],
  [/not[\s_-]enrolled|enroll?ment required/i, 'enrolment_required'],
];

function failureResult(method: Method, parts: Parts): StepResult {
  if (isPush(method)) {
    const answer = pushAnswer(parts);
    if (answer !== undefined) return answer;
  }
  const { reason } = parts;
  const stated = reason === undefined ? undefined : REASONS.find(([pattern]) => pattern.test(reason))?.[1];
  if (stated !== undefined) return stated;
  // OIE orgs of before `pushOnlyResponseType` say of a denied push what they say of a wrong code (elastic/detection-rules #4890).
  if (isPush(method)) return reason === 'INVALID_CREDENTIALS' ? 'denied_by_user' : 'failure';
  return CODES.has(method) ? 'wrong_code' : 'failure';
}

function isPush(method: Method): boolean {
  return method === 'push' || method === 'push_number_match';
}

/** `OV_RESPONSE_*` and `OV_WITH_CHALLENGE_RESPONSE_*`: what the person tapped in Okta Verify. */
function pushAnswer(parts: Parts): StepResult | undefined {
  const number = known(parts.debug['pushWithNumberChallengeResponseType'], 64) ?? '';
  if (number.endsWith('_INVALID')) return 'wrong_number';
  const plain = known(parts.debug['pushOnlyResponseType'], 64) ?? '';
  if (plain.endsWith('_DENY')) return 'denied_by_user';
  return plain.endsWith('_ERROR') || number.endsWith('_ERROR') ? 'error' : undefined;
}

/** DENY: Okta itself refused to send it (toll-fraud defence, since 2022.06). */
function deliveryResult(parts: Parts): StepResult {
  switch (parts.result) {
    case 'DENY':
    case 'RATE_LIMIT':
      return 'blocked';
    case 'FAILURE':
      return 'delivery_failed';
    case 'DEFERRED':
    case 'SCHEDULED':
      return 'pending';
    default:
      return 'challenge_sent';
  }
}

function receiptResult(parts: Parts): StepResult | undefined {
  if (parts.result === 'DENY') return 'blocked';
  const status = known(parts.debug['providerStatus'], 128) ?? '';
  return parts.result === 'FAILURE' || /fail|undeliver|not deliver|reject|blocked|expired/i.test(status)
    ? 'delivery_failed'
    : undefined;
}
