const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => number.toString().padStart(2, '0'));
const THREE_DIGITS = Array.from({ length: 1_000 }, (_, number) => number.toString().padStart(3, '0'));

const CACHE_LIMIT = 1_000;
const dates = new Map<number, string>();

/**
 * ISO 8601 UTC with milliseconds, the same text as `Date.prototype.toISOString` at a tenth of its cost: neighbouring events share a day,
 * so only the time of day is written anew. `time` is whole ms since 1970 within the years 0 to 9999; a RangeError for anything else that is no time.
 */
export function isoTime(time: number): string {
  const days = Math.floor(time / DAY_MS);
  const date = dates.get(days) ?? dateOf(days);
  const ms = time - days * DAY_MS;
  const hours = pad(TWO_DIGITS, Math.floor(ms / 3_600_000));
  const minutes = pad(TWO_DIGITS, Math.floor(ms / 60_000) % 60);
  const seconds = pad(TWO_DIGITS, Math.floor(ms / 1_000) % 60);
  return `${date}${hours}:${minutes}:${seconds}.${pad(THREE_DIGITS, ms % 1_000)}Z`;
}

const ISO_LENGTH = '2026-11-22T09:00:00.000Z'.length;
const days = new Map<string, number>();

/** ms since 1970 of a time as `isoTime` writes it, at a fraction of what `Date.parse` costs; NaN for what is no time. */
export function timeOfIso(text: string): number {
  if (text.length !== ISO_LENGTH || text.charCodeAt(ISO_LENGTH - 1) !== 90) return Date.parse(text);
  const date = text.slice(0, 11);
  const day = days.get(date) ?? startOf(date);
  return (
    day +
    digits(text, 11) * 3_600_000 +
    digits(text, 14) * 60_000 +
    digits(text, 17) * 1_000 +
    digits(text, 20) * 10 +
    (text.charCodeAt(22) - 48)
  );
}

function startOf(date: string): number {
  const day = Date.parse(`${date}00:00:00.000Z`);
  if (days.size >= CACHE_LIMIT) days.clear();
  days.set(date, day);
  return day;
}

function digits(text: string, index: number): number {
  return (text.charCodeAt(index) - 48) * 10 + (text.charCodeAt(index + 1) - 48);
}

function dateOf(days: number): string {
  const date = new Date(days * DAY_MS).toISOString().slice(0, -13);
  if (dates.size >= CACHE_LIMIT) dates.clear();
  dates.set(days, date);
  return date;
}

function pad(numbers: readonly string[], number: number): string {
  return numbers[number] ?? number.toString();
}
