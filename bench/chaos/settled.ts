import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLags } from '../../services/api/lag.ts';
import type { FilesCursor } from '../../services/ingest/files/files-source.ts';
import type { SourceCursor } from '../../services/ingest/follow-source.ts';
import { CURSOR_KIND } from '../../services/ingest/follow-source.ts';
import { pendingChanges } from '../../services/learn/announce-change.ts';
import { DIRTY_KIND } from '../../services/learn/dirty-days.ts';
import { openImports } from '../../services/learn/release-import.ts';
import { KINDS } from '../../services/notify/notification.ts';
import { listAll } from '../../services/platform/store/list-all.ts';
import { ofTenant, SYSTEM } from '../../services/platform/store/scope.ts';
import type { Store } from '../../services/platform/store/store.ts';
import { TOPICS } from '../../services/records/index.ts';
import type { Held } from './held.ts';
import { ACME, reading } from './held.ts';

const LOOK_EVERY_MS = 500;
/** What waits for nothing but time (another day has begun): at most the days of the newest events. */
const OPEN_DAYS = 2;
/** Looks in a row that found nothing to do and nothing written. */
const CALM_LOOKS = 4;

/** Whoever works there. */
export interface Worker {
  readonly isAlive: boolean;
  /** What it says of itself. */
  readonly output: string;
}

/** Looks at log and Store wherever they are. */
export type Reading = <T>(look: (held: Held) => Promise<T>) => Promise<T>;

/** Waits until the service has read all files and has nothing left to do. @throws Error saying what it still waits for */
export function untilCalm(service: Worker, data: string, logs: string, withinMs?: number): Promise<void> {
  return untilAtRest(service, (look) => reading(data, look), logs, withinMs);
}

/** The same wherever log and Store are. */
export async function untilAtRest(service: Worker, read: Reading, logs: string, withinMs = 180_000): Promise<void> {
  let calm = 0;
  let before = '';
  for (const until = Date.now() + withinMs; calm < CALM_LOOKS;) {
    await sleep(LOOK_EVERY_MS);
    if (!service.isAlive) throw new Error(`the service ended by itself:\n${service.output}`);
    const now = await read((held) => stateOf(held, logs));
    if (now.waitsFor.length > 0 && Date.now() > until)
      throw new Error(`never calm: ${now.waitsFor.join('; ')}\n${service.output}`);
    calm = now.waitsFor.length === 0 && now.ends === before ? calm + 1 : 0;
    before = now.ends;
  }
}

async function stateOf({ log, store }: Held, logs: string): Promise<{ waitsFor: string[]; ends: string }> {
  const scope = ofTenant(ACME);
  const lags = (await readLags(log)).filter(({ records }) => records > 0);
  const bytes = await bytesRead(store);
  const count = async (kind: string): Promise<number> => (await listAll(store, scope, kind)).length;
  const left: readonly (readonly [string, number])[] = [
    ...lags.map(({ group, records }) => [`${group} behind`, records] as const),
    ['bytes unread', bytesBelow(logs) - bytes],
    ['imports', (await openImports(store)).length],
    ['changes of tables', (await pendingChanges(store, ACME)).length],
    ['days to learn', Math.max(0, (await count(DIRTY_KIND)) - OPEN_DAYS)],
    ['items to send', await count(KINDS.outbox)],
  ];
  const ends = await Promise.all(Object.values(TOPICS).map((topic) => log.endOffsets(topic)));
  const waitsFor = left.filter(([, number]) => number !== 0).map(([what, number]) => `${what}: ${String(number)}`);
  return { waitsFor, ends: ends.flat().join(' ') };
}

async function bytesRead(store: Store): Promise<number> {
  const cursors = await listAll<SourceCursor>(store, SYSTEM, CURSOR_KIND);
  const files = cursors.flatMap(({ value }) => (value.cursor as FilesCursor | undefined)?.files ?? []);
  return files.reduce((sum, file) => sum + (file.kind === 'lines' ? file.offset : file.done ? file.size : 0), 0);
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
