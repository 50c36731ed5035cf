import type { EcsUser, MfaEvent } from '../event.ts';
import { ECS_VERSION } from '../event.ts';
import type { NormaliseContext } from '../normalise.ts';
import { placeFields } from '../place-ecs.ts';
import { ruleOf } from './catalogue/index.ts';
import { agentFields, browserFields, registeredDevice } from './device.ts';
import { factorFields } from './factor.ts';
import { factsOf } from './facts.ts';
import { known, list, object } from './fields.ts';
import { address, placeOfRequest } from './network.ts';
import type { Parts } from './parts.ts';
import type { Principals } from './principals.ts';
import { principalsOf } from './principals.ts';
import { roleOf } from './role.ts';
import { behavioursOf, riskOf } from './security-context.ts';
import { flowFields, sessionFields } from './session.ts';
import { stepsOf } from './steps.ts';
import { vendorFields } from './vendor-fields.ts';
import { verdictOf } from './verdict.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
  const time = new Date(identity.time).toISOString();
  const principals = principalsOf(parts, rule.operation);
  const steps = stepsOf(rule, parts, time);
  const behaviours = behavioursOf(parts);
  const risk = riskOf(parts);
  const verdict = verdictOf(rule, parts, risk);
  const place = placeOfRequest(parts, context.locate);
  const placed = place === undefined ? undefined : placeFields(place);
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation: rule.operation,
    facts: factsOf(parts, { rule, principals, steps, behaviours, verdict }),
    steps,
    rank: 0,
  };
  fill(mfa, 'session', sessionFields(parts));
  fill(mfa, 'flow', flowFields(parts));
  fill(mfa, 'device', browserFields(parts));
  fill(mfa, 'network', placed?.network);
  fill(mfa, 'provider_geo', placed?.provider_geo);
  fill(mfa, 'factor', rule.factor === true ? factorFields(parts) : undefined);
  fill(mfa, 'verdict', verdict?.name);
  fill(mfa, 'role', roleOf(rule.operation, parts));

  const registered = registeredDevice(parts);
  const event: Mutable<MfaEvent> = {
    '@timestamp': time,
    ecs: { version: ECS_VERSION },
    event: {
      kind: rule.alert === true ? 'alert' : 'event',
      category: rule.category,
      type: rule.type,
      action: parts.eventType,
      outcome: outcomeOf(parts.result),
      id: identity.id,
      module: 'okta',
      dataset: 'okta.system',
      provider: 'okta',
      created: new Date(context.fetchedAt).toISOString(),
      ...(parts.reason === undefined ? {} : { reason: parts.reason }),
    },
    organization: { id: context.tenant },
    mfa,
    okta: vendorFields(parts, principals, risk, behaviours),
  };
  fill(event, 'message', identity.message);
  fill(event, 'user', userFields(principals));
  fill(event, 'source', placed?.source);
  fill(event, 'user_agent', agentFields(parts));
  fill(event, 'device', registered.device);
  fill(event, 'host', registered.host);
  fill(event, 'service', serviceFields(parts));
  fill(event, 'related', relatedFields(parts, principals, place?.ip));
  return event;
}

function fill<T, K extends keyof T>(into: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) into[key] = value;
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

function userFields({ user, target }: Principals): MfaEvent['user'] {
  if (target === undefined) return user;
  return { ...user, target };
}

function serviceFields(parts: Parts): MfaEvent['service'] {
  const id = known(parts.targets.app?.['id']);
  const name = known(parts.targets.app?.['displayName']);
  if (id === undefined && name === undefined) return undefined;
  return { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
}

function relatedFields(parts: Parts, { user, target }: Principals, ip: string | undefined): MfaEvent['related'] {
  const users = new Set([...namesOf(user), ...namesOf(target)]);
  const ips = new Set(ip === undefined ? [] : [ip]);
  for (const hop of list(parts.request['ipChain'])) {
    const hopAddress = address(object(hop)['ip']);
    if (hopAddress !== undefined) ips.add(hopAddress);
  }
  if (users.size === 0 && ips.size === 0) return undefined;
  return { ...(users.size === 0 ? {} : { user: [...users] }), ...(ips.size === 0 ? {} : { ip: [...ips] }) };
}

function namesOf(user: EcsUser | undefined): readonly string[] {
  return [user?.id, user?.name].filter((name) => name !== undefined);
}
