import { FencedError, LogUnavailableError, PartitionCountError, UnknownTopicError } from '../event-log.ts';
import type {
  Assignment,
  ConsumeOptions,
  Consumer,
  EventLog,
  LogRecord,
  OutgoingRecord,
  ReplayRange,
  TopicRecords,
  TopicSpec,
} from '../event-log.ts';
import { DatabaseDamagedError, errorOf, failureOf, hostInThread, hostInline, workerFile } from '../../sqlite/index.ts';
import type { Failure, Host, Remote } from '../../sqlite/index.ts';
import { partitionOf } from '../partition-of.ts';
import type { FeedSource } from './feed.ts';
import { GroupCommit } from './group-commit.ts';
import type { SlotRecord } from './group-commit.ts';
import { Group } from './group.ts';
import { LogCore } from './log-core.ts';
import type { CommitOutcome, CommitResult, LogCoreOptions, LogContents, LogUsage, Topic } from './log-core.ts';
import { Member } from './member.ts';
import { readPage, replayPages } from './reader.ts';

export interface SqliteLogOptions extends LogCoreOptions {
  /** ms since 1970: when records are published, and what retention goes by. */
  readonly now: () => number;
  /** Whether SQLite works in a thread of its own (default) or in the caller's. */
  readonly threads?: boolean;
}

export interface SqliteLog extends EventLog {
  /** Deletes what has had its time; the log does so by itself every minute. */
  retain(): Promise<void>;
  usage(): Promise<LogUsage>;
}

const RETAIN_EVERY_MS = 60_000;

/**
 * The log as one SQLite file, for one process (the data folder's lock sees to that). `maxBytes` bounds what is in use: beyond nine
 * tenths of it what every group has read goes before its time, beyond it publishers get `LogUnavailableError`; `transact` has a
 * reserve of a quarter, so that a full log can be read empty.
 * @throws LogUnavailableError, DatabaseDamagedError
 */
export async function openSqliteLog({ now, threads = true, ...options }: SqliteLogOptions): Promise<SqliteLog> {
  const host = threads
    ? hostInThread<LogCore>(workerFile(import.meta.url, 'log-worker'), options, revive)
    : inline(options);
  try {
    return new Log(host, now, await host.core.contents());
  } catch (error) {
    await host.close();
    throw error;
  }
}

function inline(options: LogCoreOptions): Host<LogCore> {
  try {
    return hostInline(new LogCore(options), revive);
  } catch (error) {
    throw errorOf(failureOf(error), revive);
  }
}

function revive({ code, message }: Failure): Error | undefined {
  if (code === 'MFAW_DATABASE_UNAVAILABLE') return new LogUnavailableError(message);
  return code === 'MFAW_DATABASE_DAMAGED' ? new DatabaseDamagedError(message) : undefined;
}

class Log implements SqliteLog {
  readonly #host: Host<LogCore>;
  readonly #core: Remote<LogCore>;
  readonly #now: () => number;
  readonly #commits: GroupCommit;
  readonly #groups = new Map<string, Group>();
  readonly #members = new Set<Member>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #timer: NodeJS.Timeout;
  #topics = new Map<string, Topic>();
  #ends: number[] = [];
  #closing: Promise<void> | undefined;
  #retaining: Promise<void> | undefined;
  #closed = false;

  constructor(host: Host<LogCore>, now: () => number, contents: LogContents) {
    this.#host = host;
    this.#core = host.core;
    this.#now = now;
    this.#commits = new GroupCommit(host.core, now, (ends) => this.#committed(ends));
    this.#take(contents);
    this.#timer = setInterval(() => this.#retainAside(), RETAIN_EVERY_MS).unref();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    for (const { name, partitions, cleanup } of topics) {
      const known = this.#topics.get(name);
      if (known === undefined) continue;
      if (known.partitions !== partitions) throw new PartitionCountError(name, known.partitions, partitions);
      if (known.cleanup !== cleanup)
        throw new Error(`topic ${name} was created with cleanup ${known.cleanup}, not ${cleanup}`);
    }
    this.#take(await this.#core.createTopics(topics));
  }

  async publish(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const placed = this.#place(topic, records);
    if (placed.length === 0) return;
    const outcome = await this.#commits.submit(placed);
    // Whoever tries again soon finds room if there is any to make.
    if (outcome === 'full') this.#retainAside();
    demandDone(outcome);
  }

  async transact(assignment: Assignment, outgoing: readonly TopicRecords[], next: bigint): Promise<void> {
    const slot = this.#slot(assignment.topic, assignment.partition);
    const placed = outgoing.flatMap(({ topic, records }) => this.#place(topic, records));
    const { group, generation } = assignment;
    const fence = { group, slot, generation: Number(generation), next: Number(next) };
    demandDone(await this.#commits.submit(placed, fence), assignment);
  }

  async consume(options: ConsumeOptions): Promise<Consumer> {
    if (this.#closing !== undefined) throw closedError();
    const group = this.#groups.get(options.group) ?? new Group(options.group);
    this.#groups.set(options.group, group);
    const member = new Member({
      topics: options.topics.map((name) => this.#topic(name)),
      consume: options,
      sourceOf: (slot) => this.#source(options.group, slot),
      commit: (assignment, next) => this.transact(assignment, [], next),
      leave: (left) => this.#leave(group, left),
    });
    this.#members.add(member);
    group.join(member);
    return Promise.resolve(member);
  }

  replay(topic: string, partition: number, range: ReplayRange = {}): AsyncIterable<readonly LogRecord[]> {
    const slot = this.#slot(topic, partition);
    const end = this.#ends[slot] ?? 0;
    const to = range.to === undefined ? end : Math.min(end, Number(range.to));
    const compact = this.#topic(topic).cleanup === 'compact';
    const keep = ({ value }: LogRecord): boolean => !compact || value !== null;
    return replayPages(this.#core, slot, { from: Number(range.from ?? 0n), to }, keep);
  }

  async committed(group: string, topic: string): Promise<readonly bigint[]> {
    return (await this.#core.positions(group, this.#topic(topic))).map(BigInt);
  }

  async endOffsets(topic: string): Promise<readonly bigint[]> {
    const { firstSlot, partitions } = this.#topic(topic);
    return Promise.resolve(this.#ends.slice(firstSlot, firstSlot + partitions).map(BigInt));
  }

  async startOffsets(topic: string): Promise<readonly bigint[]> {
    return (await this.#core.starts(this.#topic(topic))).map(BigInt);
  }

  async trim(topic: string, partition: number, before: bigint): Promise<void> {
    const slot = this.#slot(topic, partition);
    if (this.#topic(topic).cleanup === 'compact') return;
    while (await this.#core.trim(slot, Number(before)));
  }

  retain(): Promise<void> {
    this.#retaining ??= this.#retain().finally(() => (this.#retaining = undefined));
    return this.#retaining;
  }

  usage(): Promise<LogUsage> {
    return this.#core.usage();
  }

  /** Consumers finish the batch in hand; what was published before is written. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #retain(): Promise<void> {
    while (this.#closing === undefined && (await this.#core.retain(this.#now())));
  }

  #retainAside(): void {
    // A failure shows with the next publish, which has somebody to tell.
    this.retain().catch(() => undefined);
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#retaining?.catch(() => undefined);
    await Promise.all([...this.#members].map((member) => member.stop()));
    this.#closed = true;
    await this.#commits.idle();
    await this.#core.close();
    await this.#host.close();
  }

  #take({ topics, ends }: LogContents): void {
    this.#topics = new Map(topics.map((topic) => [topic.name, topic]));
    this.#ends = [...ends];
  }

  #committed(ends: CommitResult['ends']): void {
    for (const [slot, next] of ends) {
      this.#ends[slot] = next;
      this.#listeners.get(slot)?.forEach((wake) => wake());
    }
  }

  async #leave(group: Group, member: Member): Promise<void> {
    this.#members.delete(member);
    await Promise.all(group.leave(member).map((slot) => this.#core.claim(group.name, slot)));
  }

  #source(group: string, slot: number): FeedSource {
    return {
      claim: async () => {
        const { generation, next } = await this.#core.claim(group, slot);
        return { generation: BigInt(generation), next };
      },
      end: () => this.#ends[slot] ?? 0,
      read: (from, records) => readPage(this.#core, slot, { from, to: this.#ends[slot] ?? 0 }, records),
      onArrival: (wake) => {
        const listeners = this.#listeners.get(slot) ?? new Set();
        this.#listeners.set(slot, listeners.add(wake));
        return () => listeners.delete(wake);
      },
    };
  }

  #place(topic: string, records: readonly OutgoingRecord[]): readonly SlotRecord[] {
    if (this.#closed) throw closedError();
    const { partitions } = this.#topic(topic);
    return records.map(({ key, value, partition = partitionOf(key, partitions) }) => ({
      key,
      value,
      slot: this.#slot(topic, partition),
    }));
  }

  #slot(topic: string, partition: number): number {
    const { firstSlot, partitions } = this.#topic(topic);
    if (Number.isInteger(partition) && partition >= 0 && partition < partitions) return firstSlot + partition;
    throw new RangeError(`topic ${topic} has partitions 0 to ${String(partitions - 1)}, not ${String(partition)}`);
  }

  #topic(name: string): Topic {
    const topic = this.#topics.get(name);
    if (topic === undefined) throw new UnknownTopicError(`the log has no topic ${name}`);
    return topic;
  }
}

function closedError(): Error {
  return new Error('the log was closed');
}

function demandDone(outcome: CommitOutcome, assignment?: Assignment): void {
  if (outcome === 'full') throw new LogUnavailableError('the log has reached the size it may have');
  if (outcome === 'fenced' && assignment !== undefined) throw new FencedError(assignment);
}
