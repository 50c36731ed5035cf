import { TZDate } from '@date-fns/tz';
import type { QuietHours } from './channel-policy.ts';

/** When the quiet hours that hold at `now` end (ms since 1970), or undefined outside of them. They may reach over midnight. */
export function quietUntil(hours: QuietHours | undefined, now: number): number | undefined {
  if (hours === undefined || hours.from === hours.to) return undefined;
  const here = new TZDate(now, hours.timeZone);
  const clock = here.getHours() * 60 + here.getMinutes();
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const isQuiet = from < to ? clock >= from && clock < to : clock >= from || clock < to;
  if (!isQuiet) return undefined;
  const day = clock < to ? 0 : 1;
  const end = new TZDate(
    here.getFullYear(),
    here.getMonth(),
    here.getDate() + day,
    Math.floor(to / 60),
    to % 60,
    0,
    hours.timeZone,
  );
  // Clocks put back make an hour pass twice: its second round must not end before it began.
  return Math.max(end.getTime(), now + 1);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
