import type { MfaEvent } from '../event.ts';
import { ECS_VERSION } from '../event.ts';
import { isoTime } from '../iso-time.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import type { PlaceFields } from '../place-ecs.ts';
import { placeFields } from '../place-ecs.ts';
import type { EventTypeRule } from './catalogue/index.ts';
import { ruleOf } from './catalogue/index.ts';
import { agentFields, browserFields, deviceFields, hostFields } from './device.ts';
import { factorFields } from './factor.ts';
import { factsOf } from './facts.ts';
import { known } from './fields.ts';
import { placeOfRequest } from './network.ts';
import type { Parts } from './parts.ts';
import type { Principals } from './principals.ts';
import { principalsOf } from './principals.ts';
import { relatedFields } from './related.ts';
import { roleOf } from './role.ts';
import { behavioursOf, riskOf } from './security-context.ts';
import { flowFields, sessionFields } from './session.ts';
import { stepsOf } from './steps.ts';
import { vendorFields } from './vendor-fields.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/** What the caller has already checked of a record. */
export interface Identity {
  readonly id: string;
  /** ms since 1970 UTC. */
  readonly time: number;
  readonly message: string | undefined;
}

/** Writes one System Log record as an event document. */
export function documentOf(parts: Parts, identity: Identity, context: NormaliseContext): MfaEvent {
  const rule = ruleOf(parts.eventType);
  const time = isoTime(identity.time);
  const principals = principalsOf(parts, rule.operation);
  const behaviours = behavioursOf(parts);
  const risk = riskOf(parts);
  const verdict = verdictOf(rule, parts, risk);
  const steps = stepsOf(rule, parts, time);
  const facts = factsOf(parts, { rule, principals, steps, behaviours, verdict });
  const place = placeOfRequest(parts, context.locate);
  const placed = place === undefined ? NOWHERE : placeFields(place);

  const event: Mutable<MfaEvent> = {
    '@timestamp': time,
    ecs: ECS,
    event: eventFields(rule, parts, identity, context),
    organization: { id: context.tenant },
    mfa: mfaFields(rule, parts, { facts, steps, verdict, placed }),
    okta: vendorFields(parts, principals, risk, behaviours),
  };
  if (identity.message !== undefined) event.message = identity.message;
  if (placed.source !== undefined) event.source = placed.source;
  addUsers(event, parts, principals, place?.ip);
  addClient(event, parts);
  return event;
}

const ECS = Object.freeze({ version: ECS_VERSION });
const NOWHERE: PlaceFields = Object.freeze({});

function eventFields(
  rule: EventTypeRule,
  parts: Parts,
  identity: Identity,
  context: NormaliseContext,
): MfaEvent['event'] {
  const event: Mutable<MfaEvent['event']> = {
    kind: rule.alert === true ? 'alert' : 'event',
    category: rule.category,
    type: rule.type,
    action: parts.eventType,
    outcome: outcomeOf(parts.result),
    id: identity.id,
    module: 'okta',
    dataset: 'okta.system',
    provider: 'okta',
    created: isoTime(context.fetchedAt),
  };
  if (parts.reason !== undefined) event.reason = parts.reason;
  return event;
}

interface Judged extends Pick<MfaEvent['mfa'], 'facts' | 'steps'> {
  readonly verdict: Verdict | undefined;
  readonly placed: PlaceFields;
}

function mfaFields(rule: EventTypeRule, parts: Parts, { facts, steps, verdict, placed }: Judged): MfaEvent['mfa'] {
  const mfa: Mutable<MfaEvent['mfa']> = { operation: rule.operation, facts, steps, rank: 0 };
  const session = sessionFields(parts);
  if (session !== undefined) mfa.session = session;
  const flow = flowFields(parts);
  if (flow !== undefined) mfa.flow = flow;
  const device = browserFields(parts);
  if (device !== undefined) mfa.device = device;
  if (placed.network !== undefined) mfa.network = placed.network;
  if (placed.provider_geo !== undefined) mfa.provider_geo = placed.provider_geo;
  const factor = rule.factor === true ? factorFields(parts) : undefined;
  if (factor !== undefined) mfa.factor = factor;
  if (verdict !== undefined) mfa.verdict = verdict.name;
  const role = roleOf(rule.operation, parts);
  if (role !== undefined) mfa.role = role;
  return mfa;
}

function addUsers(event: Mutable<MfaEvent>, parts: Parts, { user, target }: Principals, ip: string | undefined): void {
  if (target !== undefined) event.user = { ...user, target };
  else if (user !== undefined) event.user = user;
  const related = relatedFields(parts, user, target, ip);
  if (related !== undefined) event.related = related;
}

function addClient(event: Mutable<MfaEvent>, parts: Parts): void {
  const agent = agentFields(parts);
  if (agent !== undefined) event.user_agent = agent;
  const device = deviceFields(parts);
  if (device !== undefined) event.device = device;
  const host = hostFields(parts);
  if (host !== undefined) event.host = host;
  const service = serviceFields(parts);
  if (service !== undefined) event.service = service;
}

function outcomeOf(result: string | undefined): MfaEvent['event']['outcome'] {
  switch (result) {
    case 'SUCCESS':
    case 'ALLOW':
      return 'success';
    case 'FAILURE':
    case 'DENY':
      return 'failure';
    default:
      return 'unknown';
  }
}

function serviceFields(parts: Parts): MfaEvent['service'] {
  if (parts.targets.app === undefined) return undefined;
  const id = known(parts.targets.app['id']);
  const name = known(parts.targets.app['displayName']);
  if (id === undefined && name === undefined) return undefined;
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}
