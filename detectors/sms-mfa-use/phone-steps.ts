import type { Fact } from '../../events/event.ts';
import type { Method, Purpose } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { StepUse } from '../../events/step-use.ts';
import { stepUses } from '../../events/step-use.ts';
import { startOfUtcDay } from '../kit/wording.ts';

export type PhoneMethod = Extract<Method, 'sms' | 'voice' | 'phone_unspecified'>;
export type PhonePurpose = Extract<Purpose, 'second_factor' | 'recovery'>;

/** A code by phone that was asked for once and given once. */
export type PhoneUse = StepUse<PhoneMethod>;

const PHONE_METHODS: ReadonlySet<Method> = new Set<Method>(['sms', 'voice', 'phone_unspecified']);

/** Rows of the provider's machinery prove nothing a person did. */
const NOT_A_PERSON: readonly Fact[] = ['internal', 'service_principal'];

/** Whether an observation tells of a phone code that was accepted, as a second factor or for a recovery. */
export function tellsOfPhone(observation: Observation): boolean {
  if (observation.steps.length === 0) return false;
  return isOwn(observation) && observation.steps.some(isAcceptedPhone);
}

function isAcceptedPhone({ method, purpose, result }: ObservedStep): boolean {
  return result === 'success' && (purpose === 'second_factor' || purpose === 'recovery') && PHONE_METHODS.has(method);
}

function isOwn(observation: Observation): boolean {
  if (NOT_A_PERSON.some((fact) => hasFact(observation, fact))) return false;
  return observation.role === 'self' || hasFact(observation, 'self_service');
}

/** What an observation adds to: purpose, method and UTC day of each accepted step, by the step's own time. */
export function* topicsOf(observation: Observation): Generator<Topic> {
  if (!tellsOfPhone(observation)) return;
  const seen = new Set<string>();
  for (const step of observation.steps) {
    if (!isAcceptedPhone(step)) continue;
    const topic = {
      purpose: step.purpose as PhonePurpose,
      method: step.method as PhoneMethod,
      day: startOfUtcDay(step.time),
    };
    const key = `${topic.purpose}|${topic.method}|${String(topic.day)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield topic;
  }
}

/** One finding is about one topic. */
export interface Topic {
  readonly purpose: PhonePurpose;
  readonly method: PhoneMethod;
  /** Start of the UTC day, ms. */
  readonly day: number;
}

/** Whether an observation tells of a topic. */
export function tellsOf(observation: Observation, topic: Topic): boolean {
  return tellsOfPhone(observation) && observation.steps.some((step) => isAbout(step, topic));
}

function isAbout(step: ObservedStep, { purpose, method, day }: Topic): boolean {
  return (
    step.result === 'success' && step.purpose === purpose && step.method === method && startOfUtcDay(step.time) === day
  );
}

/** The uses of one topic among observations in order of time, each once however many rows tell of it. */
export function usesOf(observations: readonly Observation[], topic: Topic): readonly PhoneUse[] {
  return stepUses(observations.filter(tellsOfPhone), topic.method, (step) => isAbout(step, topic));
}
