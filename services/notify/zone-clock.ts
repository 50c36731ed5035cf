import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** `22 Nov 14:03 +01:00`: the clock of the tenant, with its offset, so that nobody has to ask which. */
export function zoneClock(time: number, timeZone: string): string {
  return format(new TZDate(time, timeZone), 'd MMM HH:mm xxx');
}
