/** `2026-11-16 13:00:00 UTC` from ISO 8601. */
export function utcSecond(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** `2026-11-16 13:00 UTC`, the minute begun. */
export function utcMinute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-16 14:00:00 Europe/Madrid`: the clock a user looked at. */
export function zoneTime(iso: string, timeZone: string): string {
  let format = formats.get(timeZone);
  // Swedish writes dates as ISO 8601 does. Building a format costs far more than using it.
  if (format === undefined)
    formats.set(
      timeZone,
      (format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })),
    );
  return `${format.format(new Date(iso))} ${timeZone}`;
}
