import type { LoopRun } from '../platform/lifecycle/loop-stage.ts';
import { SYSTEM } from '../platform/store/scope.ts';
import type { Stored } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { StageContext } from '../platform/stage.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import { backlog } from './backlog.ts';
import type { Convoy } from './convoy.ts';
import { rawOutgoing } from './raw-outgoing.ts';
import type { Poll, Source } from './source.ts';
import { toEveryPartition } from './to-every-partition.ts';

export const CURSOR_KIND = 'cursor';

/** What the Store keeps of a source: where it is, and how far it has got in time. */
export interface SourceCursor {
  readonly cursor: unknown;
  readonly frontier?: number;
}

export interface SourceFigures {
  records: number;
  refused: number;
  /** What the outside world said last, while it says so. */
  trouble: string | undefined;
}

export interface FollowOptions {
  readonly source: Source;
  /** All streams of the tenant that are switched on. */
  readonly streams: readonly string[];
  /** The tenant's sources in this process. */
  readonly convoy: Convoy;
  readonly owner: string;
  readonly figures: SourceFigures;
}

type FollowContext = Pick<StageContext, 'log' | 'store' | 'now' | 'logger' | 'partitions'>;

const LEASE_MS = 30_000;
/** A write to the Store each poll would cost more than the poll. */
const RENEW_MS = 10_000;
/** While somebody else follows the source, or the outside world is in trouble. */
const RETRY_MS = 5_000;
/** A frontier is told again this often, also when nothing comes: whoever starts later hears it too. */
const TICK_AGAIN_MS = 30_000;
/** While there is more to be had at once, a frontier is told this often. */
const TICK_EVERY_MS = 1_000;
/** While the tenant's other sources catch up. */
const CONVOY_MS = 50;
/** Ahead of normalise by this much there is no hurry. */
const MAX_AHEAD = 50_000;

/** Follows one source for as long as the stage runs. */
export async function followSource(context: FollowContext, options: FollowOptions, run: LoopRun): Promise<void> {
  const follower = new Follower(context, options, run);
  try {
    while (!run.signal.aborted) await run.pause(await follower.step());
  } finally {
    options.convoy.tell(options.source.id, undefined, false);
    await options.source.close();
    await follower.release();
  }
}

class Follower {
  readonly #context: FollowContext;
  readonly #options: FollowOptions;
  readonly #run: LoopRun;
  #stored: Stored<SourceCursor> | 'new' | undefined;
  #lease: Awaited<ReturnType<FollowContext['store']['leases']['acquire']>>;
  #told: { readonly frontier: number; readonly at: number } | undefined;

  constructor(context: FollowContext, options: FollowOptions, run: LoopRun) {
    this.#context = context;
    this.#options = options;
    this.#run = run;
  }

  /** One poll. Returns how long to wait before the next, ms. */
  async step(): Promise<number> {
    const { source, figures, convoy } = this.#options;
    if (!(await this.#owned())) return RETRY_MS;
    if (convoy.mustWait(source.id, this.#last?.frontier)) return CONVOY_MS;
    if (await this.#isFarAhead()) return source.everyMs;
    const poll = await this.#poll();
    convoy.tell(source.id, poll?.frontier ?? this.#last?.frontier, poll?.more === true);
    if (poll === undefined) return RETRY_MS;
    await this.#publish(poll);
    await this.#remember(poll);
    await this.#tick(poll.more);
    figures.records += poll.records.length;
    figures.refused += poll.refused.length;
    this.#noteTrouble(poll.trouble);
    return poll.more ? 0 : source.everyMs;
  }

  async release(): Promise<void> {
    if (this.#lease !== undefined) await this.#context.store.leases.release(this.#lease).catch(() => undefined);
  }

  get #id(): string {
    const { source } = this.#options;
    return `${source.tenant}/${source.id}`;
  }

  async #owned(): Promise<boolean> {
    const { store, now } = this.#context;
    const { patience } = this.#run;
    if (this.#lease !== undefined && now() < this.#lease.expires - LEASE_MS + RENEW_MS) {
      await this.#read();
      return true;
    }
    const name = `source:${this.#id}`;
    this.#lease = await patience.until(() => store.leases.acquire(name, this.#options.owner, LEASE_MS, now()));
    if (this.#lease === undefined) {
      this.#stored = undefined;
      this.#options.convoy.tell(this.#options.source.id, undefined, false);
      this.#options.figures.trouble = 'another process follows it';
      return false;
    }
    await this.#read();
    return true;
  }

  async #read(): Promise<void> {
    if (this.#stored !== undefined) return;
    const { documents } = this.#context.store;
    const { patience } = this.#run;
    const stored = await patience.until(() => documents.get<SourceCursor>(SYSTEM, CURSOR_KIND, this.#id));
    this.#stored = stored ?? 'new';
  }

  async #isFarAhead(): Promise<boolean> {
    const ahead = await this.#run.patience.until(() => backlog(this.#context.log, GROUPS.normalise, TOPICS.raw));
    return ahead > MAX_AHEAD;
  }

  /** The outside world may fail in any way; that is a matter for the operator, not an end of the stage. */
  async #poll(): Promise<Poll | undefined> {
    const { source } = this.#options;
    try {
      return await source.poll(this.#last?.cursor, this.#context.now());
    } catch (error) {
      this.#noteTrouble(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Told once, and once more when it is over. */
  #noteTrouble(trouble: string | undefined): void {
    const { figures } = this.#options;
    const { logger } = this.#context;
    if (figures.trouble === trouble) return;
    if (trouble === undefined) logger.info({ source: this.#id }, 'the source can be read again');
    else logger.warn({ source: this.#id, reason: trouble }, 'cannot read all of the source');
    figures.trouble = trouble;
  }

  async #publish({ records, refused }: Poll): Promise<void> {
    const { log, now } = this.#context;
    const { tenant, id: stream } = this.#options.source;
    const { raw, letters } = rawOutgoing({ tenant, stream, fetched: now() }, records, refused);
    const { patience } = this.#run;
    if (raw.length > 0) await patience.until(() => log.publish(TOPICS.raw, raw));
    if (letters.length > 0) await patience.until(() => log.publish(TOPICS.deadLetters, letters));
  }

  /** Only now may the cursor move: all before it is durable (I1). */
  async #remember({ cursor = this.#last?.cursor, frontier }: Poll): Promise<void> {
    const before = this.#last;
    const furthest = Math.max(frontier ?? -Infinity, before?.frontier ?? -Infinity);
    if (cursor === before?.cursor && furthest === (before?.frontier ?? -Infinity)) return;
    const value: SourceCursor = Number.isFinite(furthest) ? { cursor, frontier: furthest } : { cursor };
    const expected = typeof this.#stored === 'object' ? this.#stored.version : 'new';
    const { documents } = this.#context.store;
    try {
      this.#stored = await this.#run.patience.until(() =>
        documents.put(SYSTEM, CURSOR_KIND, this.#id, value, expected),
      );
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // Somebody else went on from the same place, or our own write succeeded unheard: read where things are.
      this.#stored = undefined;
    }
  }

  async #tick(isHurried: boolean): Promise<void> {
    const { log, now, partitions } = this.#context;
    const { source, streams } = this.#options;
    const frontier = this.#last?.frontier;
    if (frontier === undefined) return;
    const isNews = this.#told === undefined || frontier > this.#told.frontier;
    const pause = !isNews ? TICK_AGAIN_MS : isHurried ? TICK_EVERY_MS : 0;
    const since = now() - (this.#told?.at ?? -Infinity);
    // Below 0 the clock has been set back: time must not stand still until it has caught up.
    if (since >= 0 && since < pause) return;
    const tick = { kind: 'tick', tenant: source.tenant, stream: source.id, frontier, streams } as const;
    await this.#run.patience.until(() => toEveryPartition(log, partitions, tick));
    this.#told = { frontier, at: now() };
  }

  get #last(): SourceCursor | undefined {
    return typeof this.#stored === 'object' ? this.#stored.value : undefined;
  }
}
