import type { Answer, Failed } from './channel.ts';
import { backoff } from './backoff.ts';
import type { Item } from './item.ts';
import type { Notification } from './notification.ts';
import { without } from './without.ts';

const KEPT_ATTEMPTS = 20;
/** A receiver that was away over a long weekend still hears of everything. */
const GIVE_UP_MS = 72 * 3_600_000;

export interface AttemptResult {
  readonly item: Item;
  /** It may have arrived before this attempt. */
  readonly isRepeat: boolean;
  readonly answer: Answer;
  /** ms since 1970. */
  readonly now: number;
  /** 0 ≤ chance < 1 */
  readonly chance: number;
}

/** The notification after one attempt. Pure; `notification` is the newest, which may know more than the item said. */
export function recordAnswer(notification: Notification, result: AttemptResult): Notification {
  const { item, answer } = result;
  const noted = { ...notification, deliveries: withAttempt(notification, result) };
  return answer.outcome === 'delivered' ? delivered(noted, item, answer.remote) : failed(noted, answer, result);
}

function delivered(notification: Notification, item: Item, remote: Notification['remote']): Notification {
  const rest = without(notification, 'prepared', 'uncertain', 'admitted', 'failingSince', 'lastError', 'note');
  const state = item.kind === 'resolved' ? 'resolved' : 'open';
  const reference = remote ?? notification.remote;
  return {
    ...rest,
    status: state,
    told: { state, revision: item.revision, severity: item.story.severity },
    episode: notification.episode + (state === 'resolved' ? 1 : 0),
    attempts: 0,
    nextAttempt: 0,
    ...(reference === undefined ? {} : { remote: reference }),
  };
}

function failed(notification: Notification, answer: Failed, { isRepeat, now, chance }: AttemptResult): Notification {
  const failingSince = notification.failingSince ?? now;
  const attempts = notification.attempts + 1;
  return {
    ...notification,
    status: now - failingSince >= GIVE_UP_MS ? 'failed' : notification.status,
    // What was refused now may have been taken the time before.
    uncertain: isRepeat || answer.received === 'unknown',
    attempts,
    failingSince,
    lastError: answer.reason,
    nextAttempt: now + backoff(attempts, chance, answer.retryAfterMs),
  };
}

function withAttempt({ deliveries }: Notification, { item, answer, now }: AttemptResult): Notification['deliveries'] {
  const detail = answer.outcome === 'failed' ? answer.reason : answer.detail;
  const attempt = {
    at: now,
    key: item.key,
    kind: item.kind,
    outcome: answer.outcome,
    ...(answer.code === undefined ? {} : { code: answer.code }),
    ...(detail === undefined ? {} : { detail }),
  };
  return [...deliveries, attempt].slice(-KEPT_ATTEMPTS);
}
