import { FencedError } from '../event-log.ts';
import type { Assignment } from '../event-log.ts';
import type { Transactor } from './transactions.ts';

/** A partition a consumer of this process owns, with what may be done about it. */
export interface Ownership {
  readonly transactor: Transactor;
  /** The brokers said that somebody else has taken over. */
  readonly fence: () => void;
  /** Asks the group whether the member still belongs to it; waits while it changes. */
  readonly confirm: () => Promise<boolean>;
  committed: bigint | undefined;
}

/** Which assignments of this process are the current ones. */
export class Ownerships {
  readonly #current = new Map<string, Ownership>();
  readonly #createTransactor: (group: string, topic: string, partition: number) => Transactor;

  constructor(createTransactor: (group: string, topic: string, partition: number) => Transactor) {
    this.#createTransactor = createTransactor;
  }

  create(
    group: string,
    topic: string,
    partition: number,
    fence: () => void,
    confirm: () => Promise<boolean>,
  ): Ownership {
    return { transactor: this.#createTransactor(group, topic, partition), fence, confirm, committed: undefined };
  }

  /** From now on under this assignment, and no former one. */
  hold(assignment: Assignment, ownership: Ownership): void {
    this.#forget(ownership);
    this.#current.set(keyOf(assignment), ownership);
  }

  /** @throws FencedError */
  demand(assignment: Assignment): Ownership {
    const ownership = this.#current.get(keyOf(assignment));
    if (ownership === undefined) throw new FencedError(assignment);
    return ownership;
  }

  holds(assignment: Assignment, ownership: Ownership): boolean {
    return this.#current.get(keyOf(assignment)) === ownership;
  }

  async release(ownership: Ownership): Promise<void> {
    this.#forget(ownership);
    await ownership.transactor.close();
  }

  #forget(ownership: Ownership): void {
    for (const [key, one] of this.#current) if (one === ownership) this.#current.delete(key);
  }
}

function keyOf({ group, topic, partition, generation }: Assignment): string {
  return `${group} ${topic} ${String(partition)} ${String(generation)}`;
}
