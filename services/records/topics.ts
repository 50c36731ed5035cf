import type { TopicSpec } from '../platform/event-log/event-log.ts';

/** Every topic and who writes and reads it; docs/architecture.md draws the way. */
export const TOPICS = {
  /** ingest → normalise: provider records untouched, ticks and markers. Key: tenant and native id. */
  raw: 'mfa.raw',
  /** normalise → index. Key: tenant and event id. */
  events: 'mfa.events',
  /** normalise, rebuild → detect: observations by user, ticks, markers, rebuilds. Key: tenant and user. */
  observations: 'mfa.observations',
  /** detect's changelog: one compact state per key. */
  state: 'mfa.state',
  /** detect → index, correlate. Key: tenant and user. */
  alerts: 'mfa.alerts',
  /** detect, index → rebuild: keys whose truth must be computed from the Store. Key: tenant and user. */
  rebuilds: 'mfa.rebuilds',
  /** correlate → index, notify. Key: tenant and user. */
  incidents: 'mfa.incidents',
  /** correlate's changelog. */
  correlations: 'mfa.correlations',
  /** all stages → index: what could not be handled, whole. */
  deadLetters: 'mfa.deadletter',
} as const;

const DAY_MS = 86_400_000;

/** Raw records are kept the longest: whatever a fix may want to see again. */
export function topicSpecs(partitions: number, rawRetentionMs = 7 * DAY_MS): readonly TopicSpec[] {
  const log = (name: string, retentionMs: number): TopicSpec => ({ name, partitions, cleanup: 'delete', retentionMs });
  const changelog = (name: string): TopicSpec => ({ name, partitions, cleanup: 'compact' });
  return [
    log(TOPICS.raw, rawRetentionMs),
    log(TOPICS.events, DAY_MS),
    log(TOPICS.observations, DAY_MS),
    changelog(TOPICS.state),
    log(TOPICS.alerts, 7 * DAY_MS),
    log(TOPICS.rebuilds, DAY_MS),
    log(TOPICS.incidents, 7 * DAY_MS),
    changelog(TOPICS.correlations),
    log(TOPICS.deadLetters, 7 * DAY_MS),
  ];
}

/** Key of everything that belongs to one user of a tenant. A tenant id holds no `|`. */
export function userKey(tenant: string, user: string): string {
  return `${tenant}|${user}`;
}

/** The other way round. */
export function splitUserKey(key: string): { tenant: string; user: string } {
  const at = key.indexOf('|');
  return { tenant: key.slice(0, at), user: key.slice(at + 1) };
}
