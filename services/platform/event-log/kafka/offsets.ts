import type { Admin } from 'kafkajs';
import kafkajs from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import { askAgain, refresh } from './connection.ts';
import type { Position } from './transactions.ts';

const { KafkaJSError } = kafkajs;

/** A transaction's markers follow its answer within milliseconds; a coordinator that moves may take longer. */
const MARKERS_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 2;

/** Positions and ends, as admin requests; names are those of the cluster. */
export class Offsets {
  readonly #admin: Admin;
  /** Not by isolation level read-committed: ends are to count what open transactions have written. */
  readonly #cluster: Cluster;
  /** Notes of transactions of this process that may not have reached the group's coordinator yet. */
  readonly #expected = new Map<string, string>();

  constructor(admin: Admin, cluster: Cluster) {
    this.#admin = admin;
    this.#cluster = cluster;
  }

  /** `committed` waits for it: what `transact` has done is seen by whoever did it. */
  expect(group: string, topic: string, partition: number, note: string): void {
    this.#expected.set(keyOf(group, topic, partition), note);
  }

  async committed(group: string, topic: string, partitions: number): Promise<readonly bigint[]> {
    const deadline = performance.now() + MARKERS_WITHIN_MS;
    for (;;) {
      const positions = await this.positions(group, topic, partitions);
      const stale = positions.some(({ note }, partition) => this.#isStale(keyOf(group, topic, partition), note));
      if (!stale) return positions.map(({ offset }) => (offset < 0n ? 0n : offset));
      // Another process has committed since: it need not be waited for again.
      if (performance.now() > deadline)
        positions.forEach((_, partition) => this.#expected.delete(keyOf(group, topic, partition)));
      else await delay(LOOK_AGAIN_MS);
    }
  }

  async positions(group: string, topic: string, partitions: number): Promise<readonly Position[]> {
    // Groups change their coordinator when brokers come and go.
    const [found] = await this.#ask(() => this.#admin.fetchOffsets({ groupId: group, topics: [topic] }));
    const positions: Position[] = Array.from({ length: partitions }, () => ({ offset: -1n, note: null }));
    for (const { partition, offset, metadata } of found?.partitions ?? [])
      positions[partition] = { offset: BigInt(offset), note: metadata };
    return positions;
  }

  /** Of data, markers and what open transactions have written: nothing published before is behind it. */
  ends(topic: string, partitions: number): Promise<readonly bigint[]> {
    return this.#list(topic, partitions, false);
  }

  starts(topic: string, partitions: number): Promise<readonly bigint[]> {
    return this.#list(topic, partitions, true);
  }

  #list(topic: string, partitions: number, fromBeginning: boolean): Promise<readonly bigint[]> {
    const all = Array.from({ length: partitions }, (_, partition) => ({ partition }));
    return this.#ask(async () => {
      await this.#cluster.addMultipleTargetTopics([topic]);
      const [found] = await this.#cluster.fetchTopicsOffset([{ topic, partitions: all, fromBeginning }]);
      return byPartition(found?.partitions ?? [], partitions);
    });
  }

  /** Of the first record not older; the end where all are. */
  at(topic: string, partitions: number, time: number): Promise<readonly bigint[]> {
    return this.#ask(async () => byPartition(await this.#admin.fetchTopicOffsetsByTimestamp(topic, time), partitions));
  }

  /** How far every group that ever came to the partition has read; undefined where none did. */
  async slowest(topic: string, partition: number, partitions: number): Promise<bigint | undefined> {
    const { groups } = await this.#admin.listGroups();
    const read: bigint[] = [];
    for (const { groupId } of groups) {
      const { offset } = (await this.positions(groupId, topic, partitions))[partition] ?? { offset: -1n };
      if (offset >= 0n) read.push(offset);
    }
    return read.reduce<bigint | undefined>(
      (least, one) => (least === undefined || one < least ? one : least),
      undefined,
    );
  }

  #ask<T>(request: () => Promise<T>): Promise<T> {
    return askAgain(request, () => refresh(this.#cluster));
  }

  #isStale(key: string, note: string | null): boolean {
    const expected = this.#expected.get(key);
    if (expected === undefined) return false;
    if (expected === note) this.#expected.delete(key);
    return expected !== note;
  }
}

function keyOf(group: string, topic: string, partition: number): string {
  return `${group} ${topic}/${String(partition)}`;
}

/** @throws KafkaJSError where one is missing: kafkajs leaves out what it knows no broker for */
function byPartition(
  found: readonly { readonly partition: number; readonly offset: string }[],
  partitions: number,
): readonly bigint[] {
  const offsets = new Map(found.map(({ partition, offset }) => [partition, BigInt(offset)]));
  return Array.from({ length: partitions }, (_, partition) => {
    const offset = offsets.get(partition);
    if (offset === undefined)
      throw new KafkaJSError(`no broker tells the offset of partition ${String(partition)}`, { retriable: true });
    return offset;
  });
}
