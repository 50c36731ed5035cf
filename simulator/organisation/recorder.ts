import { utcDay } from './local-time.ts';
import { eventIdsOf, type PhoneMethod, type PhoneUse, type RawRecord } from './record.ts';

/** What a scenario collected while it was being recorded. */
export interface Take {
  readonly from: number;
  readonly to: number;
  readonly eventIds: readonly string[];
}

/** Collects records and, beside them, the truth about them. */
export interface Recorder {
  add(record: RawRecord): void;
  usePhone(user: string, method: PhoneMethod, time: number): void;
  /** Everything added while `play` runs belongs to that label. */
  label(id: string, play: () => void): Take;
  /** Records before `time`, sorted by time; the rest stays for later. */
  drain(time: number): RawRecord[];
  readonly phoneUses: ReadonlyMap<string, PhoneUse>;
}

export function createRecorder(): Recorder {
  let pending: RawRecord[] = [];
  let scope: { id: string; from: number; to: number; ids: string[] } | undefined;
  const phoneUses = new Map<string, PhoneUse>();
  return {
    phoneUses,
    add(record) {
      if (scope === undefined) {
        pending.push(record);
        return;
      }
      scope.from = Math.min(scope.from, record.time);
      scope.to = Math.max(scope.to, record.time);
      scope.ids.push(...eventIdsOf(record));
      pending.push({ ...record, label: scope.id });
    },
    usePhone(user, method, time) {
      const day = utcDay(time);
      phoneUses.set(`${user} ${method} ${day}`, { user, method, day });
    },
    label(id, play) {
      const own = { id, from: Infinity, to: -Infinity, ids: [] as string[] };
      scope = own;
      try {
        play();
      } finally {
        scope = undefined;
      }
      return { from: own.from, to: own.to, eventIds: [...new Set(own.ids)] };
    },
    drain(time) {
      const ready: RawRecord[] = [];
      const later: RawRecord[] = [];
      for (const record of pending) (record.time < time ? ready : later).push(record);
      pending = later;
      return ready.sort((a, b) => a.time - b.time);
    },
  };
}
