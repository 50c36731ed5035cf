import type { Operation } from '../../events/event.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { Method } from '../../events/method.ts';
import type { Observation, ObservedStep } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { stepUses } from '../../events/step-use.ts';

/** What one person did with factors in a month. */
export interface FactorAccount {
  readonly sign_ins: number;
  /** … in whose flow or session no second factor was passed, carried over or made needless by a phishing-resistant first one. */
  readonly sign_ins_without_mfa: number;
  /** Second factors passed, by method; each once however many rows tell of it. */
  readonly methods: Readonly<Partial<Record<Method, number>>>;
  /** Second factors by text message. */
  readonly sms_uses: number;
  readonly voice_uses: number;
  /** By telephone, the provider does not say whether by message or call. */
  readonly phone_unspecified_uses: number;
  /** Accounts recovered by text message or call: no second factor, and counted apart. */
  readonly recovery_by_phone: number;
}

/** Somebody took away, bypassed or reset a person's factor, password or recovery details. */
export interface Reset {
  readonly at: string;
  readonly operation: Operation;
  /** Canonical user, or what the provider says of an actor that is no person; the person's own name where it was themselves. */
  readonly by: string;
  readonly outcome: Observation['outcome'];
  readonly event_id: string;
}

const RESETS: ReadonlySet<Operation> = new Set<Operation>([
  'reset_all',
  'unenroll',
  'bypass',
  'recover',
  'password_reset',
  'recovery_info_change',
]);

/** Rows of one sign-in lie within this where nothing else ties them together. */
const ONE_SIGN_IN_MS = 10 * 60_000;

/** Whether a row counts in an account at all: everything else may be forgotten while a month is read. */
export function isAccountable({ operation, steps }: Observation): boolean {
  return operation === 'sign_in' || steps.length > 0;
}

/** Whose factor or password an event resets, and who did it; the one who did it to another lost nothing. */
export function resetIn(keyed: readonly KeyedObservation[]): { user: string; reset: Reset } | undefined {
  const victim = keyed.find(({ observation }) => observation.role === 'target') ?? keyed[0];
  if (victim === undefined || !RESETS.has(victim.observation.operation)) return undefined;
  const { time, operation, actor, outcome, eventId, role } = victim.observation;
  const by = actor ?? (role === 'self' ? victim.user : 'not said');
  return { user: victim.user, reset: { at: isoTime(time), operation, by, outcome, event_id: eventId } };
}

/** @param observations of one person, in order of time */
export function accountOf(observations: readonly Observation[]): FactorAccount {
  const own = observations.filter((observation) => isPersons(observation));
  const phone = (method: Method): number => usesOf(own, method, 'second_factor');
  const signIns = own.filter(isSignIn);
  return {
    sign_ins: signIns.length,
    sign_ins_without_mfa: signIns.filter((signIn) => !own.some((row) => provesMfa(row, signIn))).length,
    methods: methodsOf(own),
    sms_uses: phone('sms'),
    voice_uses: phone('voice'),
    phone_unspecified_uses: phone('phone_unspecified'),
    recovery_by_phone: (['sms', 'voice', 'phone_unspecified'] as const).reduce(
      (sum, method) => sum + usesOf(own, method, 'recovery'),
      0,
    ),
  };
}

/** As the detector of phone uses counts: not the provider's machinery, and what others did only where it was self-service. */
function isPersons(observation: Observation): boolean {
  if (hasFact(observation, 'internal') || hasFact(observation, 'service_principal')) return false;
  return observation.role === 'self' || hasFact(observation, 'self_service');
}

function isSignIn(observation: Observation): boolean {
  return (
    observation.operation === 'sign_in' &&
    observation.outcome === 'success' &&
    !hasFact(observation, 'non_interactive') &&
    !hasFact(observation, 'responder')
  );
}

function provesMfa(row: Observation, signIn: Observation): boolean {
  if (!row.steps.some(isProof)) return false;
  if (row === signIn) return true;
  if (row.source !== signIn.source || Math.abs(row.time - signIn.time) > ONE_SIGN_IN_MS) return false;
  if (signIn.flow === undefined && signIn.session === undefined) return true;
  return isSame(row.flow, signIn.flow) || isSame(row.session, signIn.session);
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}

function isProof({ purpose, result, method, phishingResistant }: ObservedStep): boolean {
  if (result !== 'success' && result !== 'satisfied_by_claim') return false;
  return purpose === 'second_factor' || phishingResistant === true || method === 'whfb' || method === 'passkey';
}

function usesOf(observations: readonly Observation[], method: Method, purpose: ObservedStep['purpose']): number {
  return stepUses(
    observations,
    method,
    (step) => step.method === method && step.purpose === purpose && step.result === 'success',
  ).length;
}

function methodsOf(observations: readonly Observation[]): FactorAccount['methods'] {
  const methods = new Set<Method>();
  for (const { steps } of observations) {
    for (const { method, purpose, result } of steps)
      if (purpose === 'second_factor' && result === 'success') methods.add(method);
  }
  return Object.fromEntries(
    [...methods].sort().map((method) => [method, usesOf(observations, method, 'second_factor')]),
  );
}
