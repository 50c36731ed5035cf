import type { Method, StepResult } from '../method.ts';
import { methodOf } from './method-labels.ts';

/**
 * Parts of the reasons that security-info activities give ("User registered Mobile Phone SMS", "… Authenticator App with Notification and
 * Code"), lower case. They read differently from the sign-in labels, so they come first; those follow.
 */
const REASON_PARTS: readonly (readonly [part: string, methods: readonly Method[]])[] = [
  ['call and sms', ['sms', 'voice']],
  ['sms and call', ['sms', 'voice']],
  ['authenticator app with code', ['totp']],
  ['app with notification', ['push']],
  ['authenticator app', ['push']],
  ['mobile app', ['push']],
  ['hardware token', ['hardware_otp']],
  ['software token', ['totp']],
  ['mobile phone call', ['voice']],
  ['phone call', ['voice']],
  ['office phone', ['voice']],
  ['app password', ['password']],
];

/** A reason that speaks of no method at all ends in nothing, not in `other`. */
export function methodsInReason(reason: string | undefined): readonly Method[] {
  if (reason === undefined) return [];
  const folded = reason.toLowerCase();
  const named = REASON_PARTS.find(([part]) => folded.includes(part))?.[1];
  if (named !== undefined) return named;
  const method = methodOf(reason);
  if (method !== 'other' && method !== 'unknown' && method !== 'token_claim') return [method];
  return /\bphone\b/.test(folded) ? ['phone_unspecified'] : [];
}

const OPTION =
  /user (started|completed|failed|did not complete|was blocked from) .{0,40}?(sms|voice|call|email|security questions|notification|code|authenticator|phone)/i;

/** One verification of a password reset: "User completed the mobile SMS verification option". */
export interface RecoveryStep {
  readonly method: Method;
  readonly result: StepResult;
}

/** The step a self-service password reset speaks of, or undefined for its other progress (user id given, password set). */
export function recoveryStep(reason: string | undefined): RecoveryStep | undefined {
  const found = reason === undefined ? null : OPTION.exec(reason);
  const verb = found?.[1]?.toLowerCase();
  const option = found?.[2]?.toLowerCase();
  if (reason === undefined || verb === undefined || option === undefined) return undefined;
  return { method: recoveryMethod(option, reason), result: recoveryResult(verb) };
}

function recoveryMethod(option: string, reason: string): Method {
  switch (option) {
    case 'sms':
      return 'sms';
    case 'voice':
    case 'call':
      return 'voice';
    case 'email':
      return 'email';
    case 'security questions':
      return 'security_question';
    case 'phone':
      return 'phone_unspecified';
    default:
      return /code/i.test(reason) ? 'totp' : 'push';
  }
}

function recoveryResult(verb: string): StepResult {
  if (verb === 'started') return 'challenge_sent';
  return verb === 'completed' ? 'success' : 'failure';
}
