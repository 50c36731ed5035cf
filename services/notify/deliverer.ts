import type { Logger } from 'pino';
import { ofTenant } from '../platform/store/scope.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import { StoppedError } from '../platform/lifecycle/patience.ts';
import type { Answer, Channel } from './channel.ts';
import type { Circuit } from './circuit.ts';
import { HEALTHY, after, isDown, width } from './circuit.ts';
import { complete } from './complete.ts';
import type { Wanted } from './intake.ts';
import type { Notification, OutboxEntry } from './notification.ts';
import { KINDS } from './notification.ts';
import type { PrepareDependencies } from './prepare.ts';
import { prepare } from './prepare.ts';
import { isDue, Queue } from './queue.ts';

export interface DelivererOptions extends PrepareDependencies {
  readonly channel: Channel;
  readonly patience: Patience;
  readonly logger: Logger;
  /** Whether this process is the one that sends. */
  readonly mayDeliver: () => boolean;
  readonly onAttempt: (outcome: 'delivered' | 'failed', seconds: number) => void;
  /** 0 ≤ chance < 1 */
  readonly chance: () => number;
}

/** Works one channel's part of the outbox. Each channel has its own, so that none waits for another's receiver. */
export class Deliverer {
  readonly queue = new Queue();
  readonly #options: DelivererOptions;
  readonly #running = new Set<Promise<void>>();
  #circuit: Circuit = HEALTHY;
  #nextStart = 0;

  constructor(options: DelivererOptions) {
    this.#options = options;
  }

  get circuit(): Circuit {
    return this.#circuit;
  }

  /** Starts what may start now; `onError` gets what must stop the stage. */
  pump(onError: (error: unknown) => void): void {
    const { channel, now, mayDeliver } = this.#options;
    this.queue.promote(now());
    while (mayDeliver() && this.#hasRoom()) {
      const wanted = this.queue.take();
      if (wanted === undefined) return;
      this.#nextStart = now() + channel.spacingMs;
      this.#track(this.#work(wanted), onError);
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #hasRoom(): boolean {
    const { channel, now } = this.#options;
    const time = now();
    if (!isDue(this.#circuit.closedUntil, time) || !isDue(this.#nextStart, time)) return false;
    return this.queue.busy < width(this.#circuit, channel.concurrency);
  }

  #track(work: Promise<void>, onError: (error: unknown) => void): void {
    const tracked = work.catch(onError).finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async #work(wanted: Wanted): Promise<void> {
    const { now, patience } = this.#options;
    let due: number | undefined;
    try {
      due = await patience.until(() => this.#deliver(wanted));
    } catch (error) {
      if (error instanceof StoppedError) return;
      // Somebody wrote newer news: looked at again at once, from the start.
      if (!(error instanceof ConflictError)) throw error;
      due = now();
    } finally {
      this.queue.release(wanted.id);
    }
    if (due !== undefined) this.queue.addMissing({ ...wanted, due }, now());
  }

  /** When to come back to it, or undefined. */
  async #deliver(wanted: Wanted): Promise<number | undefined> {
    const { store, channel, now, mayDeliver } = this.#options;
    const scope = ofTenant(wanted.tenant);
    const outbox = await store.documents.get<OutboxEntry>(scope, KINDS.outbox, wanted.id);
    const stored = await store.documents.get<Notification>(scope, KINDS.notification, wanted.id);
    if (outbox === undefined || stored === undefined) return undefined;
    const prepared = await prepare(stored, outbox.version, channel.policy, this.#options);
    if (prepared.step === 'wait') return prepared.until;
    if (prepared.step === 'folded')
      this.queue.addMissing({ ...wanted, id: prepared.summary, due: prepared.due }, now());
    if (prepared.step !== 'send') return undefined;
    if (!mayDeliver()) return now() + RETRY_MS;
    return this.#send(wanted, outbox.version, prepared);
  }

  async #send(
    wanted: Wanted,
    outboxVersion: string,
    { item, notification, isRepeat }: Extract<Awaited<ReturnType<typeof prepare>>, { step: 'send' }>,
  ): Promise<number | undefined> {
    const { store, channel, now, chance, onAttempt, patience } = this.#options;
    const began = now();
    const answer = await channel.send(item, notification.remote);
    onAttempt(answer.outcome, (now() - began) / 1_000);
    this.#turn(answer);
    const attempted = { wanted, item, isRepeat, answer, outboxVersion, now: now(), chance: chance() };
    return patience.until(() => complete(store, attempted));
  }

  #turn(answer: Answer): void {
    const { channel, logger, now, chance } = this.#options;
    const before = this.#circuit;
    this.#circuit = after(before, answer, now(), chance());
    if (isDown(before) === isDown(this.#circuit)) return;
    const { id } = channel.policy;
    if (answer.outcome === 'failed')
      logger.warn({ channel: id, reason: answer.reason }, 'a channel does not answer; what it must be told waits');
    else logger.info({ channel: id }, 'the channel answers again');
  }
}

const RETRY_MS = 1_000;
