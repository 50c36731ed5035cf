import type { ReadItem } from '../../scan/input/read-item.ts';
import { readRecords } from '../../scan/input/read-records.ts';
import type { WholeCursor } from './file-cursor.ts';
import type { Taken } from './taken.ts';
import { later } from './taken.ts';

/** Files kept open: as many as lie side by side in time, as a rule one for each kind of log. */
const MOST_OPEN = 16;

interface Reading {
  readonly key: string;
  readonly items: AsyncGenerator<ReadItem>;
  /** Items read. */
  index: number;
}

/** Files that must be read from the beginning, kept open between polls; after a restart the items already had are passed over. */
export class WholeReader {
  /** The least recently used first. */
  readonly #open = new Map<string, Reading>();

  /** Reads on until `taken` is full or a record lies behind `until`, ms since 1970. */
  async read(cursor: WholeCursor, until: number, taken: Taken): Promise<WholeCursor> {
    const reading = await this.#at(cursor);
    let { newest, problem } = cursor;
    let done = false;
    while (!taken.isFull) {
      const next = await reading.items.next();
      if (next.done === true) {
        done = true;
        this.#open.delete(cursor.path);
        break;
      }
      if (next.value.kind === 'file') problem = next.value.problem;
      else {
        reading.index += 1;
        newest = later(newest, taken.add(next.value));
        if ((newest ?? 0) > until) break;
      }
    }
    return {
      ...cursor,
      index: reading.index,
      done,
      ...(newest === undefined ? {} : { newest }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async close(): Promise<void> {
    for (const path of [...this.#open.keys()]) await this.#close(path);
  }

  async #close(path: string): Promise<void> {
    const { items } = this.#open.get(path) ?? {};
    this.#open.delete(path);
    await items?.return(undefined);
  }

  async #at({ path, size, changed, index }: WholeCursor): Promise<Reading> {
    const key = `${path}|${String(size)}|${String(changed)}`;
    const open = this.#open.get(path);
    if (open?.key === key && open.index === index) {
      this.#open.delete(path);
      this.#open.set(path, open);
      return open;
    }
    await this.#close(path);
    const reading = { key, items: readRecords([{ path }]), index: 0 };
    while (reading.index < index) {
      const next = await reading.items.next();
      if (next.done === true) break;
      if (next.value.kind !== 'file') reading.index += 1;
    }
    this.#open.set(path, reading);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) await this.#close(oldest);
    return reading;
  }
}
