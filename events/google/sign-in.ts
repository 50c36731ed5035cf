import type { Fact, Step } from '../event.ts';
import type { StepResult } from '../method.ts';
import type { Parameters } from './parameters.ts';
import { flagParameter, textParameter, textsParameter } from './parameters.ts';
import type { SignInRow } from './steps.ts';
import { stepsOf } from './steps.ts';

/** What the login parameters of a row say beside its name. */
export interface SignInReading {
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly facts: readonly Fact[];
  readonly steps: readonly Step[];
  readonly code: string | undefined;
  readonly reason: string | undefined;
}

/** Google's words for how challenges end: the reference's sentences, and the words real logs carry. An empty status says nothing. */
const PASSED: ReadonlySet<string> = new Set(['challenge passed.', 'challenge passed', 'passed']);
const FAILED: ReadonlySet<string> = new Set([
  'challenge failed.',
  'challenge failed',
  'failed',
  'incorrect_answer_entered',
]);

/** `login_type` of somebody at a screen. `exchange` turns one credential into another (an OAuth token into a session). */
const INTERACTIVE: ReadonlySet<string> = new Set(['google_password', 'reauth', 'saml', 'oidc']);
const FEDERATED: ReadonlySet<string> = new Set(['saml', 'oidc']);

/** Refusals that have nothing to do with what was typed. */
const BLOCKED: ReadonlySet<string> = new Set([
  'login_failure_account_disabled',
  'login_failure_access_code_disallowed',
]);

const MAX_CHALLENGES = 20;

export function readSignIn(name: string, time: string, parameters: Parameters): SignInReading {
  const loginType = textParameter(parameters, 'login_type');
  const status = textParameter(parameters, 'login_challenge_status');
  const failureType = textParameter(parameters, 'login_failure_type');
  const row: SignInRow = {
    name,
    time,
    challenges: challengesOf(parameters, loginType),
    passed: hasPassed(name, status?.toLowerCase()),
    failure: failureResult(status, failureType),
    isSecondFactor: flagParameter(parameters, 'is_second_factor'),
    isSuspicious: flagParameter(parameters, 'is_suspicious') === true,
  };
  const steps = stepsOf(row);
  return {
    outcome: outcomeOf(name, row.passed),
    facts: factsOf(row, steps, loginType, failureType),
    steps,
    code: failureType,
    reason: status,
  };
}

/** A federated sign-in may name no challenge: what the other provider asked for is invisible here. */
function challengesOf(parameters: Parameters, loginType: string | undefined): readonly string[] {
  const challenges = textsParameter(parameters, 'login_challenge_method');
  if (challenges.length > MAX_CHALLENGES) return challenges.slice(-MAX_CHALLENGES);
  return challenges.length === 0 && loginType !== undefined && FEDERATED.has(loginType) ? [loginType] : challenges;
}

function hasPassed(name: string, status: string | undefined): boolean | undefined {
  if (name === 'login_success') return true;
  if (name === 'login_failure') return false;
  if (status === undefined) return undefined;
  if (PASSED.has(status)) return true;
  return FAILED.has(status) ? false : undefined;
}

function failureResult(status: string | undefined, failureType: string | undefined): StepResult {
  if (status === 'incorrect_answer_entered') return 'wrong_code';
  return failureType !== undefined && BLOCKED.has(failureType) ? 'blocked' : 'failure';
}

/** For a sensitive action the outcome is the action's, which its name says; the status is only the challenge's. */
function outcomeOf(name: string, passed: boolean | undefined): SignInReading['outcome'] {
  if (name === 'risky_sensitive_action_allowed') return 'success';
  if (name === 'risky_sensitive_action_blocked') return 'failure';
  if (passed === undefined) return 'unknown';
  return passed ? 'success' : 'failure';
}

function factsOf(
  row: SignInRow,
  steps: readonly Step[],
  loginType: string | undefined,
  failureType: string | undefined,
): readonly Fact[] {
  const facts: Fact[] = [];
  if (loginType === 'exchange') facts.push('non_interactive');
  else if (loginType !== undefined && INTERACTIVE.has(loginType)) facts.push('interactive');
  if (row.isSuspicious) facts.push('verdict_suspicious');
  if (row.passed === false && stoppedAtSecondStep(row, steps)) facts.push('stopped_at_mfa');
  if (row.name === 'login_failure' && isWrongPassword(steps, failureType)) facts.push('bad_credentials');
  return facts;
}

/** The row shows the password proven, or is a verification that Google asks for only after it. */
function stoppedAtSecondStep(row: SignInRow, steps: readonly Step[]): boolean {
  if (row.name === 'login_verification' && row.isSecondFactor === true) return true;
  return steps.some((step) => step.method === 'password' && step.result === 'success');
}

/** `login_failure_type` is deprecated and mostly absent; a failure that met nothing but the password failed at it. */
function isWrongPassword(steps: readonly Step[], failureType: string | undefined): boolean {
  if (failureType !== undefined) return failureType === 'login_failure_invalid_password';
  return steps.length > 0 && steps.every((step) => step.method === 'password');
}
