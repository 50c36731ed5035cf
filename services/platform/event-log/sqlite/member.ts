import type { Assignment, ConsumeOptions, Consumer } from '../event-log.ts';
import { OwnedPartitions } from '../owned-partitions.ts';
import { Feed } from './feed.ts';
import type { FeedSource } from './feed.ts';
import type { Topic } from './log-core.ts';

export interface MemberOptions {
  readonly topics: readonly Topic[];
  readonly consume: ConsumeOptions;
  readonly sourceOf: (slot: number) => FeedSource;
  readonly commit: (assignment: Assignment, next: bigint) => Promise<void>;
  /** Leaves the group; the partitions go to others. */
  readonly leave: (member: Member) => Promise<void>;
}

/** One consumer: a feed for each slot it owns. They go on side by side, so their commits share a sync of the disk. */
export class Member implements Consumer {
  readonly topics: readonly Topic[];
  readonly #options: MemberOptions;
  readonly #slots: OwnedPartitions<number>;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.topics = options.topics;
    this.#slots = new OwnedPartitions(() => options.leave(this));
  }

  get stopped(): Promise<void> {
    return this.#slots.stopped;
  }

  gain(topic: Topic, slot: number): void {
    const { consume, sourceOf } = this.#options;
    const partition = { group: consume.group, topic: topic.name, partition: slot - topic.firstSlot };
    const beginning = this.#slots.beginning(slot, topic.name);
    this.#slots.gain(slot, topic.name, new Feed({ partition, source: sourceOf(slot), consume, ...beginning }));
  }

  lose(slot: number): void {
    this.#slots.lose(slot);
  }

  commit(assignment: Assignment, next: bigint): Promise<void> {
    return this.#options.commit(assignment, next);
  }

  pause(topics: readonly string[]): void {
    this.#slots.pause(topics);
  }

  resume(topics: readonly string[]): void {
    this.#slots.resume(topics);
  }

  stop(): Promise<void> {
    return this.#slots.stop();
  }
}
