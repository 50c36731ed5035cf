const DAY = 86_400_000;
const HOUR = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
    formats.set(timeZone, format);
  }
  return format;
}

/** Milliseconds east of UTC at noon of that UTC day: good enough for working hours, also on the two days a year it changes. */
function offsetOn(timeZone: string, dayStart: number): number {
  const key = `${timeZone} ${String(dayStart)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const name = formatFor(timeZone)
    .formatToParts(dayStart + DAY / 2)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  const minutes = match === null ? 0 : (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1);
  if (offsets.size > 20_000) offsets.clear();
  offsets.set(key, minutes * 60_000);
  return minutes * 60_000;
}

/** The instant at which clocks in the zone show `hour` (fractions allowed) on the calendar day that starts at `dayStart` UTC. */
export function atLocal(timeZone: string, dayStart: number, hour: number): number {
  return Math.round(dayStart + hour * HOUR - offsetOn(timeZone, dayStart));
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(dayStart: number): number {
  return (Math.floor(dayStart / DAY) + 3) % 7;
}

export const utcDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
