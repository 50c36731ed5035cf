import type { Database, Statement } from '../../sqlite/index.ts';
import type { Keyed } from '../packed-records.ts';
import { packValues } from '../packed-records.ts';
import { decodeBlock, encodeBlock } from './block.ts';
import { recordsTable } from './schema.ts';
import type { PackedPage, Range, ReadLimit } from './slot-records.ts';

type Row = readonly [offset: number, time: number, key: string, value: Uint8Array | null];

/** Enough records to make a row worth while, few enough that a page does not read much more than it gives. */
const BLOCK_BYTES = 128 * 1024;
const BLOCKS_AT_ONCE = 8;

/** The records of one slot of a topic that is not compacted: what was published together lies in a few rows. */
export class BlockRecords {
  readonly #blocksFrom: number;
  readonly #append: Statement;
  readonly #read: Statement<Row>;
  readonly #oldest: Statement<[offset: number | null]>;
  readonly #holder: Statement<[offset: number | null]>;
  readonly #oldestTimes: Statement<[offset: number, time: number]>;
  readonly #delete: Statement;

  /** @param blocksFrom rows before this offset are records by themselves, as earlier versions wrote them */
  constructor(database: Database, slot: number, blocksFrom: number) {
    const table = recordsTable(slot);
    const holder = `SELECT max("offset") FROM ${table} WHERE "offset" <= ?`;
    this.#blocksFrom = blocksFrom;
    this.#append = database.prepare(`INSERT INTO ${table} VALUES (?, ?, '', ?)`);
    this.#read = database.prepare(
      `SELECT "offset", time, key, value FROM ${table} WHERE "offset" >= coalesce((${holder}), 0) AND "offset" < ? ORDER BY "offset" LIMIT ?`,
    );
    this.#oldest = database.prepare(`SELECT min("offset") FROM ${table}`);
    this.#holder = database.prepare(holder);
    this.#oldestTimes = database.prepare(`SELECT "offset", time FROM ${table} ORDER BY "offset" LIMIT ?`);
    this.#delete = database.prepare(
      `DELETE FROM ${table} WHERE "offset" < ? AND "offset" <= (SELECT max("offset") FROM (SELECT "offset" FROM ${table} ORDER BY "offset" LIMIT ?))`,
    );
  }

  /** @param first offset of the first of them */
  append(first: number, time: number, records: readonly Keyed[]): void {
    let offset = first;
    for (const block of blocksOf(records)) {
      this.#append.run(offset, time, encodeBlock(block));
      offset += block.length;
    }
  }

  read(range: Range, limit: ReadLimit): PackedPage {
    const page = new Page(range, limit);
    while (!page.isComplete) {
      const before = page.next;
      for (const row of this.#read.all(page.next, range.to, BLOCKS_AT_ONCE)) page.add(row, this.#recordsOf(row));
      // Nothing is left before the end of the range.
      if (page.next === before) break;
    }
    return page.packed();
  }

  /** Offset of the oldest row; undefined while there is none. */
  oldest(): number | undefined {
    return this.#oldest.get()?.[0] ?? undefined;
  }

  /** Deletes the oldest rows all of whose records lie before `before`, at most `most` of them. Returns how many went. @param end of the slot */
  delete(before: number, end: number, most: number): number {
    const until = before >= end ? end : (this.#holder.get(before)?.[0] ?? 0);
    return this.#delete.run(until, most);
  }

  /**
   * Where the records older than `time` end; looks at the oldest `most` rows only. Clocks jump: a young record keeps those behind it.
   * @param end of the slot
   */
  endOfOlder(time: number, end: number, most: number): number {
    const rows = this.#oldestTimes.all(most + 1);
    const young = rows.find((row) => row[1] >= time) ?? (rows.length > most ? rows.at(-1) : undefined);
    return young?.[0] ?? end;
  }

  #recordsOf([offset, , key, value]: Row): readonly Keyed[] {
    if (offset < this.#blocksFrom || value === null) return [{ key, value }];
    return decodeBlock(value);
  }
}

/** What a read has gathered so far. */
class Page {
  readonly #range: Range;
  readonly #limit: ReadLimit;
  readonly #records: Keyed[] = [];
  readonly #offsets: number[] = [];
  readonly #times: number[] = [];
  #bytes = 0;
  #isFull = false;
  /** Everything before it has been looked at. */
  next: number;

  constructor(range: Range, limit: ReadLimit) {
    this.#range = range;
    this.#limit = limit;
    this.next = range.from;
  }

  get isComplete(): boolean {
    return this.#isFull || this.next >= this.#range.to;
  }

  add([first, time]: Row, records: readonly Keyed[]): void {
    for (let index = Math.max(0, this.next - first); index < records.length && !this.isComplete; index += 1) {
      const record = records[index] as Keyed;
      this.#isFull = !this.#hasRoom(record);
      if (this.#isFull) return;
      this.#records.push(record);
      this.#offsets.push(first + index);
      this.#times.push(time);
      this.#bytes += record.value?.length ?? 0;
      this.next = first + index + 1;
    }
  }

  packed(): PackedPage {
    return {
      ...packValues(this.#records),
      offsets: Float64Array.from(this.#offsets),
      times: Float64Array.from(this.#times),
      next: this.#isFull ? this.next : this.#range.to,
    };
  }

  /** One record is given even if it is larger than a page may be. */
  #hasRoom({ value }: Keyed): boolean {
    const held = this.#records.length;
    return held === 0 || (held < this.#limit.records && this.#bytes + (value?.length ?? 0) <= this.#limit.bytes);
  }
}

function* blocksOf(records: readonly Keyed[]): Generator<readonly Keyed[]> {
  let from = 0;
  let bytes = 0;
  for (const [index, { value }] of records.entries()) {
    const size = value?.length ?? 0;
    if (index > from && bytes + size > BLOCK_BYTES) {
      yield records.slice(from, index);
      from = index;
      bytes = 0;
    }
    bytes += size;
  }
  yield records.slice(from);
}
