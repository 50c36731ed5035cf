import type { JsonValue, MfaEvent, Operation, Step } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { deviceOf } from './device.ts';
import type { SignInDevice } from './device.ts';
import { addPlace, documentOf, eventFields } from './document.ts';
import type { EventFields } from './document.ts';
import { meaningOf } from './error-codes.ts';
import type { CodeMeaning } from './error-codes.ts';
import type { Form, SignInType } from './form.ts';
import { originOf } from './origin.ts';
import { maskPhones } from './phone.ts';
import { verdictName } from './risk-types.ts';
import { addContext } from './signin-context.ts';
import { signInDetail } from './signin-detail.ts';
import { factsOf, internalReason, isWorkload } from './signin-facts.ts';
import { signInRank } from './signin-rank.ts';
import { stepsOf } from './steps.ts';
import { eventTime } from './time.ts';
import { NO_OBJECT, list, object, text, texts, truth, whole } from './value.ts';

/** A Graph `signIn` (beta or v1.0) of any of the four types, as a document. */
export function normaliseSignIn(form: Form, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const { row, outer } = form;
  const id = text(row['id']);
  if (id === undefined) return reject('missing_field', 'a sign-in without id', 'id');
  const time = eventTime(row['createdDateTime'] ?? row['time'] ?? outer['time'], 'createdDateTime', context.fetchedAt);
  return time.ok ? ok([signInDocument(form, id, time.value, context)]) : time;
}

function signInDocument(form: Form, id: string, time: number, context: NormaliseContext): MfaEvent {
  const { row } = form;
  const type = signInType(form);
  const code = errorCode(form);
  const meaning = meaningOf(code);
  const device = isWorkload(type) ? NO_DEVICE : deviceOf(row['deviceDetail']);
  const steps = isWorkload(type) ? NO_STEPS : stepsOf(row, { time, fetchedAt: context.fetchedAt, code });
  const origin = originOf(row['ipAddress'], row['location'], row['autonomousSystemNumber'], context);
  const internal = internalReason(row, type, device);
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation: OPERATIONS[type],
    facts: factsOf({ row, type, meaning, steps, device, place: origin.place }, internal),
    steps,
    rank: signInRank(row, meaning, steps, time, code),
  };
  const verdict = verdictName(row);
  if (verdict !== undefined) mfa.verdict = verdict;
  const event = signInEvent(form, { id, type, code, meaning }, context);
  const document = documentOf(time, event, mfa, signInDetail(row, code, device, internal), context);
  addPlace(document, mfa, origin.fields);
  addContext(document, mfa, row, type, device);
  return document;
}

const NO_STEPS: readonly Step[] = [];
/** Workloads have no device; what their rows write there is filler. */
const NO_DEVICE: SignInDevice = { detail: NO_OBJECT };

/** A token that a client redeems in silence is a refresh, not a sign-in; workloads get tokens of their own. */
const OPERATIONS: Readonly<Record<SignInType, Operation>> = {
  interactiveUser: 'sign_in',
  nonInteractiveUser: 'token_refresh',
  servicePrincipal: 'token_issue',
  managedIdentity: 'token_issue',
};

/** The record's own word first, then the envelope's, then `isInteractive` (all that v1.0 has). */
function signInType(form: Form): SignInType {
  const { row } = form;
  const types = row['signInEventTypes'];
  for (const type of typeof types === 'string' ? texts(types) : list(types)) if (isSignInType(type)) return type;
  if (form.signInType !== undefined) return form.signInType;
  if (text(row['servicePrincipalId']) !== undefined && text(row['userId']) === undefined) return 'servicePrincipal';
  return truth(row['isInteractive']) === false ? 'nonInteractiveUser' : 'interactiveUser';
}

function isSignInType(type: JsonValue): type is SignInType {
  return typeof type === 'string' && Object.hasOwn(OPERATIONS, type);
}

/** `ResultType` of Sentinel and diagnostics repeats the code; a word there (`Success`) is none. */
function errorCode(form: Form): number | undefined {
  const { row, outer } = form;
  return whole(object(row['status'])['errorCode']) ?? whole(row['resultType']) ?? whole(outer['resultType']);
}

const AUTHENTICATION: readonly string[] = ['authentication'];
const START: readonly string[] = ['start'];
const INFO: readonly string[] = ['info'];

interface SignInCore {
  readonly id: string;
  readonly type: SignInType;
  readonly code: number | undefined;
  readonly meaning: CodeMeaning;
}

function signInEvent(form: Form, core: SignInCore, context: NormaliseContext): EventFields {
  const { id, type, code } = core;
  const event = eventFields(
    {
      stream: 'signin',
      id,
      action: `signin.${type}`,
      kind: 'event',
      category: AUTHENTICATION,
      type: type === 'interactiveUser' ? START : INFO,
      outcome: core.meaning.outcome,
    },
    context,
  );
  if (code !== undefined) event.code = String(code);
  const reason = reasonOf(form, code);
  if (reason !== undefined) event.reason = reason;
  return event;
}

/** `failureReason` reads "Other." on success. */
function reasonOf(form: Form, code: number | undefined): string | undefined {
  const status = object(form.row['status']);
  const failure =
    text(status['failureReason']) ?? text(form.row['resultDescription']) ?? text(form.outer['resultDescription']);
  const more = text(status['additionalDetails']);
  const reason = code === 0 || failure === 'Other.' ? more : joined(failure, more);
  return reason === undefined ? undefined : maskPhones(reason);
}

function joined(failure: string | undefined, more: string | undefined): string | undefined {
  if (failure === undefined || more === undefined || failure === more) return failure ?? more;
  return `${failure} ${more}`;
}
