import { SEVERITIES } from '../../detectors/kit/finding.ts';
import type { Severity } from '../../detectors/kit/finding.ts';
import type { Incident } from '../records/index.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import type { Notification } from './notification.ts';
import { quietUntil } from './quiet-hours.ts';

export type Decision =
  /** `record`: worth keeping, so that a person finds out why nobody was told. */
  | { readonly action: 'nothing'; readonly reason: string; readonly record?: true }
  | { readonly action: 'opened' | 'updated' | 'resolved'; readonly notBefore: number };

export interface Situation {
  readonly incident: Incident;
  /** Undefined where this channel never met the incident. */
  readonly known?: Pick<Notification, 'status' | 'told'> | undefined;
  /** What people said of it, and at which revision. */
  readonly people?: People | undefined;
  readonly excepted: boolean;
  readonly policy: ChannelPolicy;
  /** ms since 1970. */
  readonly now: number;
}

export interface People {
  readonly status?: 'open' | 'acknowledged' | 'closed';
  readonly revision?: number;
}

/** What a channel must be told of an incident now. Pure: asked when an incident changes and again right before sending. */
export function plan(situation: Situation): Decision {
  const { known } = situation;
  const isOver = endOf(situation);
  const told = known?.told;
  if (told?.state !== 'open') return isOver === undefined ? openOr(situation) : { action: 'nothing', reason: isOver };
  if (isOver !== undefined) return { action: 'resolved', notBefore: calm(situation) };
  return situation.incident.revision > told.revision
    ? { action: 'updated', notBefore: calm(situation) }
    : { action: 'nothing', reason: 'nothing new to tell' };
}

function openOr(situation: Situation): Decision {
  const { incident, known, policy, people, now } = situation;
  if (policy.tenants !== undefined && !policy.tenants.includes(incident.tenant)) return silent('another tenant');
  if (incident.quiet === true) return silent('found by an import or a change of settings');
  if (rank(incident.severity) < rank(policy.minSeverity)) return silent(`below ${policy.minSeverity}`);
  if (situation.excepted) return { ...silent('hidden by an exception'), record: true };
  if (statusOf(incident, people) === 'acknowledged') return silent('somebody is at it');
  // What waits already was young when it came: an outage makes nothing old.
  if (known?.status !== 'pending' && now - Date.parse(incident.last_event) > policy.maxAge)
    return { ...silent('its last event was too long ago'), record: true };
  return { action: 'opened', notBefore: calm(situation) };
}

/** Why there is nothing open about it any more. */
function endOf({ incident, people, excepted, known }: Situation): string | undefined {
  if (incident.detection === 'retracted') return 'the evidence was withdrawn';
  if (statusOf(incident, people) === 'closed') return 'closed by a person';
  return excepted && known?.told?.state === 'open' ? 'hidden by an exception' : undefined;
}

/** A person's word holds until an alert joins after it. */
function statusOf(incident: Incident, people: People | undefined): Incident['status'] {
  if (people?.status === undefined) return incident.status;
  const hasJoined = people.status === 'closed' && incident.revision > (people.revision ?? incident.revision);
  return hasJoined ? 'open' : people.status;
}

/** Critical incidents know no quiet hours. */
function calm({ incident, policy, now }: Situation): number {
  return incident.severity === 'critical' ? now : (quietUntil(policy.quietHours, now) ?? now);
}

function silent(reason: string): { readonly action: 'nothing'; readonly reason: string } {
  return { action: 'nothing', reason };
}

export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
