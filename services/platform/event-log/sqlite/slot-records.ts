import type { Database, Statement } from '../../sqlite/index.ts';
import type { PackedValues } from '../packed-records.ts';
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

/** The records of one slot. */
export class SlotRecords {
  readonly #append: Statement;
  readonly #sizes: Statement<[offset: number, size: number | null]>;
  readonly #read: Statement<Row>;
  readonly #oldest: Statement<[offset: number | null]>;
  readonly #oldestTimes: Statement<[offset: number, time: number]>;
  readonly #delete: Statement;
  readonly #deleteTombstones: Statement | undefined;

  constructor(database: Database, slot: number, compact: boolean) {
    const table = recordsTable(slot);
    const range = `FROM ${table} WHERE "offset" >= ? AND "offset" < ? ORDER BY "offset"`;
    // The new record of a key takes the place of the old one.
    const insert = compact ? 'INSERT OR REPLACE' : 'INSERT';
    this.#append = database.prepare(`${insert} INTO ${table} VALUES (?, ?, ?, ?)`);
    this.#sizes = database.prepare(`SELECT "offset", length(value) ${range} LIMIT ?`);
    this.#read = database.prepare(`SELECT "offset", time, key, value ${range}`);
    this.#oldest = database.prepare(`SELECT min("offset") FROM ${table}`);
    this.#oldestTimes = database.prepare(`SELECT "offset", time FROM ${table} ORDER BY "offset" LIMIT ?`);
    this.#delete = database.prepare(
      `DELETE FROM ${table} WHERE "offset" < ? AND "offset" <= (SELECT max("offset") FROM (SELECT "offset" FROM ${table} ORDER BY "offset" LIMIT ?))`,
    );
    if (!compact) return;
    this.#deleteTombstones = database.prepare(
      `DELETE FROM ${table} WHERE value IS NULL AND "offset" IN (SELECT "offset" FROM ${table} WHERE value IS NULL AND "offset" < ? LIMIT ?) AND time < ?`,
    );
  }

  append(offset: number, time: number, key: string, value: Uint8Array | null): void {
    this.#append.run(offset, time, key, value);
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

  /** Deletes the oldest records before `before`, at most `most` of them. Returns how many went. */
  delete(before: number, most: number): number {
    return this.#delete.run(before, most);
  }

  /** Where the records older than `time` end; looks at the oldest `most` only. Clocks jump: a young record keeps those behind it. */
  endOfOlder(time: number, most: number): number {
    const rows = this.#oldestTimes.all(most);
    return rows.find((row) => row[1] >= time)?.[0] ?? (rows.at(-1)?.[0] ?? -1) + 1;
  }

  /** Of a compacted topic: keys deleted before `time` need no reminder once every group has seen it. */
  deleteTombstones(before: number, time: number, most: number): number {
    return this.#deleteTombstones?.run(before, most, time) ?? 0;
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
