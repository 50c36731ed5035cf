import type { JsonObject, JsonValue, Step } from '../event.ts';
import type { Method, Purpose, StepResult, Strength } from '../method.ts';
import { strengthOf } from '../method.ts';
import type { Mutable } from '../mutable.ts';
import { meaningOf } from './error-codes.ts';
import { methodOf, purposeOf } from './method-labels.ts';
import { maskPhones, maskedPhone } from './phone.ts';
import { resultOfText, stepResult } from './step-results.ts';
import { isoTime } from '../iso-time.ts';
import { timeWithin } from './time.ts';
import { isObject, list, object, text, texts, truth } from './value.ts';

/** What the steps of a sign-in need to know of their row. */
export interface StepContext {
  /** ms since 1970. */
  readonly time: number;
  readonly fetchedAt: number;
  readonly code: number | undefined;
}

const NO_STEPS: readonly Step[] = [];

/**
 * The authentication steps of a sign-in, each judged by itself: a row that ends in an interrupt may hold a text message that was
 * answered. Where `authenticationDetails` is empty, the older fields stand in, in this order: `mfaDetail`, `authenticationMethodsUsed`,
 * `status.additionalDetails`.
 */
export function stepsOf(row: JsonObject, context: StepContext): readonly Step[] {
  const details = list(row['authenticationDetails']);
  const steps = details.length === 0 ? NO_STEPS : detailedSteps(details, context);
  return steps.length === 0 ? fallbackSteps(row, context) : steps;
}

function detailedSteps(details: readonly JsonValue[], context: StepContext): readonly Step[] {
  const steps: Step[] = [];
  for (let index = 0; index < details.length; index++) {
    const detail = details[index];
    const step = isObject(detail) ? detailedStep(detail, index, context) : undefined;
    if (step !== undefined && !steps.some((earlier) => isSameStep(earlier, step))) steps.push(step);
  }
  return steps;
}

/** Steps are sometimes logged twice within the same second (Azure-Sentinel issue 10230): those are one. */
function isSameStep(a: Step, b: Step): boolean {
  return (
    a.method === b.method &&
    a.result === b.result &&
    a.purpose === b.purpose &&
    a.method_raw === b.method_raw &&
    a.time.slice(0, 19) === b.time.slice(0, 19)
  );
}

function detailedStep(detail: JsonObject, index: number, context: StepContext): Step | undefined {
  const label = text(detail['authenticationMethod']);
  const told = text(detail['authenticationStepResultDetail']);
  if (label === undefined && told === undefined) return undefined;
  const methodDetail = text(detail['authenticationMethodDetail']);
  const method = methodOf(label, methodDetail);
  const result = stepResult(told, truth(detail['succeeded']));
  return stepOf({
    index,
    time: timeWithin(detail['authenticationStepDateTime'], context.time, context.fetchedAt),
    label,
    method,
    purpose: purposeOf(text(detail['authenticationStepRequirement']), method, told),
    result: method === 'token_claim' && result === 'success' ? 'satisfied_by_claim' : result,
    detail: methodDetail,
  });
}

export interface StepParts {
  readonly index: number;
  readonly time: number;
  readonly label?: string | undefined;
  readonly method: Method;
  readonly purpose: Purpose;
  readonly result: StepResult;
  readonly detail?: string | undefined;
}

export function stepOf(parts: StepParts): Step {
  const { label, method } = parts;
  const strength = strengthAs(method, label);
  const step: Mutable<Step> = {
    index: parts.index,
    time: isoTime(parts.time),
    method,
    purpose: parts.purpose,
    result: parts.result,
    strength,
  };
  if (label !== undefined) step.method_raw = maskPhones(label);
  if (strength === 'phishing_resistant') step.phishing_resistant = true;
  if (parts.detail !== undefined) step.detail = maskedDetail(method, parts.detail);
  return step;
}

/** A certificate that counts as a single factor proves no second one (authentication strengths, `x509CertificateSingleFactor`). */
function strengthAs(method: Method, label: string | undefined): Strength {
  return method === 'certificate' && label !== undefined && /single.?factor/i.test(label) ? 'none' : strengthOf(method);
}

function maskedDetail(method: Method, detail: string): string {
  const isPhone = method === 'sms' || method === 'voice' || method === 'phone_unspecified';
  return isPhone ? maskedPhone(detail) : maskPhones(detail);
}

function fallbackSteps(row: JsonObject, context: StepContext): readonly Step[] {
  const told = text(object(row['status'])['additionalDetails']);
  const mfa = object(row['mfaDetail']);
  const label = text(mfa['authMethod']);
  if (label !== undefined) return [mfaStep(row, label, text(mfa['authDetail']), told, context)];
  const used = texts(row['authenticationMethodsUsed']);
  if (used.length > 0) return used.map((method, index) => usedStep(row, method, index, told, context));
  return told === undefined ? NO_STEPS : toldStep(told, context);
}

function mfaStep(
  row: JsonObject,
  label: string,
  detail: string | undefined,
  told: string | undefined,
  context: StepContext,
): Step {
  const method = methodOf(label, detail);
  const result = resultOfRow(row, told, context.code);
  return stepOf({ index: 0, time: context.time, label, method, purpose: 'second_factor', result, detail });
}

function usedStep(row: JsonObject, label: string, index: number, told: string | undefined, context: StepContext): Step {
  const method = methodOf(label);
  const first = method === 'password' || method === 'federated';
  const purpose = first ? 'primary' : isMfaRow(row) ? 'second_factor' : 'unknown';
  const result = first ? primaryResult(context.code) : resultOfRow(row, told, context.code);
  return stepOf({ index, time: context.time, label, method, purpose, result });
}

/** A result without any method: the row says that MFA was done, refused or carried over, and not how. */
function toldStep(told: string, context: StepContext): readonly Step[] {
  const result = resultOfText(told);
  if (result === 'unknown' || result === 'pending' || !/mfa|multi-?factor|first factor/i.test(told)) return NO_STEPS;
  const method = result === 'satisfied_by_claim' ? 'token_claim' : 'unknown';
  return [stepOf({ index: 0, time: context.time, method, purpose: purposeOf(undefined, method, told), result })];
}

function isMfaRow(row: JsonObject): boolean {
  return row['authenticationRequirement'] === 'multiFactorAuthentication';
}

/** The row's MFA text, else its code; a success without MFA text proves a second factor only where one was required. */
function resultOfRow(row: JsonObject, told: string | undefined, code: number | undefined): StepResult {
  const result = resultOfText(told);
  if (result !== 'unknown') return result;
  const meaning = meaningOf(code);
  if (meaning.pending === true) return 'pending';
  if (meaning.stoppedAtMfa === true) return 'failure';
  return meaning.outcome === 'success' && isMfaRow(row) ? 'success' : 'unknown';
}

function primaryResult(code: number | undefined): StepResult {
  const meaning = meaningOf(code);
  if (meaning.badCredentials === true) return 'failure';
  return meaning.outcome === 'success' || meaning.stoppedAtMfa === true || meaning.blockedByPolicy === true
    ? 'success'
    : 'unknown';
}
