import type { ChannelPolicy } from './channel-policy.ts';
import type { Item } from './item.ts';

/** A way to tell people. One folder per kind; it sends what it is given and keeps nothing: state is the outbox's. */
export interface Channel {
  readonly kind: string;
  readonly policy: ChannelPolicy;
  /** How many items may be under way at once. */
  readonly concurrency: number;
  /** Least time between the starts of two sends, ms. */
  readonly spacingMs: number;
  /** Where it sends to, for people: never with a secret in it. */
  readonly target: string;
  /** Sends one item; the same item again is the same delivery. Never rejects: what goes wrong is an answer. */
  send(item: Item, remote: RemoteReference | undefined): Promise<Answer>;
  close(): void;
}

/** What the receiver calls the open item: strings only, kept with the notification. */
export type RemoteReference = Readonly<Record<string, string>>;

export type Answer = Delivered | Failed;

export interface Delivered {
  readonly outcome: 'delivered';
  /** HTTP or SMTP status. */
  readonly code?: number;
  readonly remote?: RemoteReference;
  /** What the receiver said, short and without secrets. */
  readonly detail?: string;
}

export interface Failed {
  readonly outcome: 'failed';
  /** `no`: the receiver did not take it, so something newer may go instead. `unknown`: it may have; the very same must be repeated. */
  readonly received: 'no' | 'unknown';
  readonly code?: number;
  readonly reason: string;
  /** How long the receiver wants to be left alone, ms. */
  readonly retryAfterMs?: number;
}
