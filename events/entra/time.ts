import type { JsonValue } from '../event.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { MAX_FUTURE_MS } from '../normalise.ts';

/** Nothing in these logs is older; an earlier date is a default value (`0001-01-01`) or a broken clock. */
const EARLIEST = Date.UTC(2000, 0, 1);
/** What may follow the seconds: a fraction, a zone. */
const TAIL = /^(?:\.(\d{1,9}))?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?$/i;
/** How Log Analytics writes its CSV: `11/20/2026, 9:17:20.123 AM`, month first, in a column named `… [UTC]`. */
const ENGLISH = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,9}))? ([AP])M$/i;

let lastText: string | undefined;
let lastTime: number | undefined;

/**
 * Milliseconds since 1970 UTC of a time as Microsoft writes it, with 0 to 9 fraction digits. A time without a zone is UTC: every one of
 * these logs is. The steps of one record mostly repeat its own time, so the last answer is kept.
 */
export function instant(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string' || value.length < 14 || value.length > 40) return undefined;
  if (value === lastText) return lastTime;
  lastText = value;
  lastTime = iso(value) ?? english(value);
  return lastTime;
}

/** Read by position: this runs for every record and step. */
function iso(value: string): number | undefined {
  if (value.charCodeAt(4) !== DASH || value.charCodeAt(7) !== DASH) return undefined;
  if (value.charCodeAt(13) !== COLON || value.charCodeAt(16) !== COLON) return undefined;
  const between = value.charCodeAt(10);
  if (between !== UPPER_T && between !== LOWER_T && between !== BLANK) return undefined;
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const time = utc(
    year,
    twoDigits(value, 5),
    twoDigits(value, 8),
    twoDigits(value, 11),
    twoDigits(value, 14),
    twoDigits(value, 17),
  );
  return time === undefined ? undefined : withTail(time, value);
}

const DASH = 45;
const COLON = 58;
const BLANK = 32;
const UPPER_T = 84;
const LOWER_T = 116;
const UPPER_Z = 90;
const SECONDS_END = 19;

function twoDigits(value: string, at: number): number {
  const tens = value.charCodeAt(at) - 48;
  const ones = value.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function withTail(time: number, value: string): number | undefined {
  if (value.length === SECONDS_END + 1 && value.charCodeAt(SECONDS_END) === UPPER_Z) return time;
  const tail = TAIL.exec(value.slice(SECONDS_END));
  return tail === null ? undefined : time + milliseconds(tail[1]) - offset(tail[2]);
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
}

function english(value: string): number | undefined {
  const found = ENGLISH.exec(value);
  if (found === null) return undefined;
  const [, month, day, year, hour, minute, second, fraction, half] = found;
  const clock = Number(hour);
  if (clock < 1 || clock > 12) return undefined;
  const hours = (clock % 12) + (half === 'P' || half === 'p' ? 12 : 0);
  const time = utc(Number(year), Number(month), Number(day), hours, Number(minute), Number(second));
  return time === undefined ? undefined : time + milliseconds(fraction);
}

/** Undefined where a part is no number or out of range. */
function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (!(month >= 1 && month <= 12 && hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  if (!(day >= 1 && day <= daysIn(year, month))) return undefined;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isNaN(time) ? undefined : time;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function offset(zone: string | undefined): number {
  if (zone === undefined || zone.length < 5) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** When a record says it happened, or why that cannot be. `field` names where it was read. */
export function eventTime(value: JsonValue | undefined, field: string, fetchedAt: number): Result<number> {
  if (value === undefined || value === null || value === '')
    return reject('missing_field', `${field} is missing`, field);
  const time = instant(value);
  if (time === undefined) return reject('bad_field', `${field} is not a time`, field);
  if (time < EARLIEST) return reject('bad_field', `${field} lies before 2000`, field);
  if (time > fetchedAt + MAX_FUTURE_MS) {
    return reject('future', `${field} lies more than 10 minutes after the record was fetched`, field);
  }
  return ok(time);
}

/** A time inside a record whose own time is known: nonsense gives way to that. */
export function timeWithin(value: JsonValue | undefined, eventMs: number, fetchedAt: number): number {
  const time = instant(value);
  return time === undefined || time < EARLIEST || time > fetchedAt + MAX_FUTURE_MS ? eventMs : time;
}
