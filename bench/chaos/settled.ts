import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../../events/identity.ts';
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
import { listTenants } from '../../services/tenants/registry.ts';
import type { Held } from './held.ts';
import { reading } from './held.ts';

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
  return untilAtRest(service, (look) => reading(data, look), [logs], withinMs);
}

/** The same wherever log and Store are, of all tenants. @param logs the folders of all files that are followed */
export async function untilAtRest(
  service: Worker,
  read: Reading,
  logs: readonly string[],
  withinMs = 180_000,
): Promise<void> {
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

interface State {
  readonly waitsFor: readonly string[];
  readonly ends: string;
}

async function stateOf({ log, store }: Held, logs: readonly string[]): Promise<State> {
  const lags = (await readLags(log)).filter(({ records }) => records > 0);
  const bytes = await bytesRead(store);
  const tenants = await Promise.all((await listTenants(store)).map((tenant) => leftOf(store, tenant)));
  const left: readonly Left[] = [
    ...lags.map(({ group, records }) => [`${group} behind`, records] as const),
    ['bytes unread', sum(logs.map(bytesBelow)) - bytes],
    ['imports', (await openImports(store)).length],
    ...tenants.flat(),
  ];
  const ends = await Promise.all(Object.values(TOPICS).map((topic) => log.endOffsets(topic)));
  const waitsFor = left.filter(([, number]) => number !== 0).map(([what, number]) => `${what}: ${String(number)}`);
  return { waitsFor, ends: ends.flat().join(' ') };
}

/** What is waited for, and how much of it. */
type Left = readonly [string, number];

async function leftOf(store: Store, tenant: TenantId): Promise<readonly Left[]> {
  const count = async (kind: string): Promise<number> => (await listAll(store, ofTenant(tenant), kind)).length;
  return [
    [`changes of tables of ${tenant}`, (await pendingChanges(store, tenant)).length],
    [`days of ${tenant} to learn`, Math.max(0, (await count(DIRTY_KIND)) - OPEN_DAYS)],
    [`items of ${tenant} to send`, await count(KINDS.outbox)],
  ];
}

/** Of all files that are followed: their records are on the log for good. */
export async function bytesRead(store: Store): Promise<number> {
  const cursors = await listAll<SourceCursor>(store, SYSTEM, CURSOR_KIND);
  const files = cursors.flatMap(({ value }) => (value.cursor as FilesCursor | undefined)?.files ?? []);
  return sum(files.map((file) => (file.kind === 'lines' ? file.offset : file.done ? file.size : 0)));
}

function bytesBelow(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return sum(entries.map((entry) => statSync(join(entry.parentPath, entry.name)).size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
