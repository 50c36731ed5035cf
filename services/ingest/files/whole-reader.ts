import type { ReadItem } from '../../scan/input/read-item.ts';
import { readRecords } from '../../scan/input/read-records.ts';
import type { WholeCursor } from './file-cursor.ts';
import type { Taken } from './taken.ts';
import { later } from './taken.ts';

/** Most of one poll. */
const MOST_ITEMS = 1_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Files that must be read from the beginning, kept open between polls; after a restart the items already had are passed over. */
export class WholeReader {
  #open: { readonly key: string; readonly items: AsyncGenerator<ReadItem>; index: number } | undefined;

  async read(cursor: WholeCursor, taken: Taken): Promise<WholeCursor> {
    const reading = await this.#at(cursor);
    let { newest, problem } = cursor;
    let done = false;
    for (const until = cursor.index + MOST_ITEMS; reading.index < until && taken.characters < MOST_CHARACTERS;) {
      const next = await reading.items.next();
      if (next.done === true) {
        done = true;
        await this.close();
        break;
      }
      if (next.value.kind === 'file') problem = next.value.problem;
      else {
        reading.index += 1;
        newest = later(newest, taken.add(next.value));
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
    const { items } = this.#open ?? {};
    this.#open = undefined;
    await items?.return(undefined);
  }

  async #at({ path, size, changed, index }: WholeCursor) {
    const key = `${path}|${String(size)}|${String(changed)}`;
    if (this.#open?.key === key && this.#open.index === index) return this.#open;
    await this.close();
    const items = readRecords([{ path }]);
    const opened = { key, items, index: 0 };
    while (opened.index < index) {
      const next = await items.next();
      if (next.done === true) break;
      if (next.value.kind !== 'file') opened.index += 1;
    }
    this.#open = opened;
    return opened;
  }
}
