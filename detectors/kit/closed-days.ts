import { LATENESS_MS } from './detector.ts';

export const DAY_MS = 86_400_000;

/**
 * What is learned across users comes from complete UTC days only and takes effect `LATENESS_MS` after the day's end: so it is a
 * function of closed history, never of who arrived first (I3). `day` counts from 1970.
 */
export function afterDay(day: number): number {
  return (day + 1) * DAY_MS + LATENESS_MS;
}
