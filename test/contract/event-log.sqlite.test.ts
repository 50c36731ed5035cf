import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../../services/platform/event-log/sqlite/index.ts';
import { eventLogContract } from './event-log.ts';
import type { LogFixture } from './event-log.ts';

function sqliteFixture(threads: boolean): LogFixture {
  const folder = mkdtempSync(join(tmpdir(), 'mfaw-log-'));
  return {
    open: () => openSqliteLog({ file: join(folder, 'log.db'), now: Date.now, threads }),
    dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

eventLogContract('SQLite inline', () => Promise.resolve(sqliteFixture(false)));
eventLogContract('SQLite in a thread', () => Promise.resolve(sqliteFixture(true)));
