import type { Database, Statement } from '../../sqlite/index.ts';

/** One position a group wants moved, and the ownership that allows it. */
export interface Fence {
  readonly group: string;
  readonly slot: number;
  readonly generation: number;
  readonly next: number;
}

export interface Ownership {
  readonly generation: number;
  /** Where to read on. */
  readonly next: number;
}

/** Where each group stands in each slot, and whose turn it is. A former owner's generation is behind, so it moves nothing. */
export class Positions {
  readonly #claim: Statement<[generation: number, next: number]>;
  readonly #move: Statement;
  readonly #position: Statement<[next: number]>;
  readonly #slowest: Statement<[next: number | null]>;

  constructor(database: Database) {
    this.#claim = database.prepare(
      `INSERT INTO positions (consumers, slot, next, generation) VALUES (?, ?, 0, 1)
       ON CONFLICT DO UPDATE SET generation = generation + 1 RETURNING generation, next`,
    );
    this.#move = database.prepare(
      `UPDATE positions SET next = ?, works_inside = max(works_inside, ?)
       WHERE consumers = ? AND slot = ? AND generation = ?`,
    );
    this.#position = database.prepare('SELECT next FROM positions WHERE consumers = ? AND slot = ?');
    this.#slowest = database.prepare('SELECT min(next) FROM positions WHERE slot = ?');
  }

  /** A new generation: what was handed out before is void. */
  claim(group: string, slot: number): Ownership {
    // `all`, not `get`: the statement writes, so it has to run to its end.
    const [[generation, next] = [0, 0]] = this.#claim.all(group, slot);
    return { generation, next };
  }

  /** False where the ownership is void: nothing moved. */
  move({ group, slot, generation, next }: Fence, worksInside: boolean): boolean {
    return this.#move.run(next, Number(worksInside), group, slot, generation) > 0;
  }

  position(group: string, slot: number): number {
    return this.#position.get(group, slot)?.[0] ?? 0;
  }

  /** What no group has yet to read lies before it; undefined where no group ever read the slot. */
  slowest(slot: number): number | undefined {
    return this.#slowest.get(slot)?.[0] ?? undefined;
  }
}
