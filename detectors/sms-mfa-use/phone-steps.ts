import type { Fact } from '../../events/event.ts';
import type { Method, Purpose } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import { startOfUtcDay } from '../kit/wording.ts';

export type PhoneMethod = Extract<Method, 'sms' | 'voice' | 'phone_unspecified'>;
export type PhonePurpose = Extract<Purpose, 'second_factor' | 'recovery'>;

/** A code by phone that was asked for once and given once. */
export interface PhoneUse {
  readonly step: ObservedStep;
  readonly method: PhoneMethod;
  /** The row that tells most of it, and every row that tells of it. */
  readonly observation: Observation;
  readonly rows: readonly Observation[];
}

const PHONE_METHODS: ReadonlySet<Method> = new Set<Method>(['sms', 'voice', 'phone_unspecified']);

/** Rows of the provider's machinery prove nothing a person did. */
const NOT_A_PERSON: readonly Fact[] = ['internal', 'service_principal'];

/** Two applications or event types tell of one step within this. */
const SAME_STEP_MS = 2_000;

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
  const uses: PhoneUse[] = [];
  for (const { observation, step } of stepsOf(observations, topic)) {
    const index = uses.findIndex((use) => isSameUse(use, observation, step));
    const known = uses[index];
    if (known === undefined) uses.push({ step, method: topic.method, observation, rows: [observation] });
    else uses[index] = joined(known, observation);
  }
  return uses;
}

interface Told {
  readonly observation: Observation;
  readonly step: ObservedStep;
}

function stepsOf(observations: readonly Observation[], topic: Topic): readonly Told[] {
  const told: Told[] = [];
  for (const observation of observations) {
    if (!tellsOfPhone(observation)) continue;
    for (const step of observation.steps) if (isAbout(step, topic)) told.push({ observation, step });
  }
  return told.sort((a, b) => a.step.time - b.step.time || (a.observation.id < b.observation.id ? -1 : 1));
}

/** One use: the same flow, or (where a row names no flow, as Google's never do) the same moment. */
function isSameUse(use: PhoneUse, observation: Observation, step: ObservedStep): boolean {
  if (use.observation.source !== observation.source) return false;
  const { flow } = observation;
  if (flow !== undefined && use.rows.some((row) => row.flow === flow)) return true;
  const isNamed = flow !== undefined && use.rows.every((row) => row.flow !== undefined);
  return !isNamed && Math.abs(use.step.time - step.time) <= SAME_STEP_MS;
}

function joined(use: PhoneUse, observation: Observation): PhoneUse {
  if (use.rows.includes(observation)) return use;
  return { ...use, observation: richer(use.observation, observation), rows: [...use.rows, observation] };
}

/** The row an analyst learns most from: with an address, with a client, with an application; the earlier one if they tie. */
function richer(a: Observation, b: Observation): Observation {
  return wealth(b) > wealth(a) ? b : a;
}

function wealth({ place, device, app, outcome }: Observation): number {
  return (
    (place === undefined ? 0 : 4) +
    (device.browserFamily === undefined ? 0 : 2) +
    (app === undefined ? 0 : 1) +
    (outcome === 'success' ? 1 : 0)
  );
}
