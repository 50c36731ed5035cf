import type { Database, Statement } from '../../sqlite/index.ts';
import type { Keyed, PackedValues } from '../packed-records.ts';
import { packValues } from '../packed-records.ts';
import { recordsTable } from './schema.ts';

export interface Range {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Most of one answer: bounds what is in memory at once. One record is given even if it is larger. */
export interface ReadLimit {
  readonly records: number;
  readonly bytes: number;
}

export interface PackedPage extends PackedValues {
  readonly offsets: Float64Array<ArrayBuffer>;
  readonly times: Float64Array<ArrayBuffer>;
  /** Where to go on: everything before it was given. */
  readonly next: number;
}

type Row = readonly [offset: number, time: number, key: string, value: Uint8Array | null];

/** The records of one slot of a compacted topic: a row each, found by its key. */
export class SlotRecords {
  readonly #append: Statement;
  readonly #sizes: Statement<[offset: number, size: number | null]>;
  readonly #read: Statement<Row>;
  readonly #oldest: Statement<[offset: number | null]>;
  readonly #deleteTombstones: Statement;

  constructor(database: Database, slot: number) {
    const table = recordsTable(slot);
    const range = `FROM ${table} WHERE "offset" >= ? AND "offset" < ? ORDER BY "offset"`;
    // The new record of a key takes the place of the old one.
    this.#append = database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
    this.#sizes = database.prepare(`SELECT "offset", length(value) ${range} LIMIT ?`);
    this.#read = database.prepare(`SELECT "offset", time, key, value ${range}`);
    this.#oldest = database.prepare(`SELECT min("offset") FROM ${table}`);
    this.#deleteTombstones = database.prepare(
      `DELETE FROM ${table} WHERE value IS NULL AND "offset" IN (SELECT "offset" FROM ${table} WHERE value IS NULL AND "offset" < ? LIMIT ?) AND time < ?`,
    );
  }

  /** @param first offset of the first of them */
  append(first: number, time: number, records: readonly Keyed[]): void {
    records.forEach(({ key, value }, index) => this.#append.run(first + index, time, key, value));
  }

  read({ from, to }: Range, limit: ReadLimit): PackedPage {
    const end = this.#pageEnd({ from, to }, limit);
    const rows = this.#read.all(from, end);
    const values = packValues(rows.map(([, , key, value]) => ({ key, value })));
    return {
      ...values,
      offsets: Float64Array.from(rows, ([offset]) => offset),
      times: Float64Array.from(rows, ([, time]) => time),
      next: end,
    };
  }

  /** Undefined while it is empty. */
  oldest(): number | undefined {
    return this.#oldest.get()?.[0] ?? undefined;
  }

  /** Keys deleted before `time` need no reminder once every group has seen it. */
  deleteTombstones(before: number, time: number, most: number): number {
    return this.#deleteTombstones.run(before, most, time);
  }

  /** Sizes are asked first, which reads no large value, so that a page never holds more bytes than it may. */
  #pageEnd({ from, to }: Range, { records, bytes }: ReadLimit): number {
    const sizes = this.#sizes.all(from, to, records);
    let total = 0;
    const over = sizes.findIndex(([, size], index) => (total += size ?? 0) > bytes && index > 0);
    if (over > 0) return sizes[over]?.[0] ?? to;
    const last = sizes.at(-1);
    return sizes.length < records || last === undefined ? to : last[0] + 1;
  }
}
