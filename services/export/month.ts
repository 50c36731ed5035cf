import { TZDate } from '@date-fns/tz';

/** A calendar month in a time zone, ms since 1970: from <= t < to. */
export interface Month {
  /** `yyyy-MM` */
  readonly name: string;
  readonly timeZone: string;
  readonly from: number;
  readonly to: number;
}

/** The month as a person writes it (`2026-10`), or undefined where it is none. */
export function monthOf(name: string, timeZone: string): Month | undefined {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const start = (offset: number): number => new TZDate(Number(year), Number(month) - 1 + offset, 1, timeZone).getTime();
  return { name, timeZone, from: start(0), to: start(1) };
}

/** A moment as people of the zone read it: `2026-10-25 02:30:00 +02:00`. */
export function localTime(time: number, timeZone: string): string {
  const iso = new TZDate(time, timeZone).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} ${iso.slice(23)}`;
}
