import type { Topic } from './log-core.ts';
import type { Member } from './member.ts';

/**
 * The members of one group and which partition is whose. Partitions go round the members in the order they joined, so that
 * partitions of the same number of several topics lie with the same member.
 */
export class Group {
  readonly name: string;
  readonly #owners = new Map<number, Member>();
  #members: readonly Member[] = [];

  constructor(name: string) {
    this.name = name;
  }

  join(member: Member): void {
    this.#members = [...this.#members, member];
    this.#share();
  }

  /** Returns the slots nobody owns any more: their generation must still be raised. */
  leave(member: Member): readonly number[] {
    this.#members = this.#members.filter((other) => other !== member);
    const before = [...this.#owners].filter(([, owner]) => owner === member).map(([slot]) => slot);
    this.#share();
    return before.filter((slot) => !this.#owners.has(slot));
  }

  #share(): void {
    const wanted = new Map(this.#wanted());
    for (const slot of [...this.#owners.keys()]) {
      const owner = this.#owners.get(slot);
      if (wanted.get(slot)?.member === owner) continue;
      owner?.lose(slot);
      this.#owners.delete(slot);
    }
    for (const [slot, { member, topic }] of wanted) {
      if (this.#owners.has(slot)) continue;
      this.#owners.set(slot, member);
      member.gain(topic, slot);
    }
  }

  *#wanted(): Iterable<readonly [slot: number, { readonly member: Member; readonly topic: Topic }]> {
    const topics = new Map(this.#members.flatMap((member) => member.topics.map((topic) => [topic.name, topic])));
    for (const topic of topics.values()) {
      const readers = this.#members.filter((member) => member.topics.some(({ name }) => name === topic.name));
      for (let partition = 0; partition < topic.partitions; partition++) {
        const member = readers[partition % readers.length];
        if (member !== undefined) yield [topic.firstSlot + partition, { member, topic }];
      }
    }
  }
}
