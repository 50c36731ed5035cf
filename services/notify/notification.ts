import { hashId } from '../../events/identity.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Severity } from '../../detectors/kit/finding.ts';
import type { Incident } from '../records/index.ts';
import type { RemoteReference } from './channel.ts';
import type { Item } from './item.ts';

/** Kinds of documents, all in the tenant's scope. */
export const KINDS = {
  /** What one channel knows of one incident. */
  notification: 'notification',
  /** Same id as the notification, while there is something to send. */
  outbox: 'notification_outbox',
  /** Same id, once given up. */
  failed: 'notification_failed',
  /** Ledger: id is the idempotency key. */
  delivery: 'notification_delivery',
  /** Per channel: how many were opened within the hour. */
  storm: 'notification_storm',
} as const;

export interface Notification {
  readonly channel: string;
  readonly tenant: TenantId;
  readonly subject: Subject;
  /** `recorded`: known and not told; `folded`: told as one of a summary. */
  readonly status: 'recorded' | 'pending' | 'folded' | 'open' | 'resolved' | 'failed';
  /** Why it is recorded or waits, for people. */
  readonly note?: string;
  /** Grows with each resolve told: what is opened again is a new item to the receiver. */
  readonly episode: number;
  /** What the receiver last acknowledged. */
  readonly told?: Told;
  readonly remote?: RemoteReference;
  /** Key of the delivery made last and not yet acknowledged … */
  readonly prepared?: string;
  /** … which may have arrived: it is repeated before anything newer goes. */
  readonly uncertain?: boolean;
  /** Counted by the storm guard. */
  readonly admitted?: boolean;
  /** Since the last success. */
  readonly attempts: number;
  /** ms since 1970, as all times here. */
  readonly failingSince?: number;
  readonly lastError?: string;
  /** When its newest news came, and when it may be tried again. */
  readonly wanted: number;
  readonly nextAttempt: number;
  /** Newest last, at most 20. */
  readonly deliveries: readonly Attempt[];
}

export interface Told {
  readonly state: 'open' | 'resolved';
  readonly revision: number;
  readonly severity: Severity;
}

export type Subject =
  { readonly kind: 'incident'; readonly sequence: number; readonly incident: Incident } | SummarySubject;

/** Incidents a storm kept from being told one by one. */
export interface SummarySubject {
  readonly kind: 'summary';
  readonly id: string;
  /** Start of the hour it is about. */
  readonly since: number;
  readonly count: number;
  readonly severity: Severity;
  /** Titles of the first few. */
  readonly examples: readonly string[];
}

export interface Attempt {
  readonly at: number;
  readonly key: string;
  readonly kind: Item['kind'];
  readonly outcome: 'delivered' | 'failed';
  readonly code?: number;
  readonly detail?: string;
}

export interface OutboxEntry {
  readonly channel: string;
  /** Not before, ms since 1970. */
  readonly due: number;
}

/** One line of the ledger. The item is dropped once delivered. */
export interface Delivery {
  readonly notification: string;
  readonly status: 'prepared' | 'delivered' | 'superseded' | 'failed';
  readonly item?: Item;
  readonly kind: Item['kind'];
  readonly revision: number;
  readonly at: number;
}

/** Neither incident nor channel ids hold a `~`. */
export function notificationId(subject: string, channel: string): string {
  return `${subject}~${channel}`;
}

export function subjectId(subject: Subject): string {
  return subject.kind === 'incident' ? subject.incident.id : subject.id;
}

export function revisionOf(subject: Subject): number {
  return subject.kind === 'incident' ? subject.incident.revision : subject.count;
}

/** One for each (tenant, incident, channel, time it was opened, kind, revision): the same delivery always has the same. */
export function idempotencyKey(notification: Notification, kind: Item['kind']): string {
  const { tenant, channel, subject, episode } = notification;
  const parts = [tenant, subjectId(subject), channel, String(episode), kind, String(revisionOf(subject))];
  return `msg_${hashId(parts.join('|'))}`;
}
