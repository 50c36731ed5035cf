import type { Step } from '../event.ts';
import type { Method, Purpose } from '../method.ts';
import { strengthOf } from '../method.ts';
import type { Mutable } from '../mutable.ts';
import type { EventTypeRule, StepRule } from './catalogue/index.ts';
import { flag, known } from './fields.ts';
import type { NamedMethod } from './named-method.ts';
import { namedMethods, verifiedProperties } from './named-method.ts';
import type { Parts } from './parts.ts';
import { withoutPhoneNumbers } from './phone-number.ts';
import { stepResult } from './step-result.ts';

const NO_STEPS: readonly Step[] = Object.freeze([]);

/** The authentication steps of a record; `time` is the record's own. */
export function stepsOf(rule: EventTypeRule, parts: Parts, time: string): readonly Step[] {
  const stepRule = rule.step;
  if (stepRule === undefined) return NO_STEPS;
  const steps: Step[] = [];
  for (const method of methodsOf(stepRule, parts)) {
    const step = stepOf(stepRule, method, parts, { time, index: steps.length });
    if (step !== undefined) steps.push(step);
  }
  if (flag(parts.debug['mfaVerified']) === true && steps[0]?.result === 'success')
    steps.push(vouchedFor(time, steps.length));
  return steps;
}

type AnyMethod = { readonly method: Method } & Partial<NamedMethod>;

/** A message is sent by the means its event type says, whatever the factor is it serves. */
function methodsOf(rule: StepRule, parts: Parts): readonly AnyMethod[] {
  const { method } = rule;
  if (method !== undefined && MESSAGES.has(method)) return [{ method }];
  const named = namedMethods(parts);
  return named.length > 0 || method === undefined ? named : [{ method }];
}

const MESSAGES: ReadonlySet<Method> = new Set<Method>(['sms', 'voice', 'email']);

function stepOf(rule: StepRule, named: AnyMethod, parts: Parts, at: Pick<Step, 'time' | 'index'>): Step | undefined {
  const { method } = named;
  const result = stepResult(rule, method, parts);
  if (result === undefined) return undefined;
  const resistant = isPhishingResistant(method, named);
  const step: Mutable<Step> = {
    index: at.index,
    time: at.time,
    method,
    purpose: purposeOf(rule, method, parts),
    result,
    strength: strengthOf(method, resistant),
  };
  if (named.raw !== undefined) step.method_raw = named.raw;
  if (resistant !== undefined) step.phishing_resistant = resistant;
  const detail = detailOf(named, parts);
  if (detail !== undefined) step.detail = detail;
  return step;
}

/** The identity provider vouches for a second factor it asked for (`auth_via_IDP`, AMR claims). */
function vouchedFor(time: string, index: number): Step {
  return {
    index,
    time,
    method: 'federated',
    purpose: 'second_factor',
    result: 'satisfied_by_claim',
    strength: strengthOf('federated'),
  };
}

const INTENTS: ReadonlyMap<string, Purpose> = new Map<string, Purpose>([
  ['LOGIN', 'second_factor'],
  ['AUTHENTICATION', 'second_factor'],
  ['CREDENTIAL_ENROLLMENT', 'enrolment'],
  ['CREDENTIAL_RECOVERY', 'recovery'],
]);

const PRIMARY: ReadonlySet<Method> = new Set<Method>(['password', 'federated', 'token_claim']);

/** `factorIntent` outranks the event type. Of sign-ins, a password is always the first step: OIE logs it as a factor like any other. */
function purposeOf(rule: StepRule, method: Method, parts: Parts): Purpose {
  const intent = INTENTS.get(known(parts.debug['factorIntent'], 64)?.toUpperCase() ?? '');
  const purpose = intent ?? rule.purpose;
  if (purpose === 'second_factor') return method === 'password' ? 'primary' : purpose;
  return purpose === 'unknown' && PRIMARY.has(method) ? 'primary' : purpose;
}

const MAY_RESIST: ReadonlySet<Method> = new Set<Method>(['fastpass', 'webauthn', 'passkey', 'certificate', 'whfb']);

/** Undefined where Okta says nothing of it; properties of the prompted method must not make a phishable one resistant. */
function isPhishingResistant(method: Method, named: AnyMethod): boolean | undefined {
  if (!MAY_RESIST.has(method) || named.raw === undefined) return undefined;
  const properties = verifiedProperties({ ...named, raw: named.raw });
  if (properties.includes('PHISHING_RESISTANT')) return true;
  return properties.length > 0 && method === 'fastpass' ? false : undefined;
}

function detailOf(named: AnyMethod, parts: Parts): string | undefined {
  const detail =
    known(parts.debug['phoneNumber'], 64) ?? known(named.enrolment?.['displayName'], 128) ?? phoneTarget(parts);
  return detail === undefined ? undefined : withoutPhoneNumbers(detail);
}

function phoneTarget(parts: Parts): string | undefined {
  const { phone } = parts.targets;
  return phone === undefined ? undefined : (known(phone['displayName'], 64) ?? known(phone['alternateId'], 64));
}
