import { join } from 'node:path';
import { tenantId } from '../../events/identity.ts';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import type { EventLog } from '../../services/platform/event-log/event-log.ts';
import { openSqliteStore } from '../../services/platform/store/sqlite/sqlite-store.ts';
import type { Page, PageRequest, Store } from '../../services/platform/store/store.ts';
import { createLogger } from '../../services/platform/telemetry/logger.ts';
import { openBackends } from '../../services/start/backends.ts';
import { readConfig } from '../../services/start/read-config.ts';
import { whereOf } from '../../services/start/run.ts';
import { TENANT } from './input.ts';

export const ACME = tenantId(TENANT);

export interface Held {
  readonly log: EventLog;
  readonly store: Store;
}

/** Looks into a data folder as it is now, also beside the service. */
export async function reading<T>(data: string, look: (held: Held) => Promise<T>): Promise<T> {
  const log = await openSqliteLog({ file: join(data, 'log.db'), now: Date.now, threads: false });
  try {
    const file = join(data, 'store.db');
    const store = await openSqliteStore({ file, now: Date.now, threads: false, reader: true });
    try {
      return await look({ log, store });
    } finally {
      await store.close();
    }
  } finally {
    await log.close();
  }
}

/** The same of servers. */
export async function readingServers<T>(config: string, look: (held: Held) => Promise<T>): Promise<T> {
  const options = { command: 'chaos', logger: createLogger('silent'), now: Date.now, threads: false };
  const backends = await openBackends(whereOf(readConfig(config)), options);
  try {
    return await look(backends);
  } finally {
    await backends.close();
  }
}

/** Every item, page after page. */
export async function toTheEnd<T>(search: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ;) {
    const page = await search(after === undefined ? { limit: 1_000 } : { limit: 1_000, after });
    all.push(...page.items);
    if (page.next === undefined) return all;
    after = page.next;
  }
}
