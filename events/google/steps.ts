import type { Step } from '../event.ts';
import type { Method, Purpose, StepResult } from '../method.ts';
import { strengthOf } from '../method.ts';
import type { Mutable } from '../mutable.ts';
import { challengeMethod, isTypedCode, needsEnrolment, opensSession } from './methods.ts';

/** What one row of a sign-in says about its challenges. */
export interface SignInRow {
  readonly name: string;
  /** ISO 8601 UTC; Google gives one time for all challenges of a row. */
  readonly time: string;
  /** `login_challenge_method` in Google's order. */
  readonly challenges: readonly string[];
  readonly passed: boolean | undefined;
  /** What the failing challenge gets as its result. */
  readonly failure: StepResult;
  readonly isSecondFactor: boolean | undefined;
  readonly isSuspicious: boolean;
}

/** One step per challenge, in order. */
export function stepsOf(row: SignInRow): readonly Step[] {
  const steps: Mutable<Step>[] = [];
  let password = false;
  for (const raw of row.challenges) {
    const method = challengeMethod(raw);
    steps.push({
      index: steps.length,
      time: row.time,
      method,
      method_raw: raw,
      purpose: purposeOf(raw, method, row, password),
      result: method === 'none' ? 'skipped' : 'unknown',
      strength: strengthOf(method),
    });
    if (method === 'password') password = true;
  }
  if (row.passed === true) settlePassed(steps);
  if (row.passed === false) settleFailed(steps, row.failure);
  return steps;
}

/**
 * What a challenge was for. `is_second_factor` decides where Google sends it (login_verification). Without it: a login_challenge is
 * Google verifying who is there, unless the method exists only with 2-step verification; in a login_success the same goes for a
 * sign-in flagged suspicious, and any other factor after the password was the second one.
 */
function purposeOf(raw: string, method: Method, row: SignInRow, afterPassword: boolean): Purpose {
  if (method === 'password' || method === 'federated') return 'primary';
  if (method === 'none') return 'unknown';
  if (row.isSecondFactor !== undefined) return row.isSecondFactor ? 'second_factor' : 'risk_challenge';
  if (method === 'knowledge' || raw === 'captcha' || raw === 'recaptcha') return 'risk_challenge';
  if (row.name === 'login_success' || row.name === 'login_failure')
    return signInPurpose(raw, method, row, afterPassword);
  if (needsEnrolment(raw)) return 'second_factor';
  return row.name === 'login_verification' ? 'unknown' : 'risk_challenge';
}

function signInPurpose(raw: string, method: Method, row: SignInRow, afterPassword: boolean): Purpose {
  if (!afterPassword) return opensSession(method) ? 'primary' : 'unknown';
  if (needsEnrolment(raw)) return 'second_factor';
  if (row.isSuspicious) return 'risk_challenge';
  return method === 'unknown' ? 'unknown' : 'second_factor';
}

/**
 * The row as a whole passed: the last challenge of each purpose did. An earlier one of the same method was a wrong attempt
 * (`password, password, password, security_key` is two wrong passwords, Google's own example); an earlier one of another method was
 * left for it, and Google does not say how it ended.
 */
function settlePassed(steps: readonly Mutable<Step>[]): void {
  for (const step of steps) {
    if (step.method === 'none') continue;
    const later = steps.filter((other) => other.index > step.index && other.purpose === step.purpose);
    if (later.length === 0) step.result = 'success';
    else step.result = later.some((other) => other.method === step.method) ? 'failure' : 'unknown';
  }
}

/** The row as a whole failed at its last challenge; a password that led to another challenge was right. */
function settleFailed(steps: readonly Mutable<Step>[], failure: StepResult): void {
  const provenPassword = steps.findLast(
    (step, index) => step.method === 'password' && isFollowedByFactor(steps, index),
  );
  for (const step of steps) {
    if (step.method === 'none') continue;
    if (step === provenPassword) step.result = 'success';
    else step.result = step.index === steps.length - 1 ? resultOf(step.method, failure) : 'failure';
  }
}

function isFollowedByFactor(steps: readonly Step[], index: number): boolean {
  const next = steps[index + 1];
  return next !== undefined && next.purpose !== 'primary' && next.method !== 'none' && next.method_raw !== 'captcha';
}

function resultOf(method: Method, failure: StepResult): StepResult {
  return failure === 'wrong_code' && !isTypedCode(method) ? 'failure' : failure;
}
