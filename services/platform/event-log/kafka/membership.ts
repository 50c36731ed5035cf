import kafkajs from 'kafkajs';
import type Cluster from 'kafkajs/src/cluster/index.js';
import type { JoinedGroup, WireBroker } from 'kafkajs/src/cluster/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '../event-log.ts';
import { assign, decodeClaim, encodeClaim, PROTOCOL } from './assigner.ts';
import { refresh } from './connection.ts';
import { isFenced, protocolType } from './errors.ts';

const { AssignerProtocol } = kafkajs;

export interface MembershipOptions {
  readonly cluster: Cluster;
  readonly group: string;
  readonly topics: readonly string[];
  /** Of each topic; a member owns the same numbers of all of them. */
  readonly partitions: number;
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** The partition numbers owned from now on; the ones of `kept` were never anybody else's meanwhile. */
  readonly onOwned: (owned: readonly number[], kept: ReadonlySet<number>, generation: number) => void;
  /** @returns undefined where trying again may help, else the error that ends the membership */
  readonly fatal: (error: unknown) => unknown;
}

export type Session = Readonly<Pick<JoinedGroup, 'generationId' | 'memberId'>>;

const NONE: Session = { generationId: -1, memberId: '' };
const AGAIN_MS = 200;
/** How long the others wait for a member to join again; one that is alive takes a heartbeat. */
const REBALANCE_MS = 15_000;

/**
 * Keeps a place in a consumer group: joins, shares the partitions out where it leads, beats at its own pace, joins again when the group
 * changes. kafkajs's own consumer beats only between fetches and joins only when all batches in hand are done, which ties every partition
 * to the slowest handler.
 */
export class Membership {
  readonly #options: MembershipOptions;
  readonly #stop = new AbortController();
  #session: Session = NONE;
  /** The generation whose partitions are known. */
  #settled = NONE.generationId;
  #owned: readonly number[] = [];
  #coordinator: WireBroker | undefined;
  #lastBeat = -Infinity;
  #running = Promise.resolve();

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  /** Whether the group can still think of this member as its own: after a pause longer than the session it cannot. */
  isAlive(): boolean {
    return performance.now() - this.#lastBeat < this.#options.sessionMs;
  }

  /** Resolves after `leave`; rejects with an error no repetition will mend. */
  run(): Promise<void> {
    return (this.#running = this.#run());
  }

  /** Commits positions as the member of this generation: a group that has changed refuses. */
  async commit(topic: string, partition: number, offset: bigint): Promise<void> {
    const { generationId: groupGenerationId, memberId } = this.#session;
    const { group: groupId, cluster } = this.#options;
    this.#coordinator ??= await cluster.findGroupCoordinator({ groupId });
    const topics = [{ topic, partitions: [{ partition, offset: String(offset) }] }];
    await this.#coordinator.offsetCommit({ groupId, groupGenerationId, memberId, topics });
  }

  /**
   * Whether the group, asked now, counts this member in, after whatever change of members is under way. A partition that has gone with
   * such a change is gone by then.
   * @throws what the request failed with: nobody knows
   */
  async confirm(): Promise<boolean> {
    const { group: groupId, cluster, sessionMs, heartbeatMs } = this.#options;
    const deadline = performance.now() + sessionMs;
    while (performance.now() < deadline) {
      const { generationId: groupGenerationId, memberId } = this.#session;
      try {
        const coordinator = await cluster.findGroupCoordinator({ groupId });
        await coordinator.heartbeat({ groupId, groupGenerationId, memberId });
        if (this.#settled === groupGenerationId) return true;
      } catch (error) {
        if (isFenced(error)) return false;
        if (protocolType(error) !== 'REBALANCE_IN_PROGRESS') throw error;
      }
      await delay(heartbeatMs);
    }
    return false;
  }

  /** Stops beating and tells the group; the partitions go to others at once. What is on its way to join first arrives: a group waits for its members. */
  async leave(): Promise<void> {
    this.#stop.abort();
    await this.#running.catch(() => undefined);
    const { memberId } = this.#session;
    if (memberId === '' || !this.isAlive()) return;
    // The session ends by itself where the goodbye is lost.
    await this.#coordinator?.leaveGroup({ groupId: this.#options.group, memberId }).catch(() => undefined);
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#join();
        await this.#beat();
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  async #join(): Promise<void> {
    const { cluster, group: groupId, topics, sessionMs, onOwned } = this.#options;
    const before = this.#session;
    const coordinator = await cluster.findGroupCoordinator({ groupId });
    this.#coordinator = coordinator;
    const metadata = encodeClaim({ topics, generation: before.generationId, partitions: this.#owned });
    const joined = await coordinator.joinGroup({
      groupId,
      sessionTimeout: sessionMs,
      rebalanceTimeout: REBALANCE_MS,
      memberId: before.memberId,
      groupProtocols: [{ name: PROTOCOL, metadata }],
    });
    this.#session = joined;
    this.#lastBeat = performance.now();
    const { memberAssignment } = await coordinator.syncGroup({
      groupId,
      generationId: joined.generationId,
      memberId: joined.memberId,
      groupAssignment: joined.leaderId === joined.memberId ? this.#share(joined) : [],
    });
    this.#lastBeat = performance.now();
    const owned = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment[topics[0] ?? ''] ?? [];
    // A generation that went by unseen may have given them to somebody else.
    const inOrder = joined.memberId === before.memberId && joined.generationId === before.generationId + 1;
    const kept = new Set(inOrder ? this.#owned.filter((partition) => owned.includes(partition)) : []);
    this.#owned = owned;
    this.#settled = joined.generationId;
    onOwned(owned, kept, joined.generationId);
  }

  #share({ members }: JoinedGroup): { memberId: string; memberAssignment: Buffer }[] {
    const claims = members.map(({ memberId, memberMetadata }) => decodeClaim(memberId, memberMetadata));
    return [...assign(claims, this.#options.partitions)].map(([memberId, partitions]) => {
      const assignment = Object.fromEntries(this.#options.topics.map((topic) => [topic, [...partitions]]));
      return {
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 0,
          assignment,
          userData: Buffer.alloc(0),
        }),
      };
    });
  }

  /** Until the group changes, which comes as an error, or the membership ends. */
  async #beat(): Promise<void> {
    const { group: groupId, heartbeatMs } = this.#options;
    for (;;) {
      if (!(await this.#pause(heartbeatMs))) return;
      const { generationId: groupGenerationId, memberId } = this.#session;
      await this.#coordinator?.heartbeat({ groupId, groupGenerationId, memberId });
      this.#lastBeat = performance.now();
    }
  }

  async #recover(error: unknown): Promise<void> {
    const type = protocolType(error);
    if (type === 'REBALANCE_IN_PROGRESS') return;
    if (type === 'UNKNOWN_MEMBER_ID' || type === 'ILLEGAL_GENERATION') return this.#forget();
    const fatal = this.#options.fatal(error);
    if (fatal !== undefined && !(fatal instanceof LogUnavailableError)) throw fatal;
    if (!this.isAlive()) this.#forget();
    if (await this.#pause(AGAIN_MS)) await refresh(this.#options.cluster).catch(() => undefined);
  }

  /** The group went on without this member. */
  #forget(): void {
    this.#session = NONE;
    this.#owned = [];
    this.#options.onOwned([], new Set(), -1);
  }

  async #pause(ms: number): Promise<boolean> {
    try {
      await delay(ms, undefined, { signal: this.#stop.signal });
      return true;
    } catch {
      return false;
    }
  }
}
