import type { TopicSpec } from '../event-log.ts';
import { Moved, openDatabase } from '../../sqlite/index.ts';
import type { Database, Statement } from '../../sqlite/index.ts';
import type { Keyed, PackedValues } from '../packed-records.ts';
import { buffersOf, unpackValues } from '../packed-records.ts';
import { BlockRecords } from './block-records.ts';
import { Positions } from './positions.ts';
import type { Fence, Ownership } from './positions.ts';
import { MIGRATIONS, createRecords } from './schema.ts';
import { SlotRecords } from './slot-records.ts';
import type { PackedPage, Range, ReadLimit } from './slot-records.ts';

export interface LogCoreOptions {
  readonly file: string;
  readonly maxBytes?: number;
}

export interface Topic extends TopicSpec {
  /** Slot of partition 0; the others follow. */
  readonly firstSlot: number;
}

export interface LogContents {
  readonly topics: readonly Topic[];
  /** Offset of the next record, by slot. */
  readonly ends: readonly number[];
}

/** Several callers' records as one transaction; each call succeeds or fails by itself. */
export interface CommitRequest extends PackedValues {
  /** ms since 1970 */
  readonly time: number;
  /** Of each record. */
  readonly slots: Int32Array<ArrayBuffer>;
  readonly calls: readonly CommitCall[];
}

export interface CommitCall {
  /** How many of the records are this call's, in order. */
  readonly records: number;
  readonly fence?: Fence;
}

export type CommitOutcome = 'done' | 'fenced' | 'full';

export interface CommitResult {
  readonly outcomes: readonly CommitOutcome[];
  /** New ends of the slots that grew. */
  readonly ends: readonly (readonly [slot: number, next: number])[];
}

export interface LogUsage {
  /** Bytes in use and in the file; the difference is reused before the file grows. */
  readonly used: number;
  readonly file: number;
}

/** A deleted key is remembered this long, for whoever reads the topic without a group. */
const TOMBSTONE_MS = 86_400_000;
/** Rows deleted in one go, blocks and others: short enough that a publisher behind it waits a few milliseconds. */
const BLOCKS_AT_ONCE = 50;
const DELETE_AT_ONCE = 2_000;
/**
 * Publishers stop at `maxBytes`; what moves records on (`transact`) may use this much more, or a full log could never be read
 * empty. Records every group has read go early from `PRESSURE` of it.
 */
const RESERVE = 1.25;
const PRESSURE = 0.9;

/** The log itself, synchronous: runs in a thread of its own or, in tests, in the caller's. */
export class LogCore {
  readonly #database: Database;
  readonly #maxBytes: number;
  readonly #positions: Positions;
  readonly #setEnd: Statement;
  readonly #setStart: Statement;
  readonly #size: Statement<[pages: number, free: number, pageBytes: number]>;
  #topics: readonly Topic[] = [];
  #ends: number[] = [];
  #starts: number[] = [];
  #slots: (BlockRecords | SlotRecords)[] = [];

  constructor({ file, maxBytes }: LogCoreOptions) {
    const bound = maxBytes === undefined ? {} : { maxBytes: maxBytes * RESERVE };
    this.#database = openDatabase({ file, migrations: MIGRATIONS, ...bound });
    this.#maxBytes = maxBytes ?? Infinity;
    this.#positions = new Positions(this.#database);
    this.#setEnd = this.#database.prepare('UPDATE slots SET next = ? WHERE slot = ?');
    this.#setStart = this.#database.prepare('UPDATE slots SET start = ? WHERE slot = ?');
    this.#size = this.#database.prepare(
      'SELECT page_count, freelist_count, page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
    );
    this.#load();
  }

  contents(): LogContents {
    return { topics: this.#topics, ends: this.#ends };
  }

  /** Creates the topics that are missing and takes over the retention of the others; the caller has compared the rest. */
  createTopics(specs: readonly TopicSpec[]): LogContents {
    this.#database.write(() => {
      for (const spec of specs) this.#createTopic(spec);
    });
    this.#load();
    return this.contents();
  }

  commit(request: CommitRequest): CommitResult {
    const ends = new Map<number, number>();
    const room = this.#maxBytes - this.usage().used;
    const values = unpackValues(request);
    try {
      const outcomes = this.#database.write(() => {
        const accepted = new Map<number, Keyed[]>();
        let at = 0;
        const each = request.calls.map((call) => {
          const outcome = this.#admit(call, room);
          const end = at + call.records;
          if (outcome === 'done') gather(accepted, request.slots.subarray(at, end), values.slice(at, end));
          at = end;
          return outcome;
        });
        for (const [slot, records] of accepted) {
          const first = this.#end(slot);
          this.#records(slot).append(first, request.time, records);
          this.#setEnd.run(first + records.length, slot);
          ends.set(slot, first + records.length);
        }
        return each;
      });
      for (const [slot, next] of ends) this.#ends[slot] = next;
      return { outcomes, ends: [...ends] };
    } catch (error) {
      this.#load();
      throw error;
    }
  }

  read(slot: number, range: Range, limit: ReadLimit): Moved<PackedPage> {
    const from = Math.max(range.from, this.#starts[slot] ?? 0);
    const page = this.#records(slot).read({ from, to: range.to }, limit);
    return new Moved(page, [...buffersOf(page), page.offsets.buffer, page.times.buffer]);
  }

  claim(group: string, slot: number): Ownership {
    return this.#positions.claim(group, slot);
  }

  positions(group: string, { firstSlot, partitions }: Topic): readonly number[] {
    return slotsOf({ firstSlot, partitions }).map((slot) => this.#positions.position(group, slot));
  }

  starts({ firstSlot, partitions }: Topic): readonly number[] {
    return slotsOf({ firstSlot, partitions }).map((slot) =>
      Math.max(this.#starts[slot] ?? 0, this.#records(slot).oldest() ?? this.#end(slot)),
    );
  }

  /** Deletes some of what lies before `before` and was read by every group. Returns whether there may be more of it. */
  trim(slot: number, before: number): boolean {
    const records = this.#blocks(slot);
    const end = this.#end(slot);
    const until = Math.min(before, this.#positions.slowest(slot) ?? Infinity, end);
    if (until > (this.#starts[slot] ?? 0)) {
      this.#setStart.run(until, slot);
      this.#starts[slot] = until;
    }
    return records.delete(until, end, BLOCKS_AT_ONCE) === BLOCKS_AT_ONCE;
  }

  /** Deletes some of what has had its time. Returns whether there may be more of it. */
  retain(now: number): boolean {
    return this.#topics.map((topic) => this.#retainTopic(topic, now)).includes(true);
  }

  usage(): LogUsage {
    const [pages, free, pageBytes] = this.#size.get() ?? [0, 0, 0];
    return { used: (pages - free) * pageBytes, file: pages * pageBytes };
  }

  close(): void {
    this.#database.close();
  }

  /** Publishers stop first: what is on its way must be able to leave. */
  #admit({ fence, records }: CommitCall, room: number): CommitOutcome {
    if (fence === undefined) return room > 0 ? 'done' : 'full';
    return this.#positions.move(fence, records > 0) ? 'done' : 'fenced';
  }

  #retainTopic(topic: Topic, now: number): boolean {
    return slotsOf(topic)
      .map((slot) => {
        if (topic.cleanup === 'compact') return this.#retainCompact(slot, now);
        if (topic.retentionMs === undefined) return false;
        const slowest = this.#positions.slowest(slot);
        if (slowest !== undefined && this.usage().used > this.#maxBytes * PRESSURE) return this.trim(slot, slowest);
        const before = now - topic.retentionMs;
        return this.trim(slot, this.#blocks(slot).endOfOlder(before, this.#end(slot), BLOCKS_AT_ONCE));
      })
      .includes(true);
  }

  #retainCompact(slot: number, now: number): boolean {
    const seen = this.#positions.slowest(slot) ?? Infinity;
    const records = this.#records(slot);
    if (records instanceof BlockRecords) return false;
    return records.deleteTombstones(seen, now - TOMBSTONE_MS, DELETE_AT_ONCE) === DELETE_AT_ONCE;
  }

  #createTopic({ name, partitions, cleanup, ...spec }: TopicSpec): void {
    const retentionMs = spec.retentionMs ?? null;
    const known = this.#database.prepare('UPDATE topics SET retention_ms = ? WHERE name = ?').run(retentionMs, name);
    if (known > 0) return;
    const [firstSlot] = this.#database.prepare<[number]>('SELECT coalesce(max(slot) + 1, 0) FROM slots').get() ?? [0];
    this.#database
      .prepare('INSERT INTO topics VALUES (?, ?, ?, ?, ?)')
      .run(name, partitions, cleanup, retentionMs, firstSlot);
    for (const slot of slotsOf({ firstSlot, partitions })) {
      this.#database.prepare('INSERT INTO slots (slot, next) VALUES (?, 0)').run(slot);
      this.#database.exec(createRecords(slot, cleanup === 'compact'));
    }
  }

  #load(): void {
    this.#topics = this.#database
      .prepare<[string, number, string, number | null, number]>(
        'SELECT name, partitions, cleanup, retention_ms, first_slot FROM topics ORDER BY first_slot',
      )
      .all()
      .map(([name, partitions, cleanup, retentionMs, firstSlot]) => ({
        name,
        partitions,
        cleanup: cleanup === 'compact' ? 'compact' : 'delete',
        ...(retentionMs !== null && { retentionMs }),
        firstSlot,
      }));
    const slots = this.#database
      .prepare<[number, number, number]>('SELECT next, start, blocks_from FROM slots ORDER BY slot')
      .all();
    this.#ends = slots.map(([next]) => next);
    this.#starts = slots.map(([, start]) => start);
    for (const topic of this.#topics) {
      for (const slot of slotsOf(topic)) {
        this.#slots[slot] ??=
          topic.cleanup === 'compact'
            ? new SlotRecords(this.#database, slot)
            : new BlockRecords(this.#database, slot, slots[slot]?.[2] ?? 0);
      }
    }
  }

  #blocks(slot: number): BlockRecords {
    const records = this.#records(slot);
    if (!(records instanceof BlockRecords)) throw new TypeError(`slot ${String(slot)} is of a compacted topic`);
    return records;
  }

  #records(slot: number): BlockRecords | SlotRecords {
    const records = this.#slots[slot];
    if (records === undefined) throw new RangeError(`the log has no slot ${String(slot)}`);
    return records;
  }

  #end(slot: number): number {
    return this.#ends[slot] ?? 0;
  }
}

/** Adds records to those of their slots. */
function gather(accepted: Map<number, Keyed[]>, slots: Int32Array, records: readonly Keyed[]): void {
  if (slots.length > records.length) throw new RangeError('a call names more records than came with it');
  records.forEach((record, index) => {
    const slot = slots[index] ?? 0;
    const own = accepted.get(slot);
    if (own === undefined) accepted.set(slot, [record]);
    else own.push(record);
  });
}

export function slotsOf({ firstSlot, partitions }: Pick<Topic, 'firstSlot' | 'partitions'>): readonly number[] {
  return Array.from({ length: partitions }, (_, partition) => firstSlot + partition);
}
