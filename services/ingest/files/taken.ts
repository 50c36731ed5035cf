import type { Source } from '../../../events/event.ts';
import type { Origin, ReadItem } from '../../scan/input/read-item.ts';
import { glanceTime, nativeIdOf } from '../record-facts.ts';
import type { FetchedRecord, RefusedRecord } from '../source.ts';

/** Most of one poll. */
const MOST_ITEMS = 10_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** What a poll has taken out of files so far. */
export class Taken {
  readonly records: FetchedRecord[] = [];
  readonly refused: RefusedRecord[] = [];
  /** Length of the records' texts together. */
  characters = 0;
  readonly #now: number;
  readonly #source: Source | undefined;

  constructor(now: number, source: Source | undefined) {
    this.#now = now;
    this.#source = source;
  }

  /** Time to publish it. */
  get isFull(): boolean {
    return this.records.length + this.refused.length >= MOST_ITEMS || this.characters >= MOST_CHARACTERS;
  }

  /** @param text of the record as it stood, where it stood alone. Returns when it happened, as far as that can be told. */
  add(item: ReadItem, text?: string): number | undefined {
    if (item.kind === 'file') return undefined;
    const stated = this.#source === undefined ? {} : { source: this.#source };
    const origin = originText(item.origin);
    if (item.kind === 'rejected') {
      const { reason, excerpt } = item;
      this.refused.push({ reason, text: text ?? excerpt, whole: text !== undefined, origin, ...stated });
      return undefined;
    }
    const nativeId = nativeIdOf(item.record);
    const record = text ?? JSON.stringify(item.record);
    this.characters += record.length;
    this.records.push({
      record,
      origin,
      ...stated,
      ...(nativeId === undefined ? {} : { nativeId }),
    });
    return glanceTime(item.record, this.#now);
  }
}

/** `logs/okta.json:1042`, with the number of the record where several share a line. */
export function originText({ file, line, index }: Origin): string {
  if (index !== undefined) return `${file}#${String(index)}`;
  return line === undefined ? file : `${file}:${String(line)}`;
}

export function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
