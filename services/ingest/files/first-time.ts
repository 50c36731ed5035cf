import { readRecords } from '../../scan/input/read-records.ts';
import { glanceTime } from '../record-facts.ts';

/** Items looked at: the first ones may be broken, or say no time. */
const MOST_ITEMS = 20;

/** When a file begins, ms since 1970, as its first records say; undefined where they do not. */
export async function firstTime(path: string, now: number): Promise<number | undefined> {
  let looked = 0;
  for await (const item of readRecords([{ path }])) {
    const time = item.kind === 'record' ? glanceTime(item.record, now) : undefined;
    looked += 1;
    if (time !== undefined) return time;
    if (looked === MOST_ITEMS) return undefined;
  }
  return undefined;
}
