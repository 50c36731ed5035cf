import type { JsonObject, JsonValue, MfaEvent, Operation, Step } from '../event.ts';
import { hashId } from '../identity.ts';
import type { NormaliseContext } from '../normalise.ts';
import { contentHash, entraRank } from '../rank.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { deviceFields, deviceOf } from './device.ts';
import type { SignInDevice } from './device.ts';
import { addPeople, addPlace, documentOf, eventFields } from './document.ts';
import type { EventFields, MutableEvent } from './document.ts';
import { meaningOf } from './error-codes.ts';
import type { CodeMeaning } from './error-codes.ts';
import type { Form, SignInType } from './form.ts';
import { originOf } from './origin.ts';
import { personOf } from './person.ts';
import { maskPhones } from './phone.ts';
import { riskStateRank, verdictName } from './risk-types.ts';
import { signInDetail } from './signin-detail.ts';
import { factsOf, internalReason, isWorkload } from './signin-facts.ts';
import { stepsOf } from './steps.ts';
import { eventTime, isoTime } from './time.ts';
import type { Mutable } from './value.ts';
import { NO_OBJECT, list, object, said, text, texts, truth, whole } from './value.ts';

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
    rank: rankOf(row, meaning, steps, time, code),
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

/** People, application, device, session and flow. */
function addContext(
  document: MutableEvent,
  mfa: Mutable<MfaEvent['mfa']>,
  row: JsonObject,
  type: SignInType,
  device: SignInDevice,
): void {
  addApplication(document, row);
  addIds(mfa, row);
  addFactor(mfa);
  addDevice(document, mfa, row, device);
  addPeople(document, isWorkload(type) ? undefined : signInUser(row));
}

function signInUser(row: JsonObject): MfaEvent['user'] {
  return personOf({
    id: row['userId'],
    principal: row['userPrincipalName'],
    displayName: row['userDisplayName'],
    identifier: row['signInIdentifier'],
  });
}

function addApplication(document: MutableEvent, row: JsonObject): void {
  const id = text(row['appId']);
  const name = text(row['appDisplayName']) ?? text(row['servicePrincipalName']);
  if (id === undefined && name === undefined) return;
  const service: Mutable<NonNullable<MfaEvent['service']>> = {};
  if (id !== undefined) service.id = id;
  if (name !== undefined) service.name = name;
  document.service = service;
}

export function addIds(mfa: Mutable<MfaEvent['mfa']>, row: JsonObject): void {
  const session = text(row['sessionId']);
  if (session !== undefined && session !== ZERO_GUID) mfa.session = { id: hashId(session) };
  const flow = text(row['correlationId']);
  if (flow !== undefined && flow !== ZERO_GUID) mfa.flow = { id: flow };
}

const ZERO_GUID = '00000000-0000-0000-0000-000000000000';

/** The factor of the row, for dashboards: the last second factor that was really asked for. */
function addFactor(mfa: Mutable<MfaEvent['mfa']>): void {
  const step = mfa.steps.findLast(isNamedFactor);
  if (step === undefined) return;
  mfa.factor = step.detail === undefined ? { method: step.method } : { method: step.method, detail: step.detail };
}

function addDevice(document: MutableEvent, mfa: Mutable<MfaEvent['mfa']>, row: JsonObject, device: SignInDevice): void {
  const fields = deviceFields(device, row['userAgent']);
  if (fields.device !== undefined) document.device = fields.device;
  if (fields.host !== undefined) document.host = fields.host;
  if (fields.user_agent !== undefined) document.user_agent = fields.user_agent;
  if (fields.mfa !== undefined) mfa.device = fields.mfa;
}

function isNamedFactor(step: Step): boolean {
  return step.purpose === 'second_factor' && step.method !== 'token_claim' && step.method !== 'unknown';
}

/** Settled: a factor was proven or refused here (a first copy may wrongly say that a token satisfied it), and nothing says that an answer is still to come. */
function rankOf(
  row: JsonObject,
  meaning: CodeMeaning,
  steps: readonly Step[],
  time: number,
  code: number | undefined,
): number {
  const waiting = meaning.pending === true || steps.some((step) => step.result === 'pending');
  return entraRank({
    settled: !waiting && steps.some((step) => step.result !== 'satisfied_by_claim'),
    steps: steps.length,
    lastStep: latest(steps, time),
    riskState: riskStateRank(said(row['riskState'])),
    content: signInHash(row, steps, code),
  });
}

function latest(steps: readonly Step[], time: number): number {
  let last = isoTime(time);
  for (const step of steps) if (step.time > last) last = step.time;
  return Date.parse(last);
}

/** Everything Microsoft is known to fill in or correct afterwards. */
function signInHash(row: JsonObject, steps: readonly Step[], code: number | undefined): number {
  const fields: (JsonValue | undefined)[] = [
    code,
    object(row['status'])['additionalDetails'],
    row['riskLevelAggregated'],
    row['riskLevelDuringSignIn'],
    row['riskDetail'],
    texts(row['riskEventTypes_v2']).join(),
    row['conditionalAccessStatus'],
    row['authenticationRequirement'],
    row['userPrincipalName'],
    row['sessionId'],
  ];
  for (const step of steps) fields.push(step.method_raw, step.result, step.purpose, step.detail);
  return contentHash(fields);
}
