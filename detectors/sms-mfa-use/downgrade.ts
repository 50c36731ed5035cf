import type { Method, StepResult, Strength } from '../../events/method.ts';
import { strengthOf } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import type { Remembered } from '../kit/profile.ts';
import { clientOf, daysSeen, isOwnActivity } from '../kit/profile.ts';
import { clientName, methodName } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';
import type { Params } from './params.ts';
import { MINUTE_MS } from './params.ts';
import type { Past } from './past.ts';
import type { PhoneUse } from './phone-steps.ts';

/** A phone code where something stronger was to be expected. Owning a stronger factor is not enough: it may lie at home. */
export interface Downgrade {
  readonly from: Method;
  readonly because: string;
}

const CLIENT_METHOD = 'sms-mfa-use:client-method';

/** What the profile keeps for this detector: which second factors a client (provider, operating system, browser) is used with. */
export function* rememberClientMethods(observation: Observation): Generator<Remembered> {
  if (observation.steps.length === 0 || !isOwnActivity(observation)) return;
  const client = clientKey(observation);
  if (client === undefined) return;
  for (const { purpose, result, method } of observation.steps) {
    if (purpose === 'second_factor' && result === 'success') yield [CLIENT_METHOD, `${client}|${method}`];
  }
}

function clientKey(observation: Observation): string | undefined {
  const client = clientOf(observation);
  return client === undefined ? undefined : `${observation.source}/${client}`;
}

export function downgradeOf(view: View, past: Past, use: PhoneUse, params: Params): Downgrade | undefined {
  return leftInFlow(view, use, params) ?? againstHabit(past, use, params);
}

/** A stronger second factor was tried in this very sign-in, and failed or was left for the phone. */
function leftInFlow(view: View, use: PhoneUse, params: Params): Downgrade | undefined {
  for (const observation of view.window) {
    if (observation.time > use.step.time || !isSameFlow(observation, use, params)) continue;
    const step = observation.steps.find((candidate) => candidate.time <= use.step.time && isLeft(candidate));
    if (step !== undefined) {
      return { from: step.method, because: `${step.result.replaceAll('_', ' ')} earlier in the same sign-in` };
    }
  }
  return undefined;
}

function isSameFlow(observation: Observation, use: PhoneUse, params: Params): boolean {
  if (use.rows.includes(observation)) return true;
  if (observation.source !== use.observation.source || observation.role !== 'self') return false;
  const flows = use.rows.map(({ flow }) => flow).filter((flow) => flow !== undefined);
  if (flows.length > 0 || observation.flow !== undefined)
    return observation.flow !== undefined && flows.includes(observation.flow);
  return (
    use.step.time - observation.time <= params.attemptMinutes * MINUTE_MS &&
    observation.place !== undefined &&
    observation.place.prefix === use.observation.place?.prefix
  );
}

const STRONG: ReadonlySet<Strength> = new Set<Strength>(['strong', 'phishing_resistant']);

/** Results that leave a step behind. Passed, carried over, skipped by policy or told twice, it was not left for the phone. */
const NOT_LEFT: ReadonlySet<StepResult> = new Set<StepResult>([
  'success',
  'satisfied_by_claim',
  'skipped',
  'duplicate',
  'enrolment_required',
]);

/** A stronger second factor that was asked for and not passed. */
export function isLeft({ purpose, strength, result }: ObservedStep): boolean {
  return purpose === 'second_factor' && STRONG.has(strength) && !NOT_LEFT.has(result);
}

/** The client normally uses something stronger: on enough days, and on at least twice as many as it used this method. */
function againstHabit(past: Past, use: PhoneUse, params: Params): Downgrade | undefined {
  const client = clientKey(use.observation);
  if (client === undefined) return undefined;
  let phoneDays = 0;
  let strongest: { method: Method; days: number } | undefined;
  for (const [value, sighting] of past.clientMethods) {
    if (!value.startsWith(`${client}|`)) continue;
    const method = value.slice(client.length + 1) as Method;
    const days = daysSeen(sighting);
    if (method === use.method) phoneDays = days;
    else if (STRONG.has(strengthOf(method)) && days > (strongest?.days ?? 0)) strongest = { method, days };
  }
  if (strongest === undefined || strongest.days < params.stronglyUsedDays || strongest.days < 2 * phoneDays)
    return undefined;
  const on = clientName(use.observation) ?? 'this client';
  return {
    from: strongest.method,
    because: `${on} used ${methodName(strongest.method)} on ${String(strongest.days)} of 32 days, a phone code on ${String(phoneDays)}`,
  };
}
