import type { MfaEvent } from '../../events/event.ts';
import { timeOfIso } from '../../events/iso-time.ts';

/** A network, device or factor a person was seen with. */
export interface Habit {
  readonly name: string;
  readonly count: number;
  /** ISO 8601 UTC. */
  readonly first: string;
  readonly last: string;
}

export interface Habits {
  readonly networks: readonly Habit[];
  readonly devices: readonly Habit[];
  readonly methods: readonly Habit[];
}

const SHOWN = 12;

/** What events say of a person's ways, the most frequent first. */
export function habitsOf(events: readonly MfaEvent[]): Habits {
  return {
    networks: habits(events, (event) => [networkName(event)]),
    devices: habits(events, (event) => [deviceName(event)]),
    methods: habits(events, methodsOf),
  };
}

function habits(events: readonly MfaEvent[], namesOf: (event: MfaEvent) => readonly (string | undefined)[]): Habit[] {
  const found = new Map<string, Habit>();
  for (const event of events) {
    const time = event['@timestamp'];
    for (const name of new Set(namesOf(event))) {
      if (name === undefined) continue;
      // Providers write one operator in capitals and in small letters.
      const habit = found.get(name.toLowerCase());
      const first = habit === undefined || timeOfIso(time) < timeOfIso(habit.first) ? time : habit.first;
      const last = habit === undefined || timeOfIso(time) > timeOfIso(habit.last) ? time : habit.last;
      found.set(name.toLowerCase(), { name: habit?.name ?? name, count: (habit?.count ?? 0) + 1, first, last });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, SHOWN);
}

export function networkName({ source, mfa }: MfaEvent): string | undefined {
  if (source?.ip === undefined) return undefined;
  const place = [source.geo?.city_name, source.geo?.country_iso_code].filter((part) => part !== undefined).join(', ');
  const operator = source.as?.organization?.name ?? mfa.network?.operator ?? mfa.network?.prefix ?? source.ip;
  return place === '' ? operator : `${operator} · ${place}`;
}

export function deviceName({ device, user_agent: agent, mfa, host }: MfaEvent): string | undefined {
  const os = mfa.device?.os_family ?? agent?.os?.name ?? host?.os?.name;
  const browser = mfa.device?.browser_family ?? agent?.name;
  const client = [browser, os].filter((part) => part !== undefined).join(' on ');
  const name = mfa.device?.name ?? host?.name ?? device?.model?.name;
  const parts = [name, client === '' ? undefined : client].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function methodsOf({ mfa }: MfaEvent): readonly string[] {
  return mfa.steps.filter(({ result }) => result === 'success').map(({ method }) => method);
}
