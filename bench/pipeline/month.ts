import type { Month } from '../../services/export/month.ts';
import { monthOf } from '../../services/export/month.ts';
import { normaliseRecord } from '../../services/normalise/normalise-record.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import type { Store } from '../../services/platform/store/store.ts';
import type { World } from '../../services/start/world.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { openOrganisation } from '../../simulator/organisation/generate.ts';
import { TENANT } from './bench-pipeline.ts';

const DAY = 86_400_000;
const PEOPLE = 400;
const BATCH = 2_000;

/** The calendar month before this one (UTC). */
export function lastMonth(now: number): Month {
  const date = new Date(now);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1));
  const month = monthOf(first.toISOString().slice(0, 7), 'UTC');
  if (month === undefined) throw new TypeError('the month before this one has no name');
  return month;
}

/** Raw records of an organisation of 400 people in that month as lines of JSON, in order of time. */
export function* monthLines({ from, to }: Month): Generator<string> {
  const days = Math.round((to - from) / DAY);
  const organisation = openOrganisation({ seed: 'bench-month', tenant: TENANT, people: PEOPLE, days, start: from });
  for (const batch of organisation.batches()) for (const { raw } of batch) yield JSON.stringify(raw);
}

/** Puts the events of the next `most` lines into the Store, past the log: what has long been there. Returns how many there are. */
export async function fillStore(store: Store, world: World, lines: Iterator<string>, most: number): Promise<number> {
  let events = 0;
  while (events < most) {
    const records = take(lines, BATCH);
    if (records.length === 0) break;
    const batch = records.flatMap((record) => eventsOf(record, world));
    await store.events.put(ofTenant(TENANT), batch);
    events += batch.length;
  }
  return events;
}

/** Up to `most` of what comes next, without ending it. */
export function take<T>(from: Iterator<T>, most: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < most) {
    const next = from.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function eventsOf(record: string, world: World) {
  const raw = { kind: 'data', tenant: TENANT, stream: 'filled', fetched: Date.now(), record } as const;
  const normalised = normaliseRecord(raw, NO_ALIASES, world);
  return normalised.ok ? normalised.events.map(({ event }) => event) : [];
}
