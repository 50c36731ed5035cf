import type { JsonValue } from '../event.ts';
import { MAX_FUTURE_MS } from '../normalise.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';

/** A moment, as a number to compare and as ISO 8601 UTC with milliseconds to store. */
export interface Moment {
  readonly ms: number;
  readonly iso: string;
}

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const CANONICAL_LENGTH = '2026-11-20T09:18:02.512Z'.length;

/** RFC 3339 with or without a fraction and with any offset, and `2020/07/28 04:59:59 UTC` as exports write it. No zone means UTC. */
const LAYOUT =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d)))?$/i;
const EPOCH = /^\d{9,16}$/;

/** Reads a time in any layout Google's API and its exports use, or undefined. Digits beyond milliseconds are dropped. */
export function parseMoment(value: JsonValue | undefined): Moment | undefined {
  if (typeof value === 'number') return moment(epochMs(value));
  if (typeof value !== 'string') return undefined;
  if (value.length === CANONICAL_LENGTH && value.endsWith('Z')) {
    const quick = moment(Date.parse(value));
    if (quick?.iso === value) return quick;
  }
  return moment(EPOCH.test(value) ? epochMs(Number(value)) : layoutMs(value));
}

/** Time of a record: refused before 2000 (a broken clock or an unset field) and more than 10 minutes after it was fetched. */
export function recordTime(value: JsonValue | undefined, fetchedAt: number, field: string): Result<Moment> {
  if (value === undefined || value === null) return reject('missing_field', `${field} is missing`, field);
  const time = parseMoment(value);
  if (time === undefined) return reject('bad_field', `${field} is not a time`, field);
  if (time.ms < EARLIEST_MS) return reject('bad_field', `${field} lies before the year 2000`, field);
  if (time.ms > fetchedAt + MAX_FUTURE_MS) return reject('future', `${field} lies after the time of fetching`, field);
  return ok(time);
}

let lastFetchedAt = Number.NaN;
let lastFetchedIso = '';

/** Records of one page share their fetch time; the memo only saves the formatting. */
export function fetchedIso(fetchedAt: number): string {
  if (fetchedAt !== lastFetchedAt) {
    lastFetchedIso = new Date(fetchedAt).toISOString();
    lastFetchedAt = fetchedAt;
  }
  return lastFetchedIso;
}

function moment(ms: number): Moment | undefined {
  if (Number.isNaN(ms)) return undefined;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : { ms: date.getTime(), iso: date.toISOString() };
}

/** Seconds, milliseconds or microseconds since 1970, told apart by size: the API reference calls `id.time` epoch seconds. */
function epochMs(value: number): number {
  if (value >= 1e14) return Math.floor(value / 1_000);
  return value >= 1e11 ? Math.floor(value) : Math.floor(value * 1_000);
}

function layoutMs(text: string): number {
  if (text.length > 40) return Number.NaN;
  const match = LAYOUT.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction = '0', sign, offsetHours = '0', offsetMinutes = '0'] =
    match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const ms = Date.parse(local);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== local) return Number.NaN;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return sign === '-' ? ms + offset : ms - offset;
}
