import Libsql from 'libsql';
import { createPrivately } from './private-file.ts';
import { DatabaseDamagedError, classify } from './errors.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = readonly SqlValue[];

/**
 * A prepared statement. Rows come as arrays in the order of the columns: libsql's objects carry a `_metadata` of its own. Integers come as
 * numbers, so nothing beyond 2^53 may be stored as one. Blobs come as Buffers.
 */
export interface Statement<Row extends SqlRow = SqlRow> {
  all(...parameters: readonly SqlValue[]): readonly Row[];
  get(...parameters: readonly SqlValue[]): Row | undefined;
  /** Row by row, for what is too much at once. End it (or break) before the next write. */
  each(...parameters: readonly SqlValue[]): Iterable<Row>;
  /** Returns how many rows changed. */
  run(...parameters: readonly SqlValue[]): number;
}

/** One connection; everything is synchronous. Failures of disk or file are `DatabaseUnavailableError` and `DatabaseDamagedError`. */
export interface Database {
  readonly file: string;
  exec(sql: string): void;
  prepare<Row extends SqlRow = SqlRow>(sql: string): Statement<Row>;
  /** Runs `work` in a write transaction: all of it is durable on return, none if it throws. Does not nest. */
  write<T>(work: () => T): T;
  close(): void;
}

export interface DatabaseOptions {
  readonly file: string;
  /** SQL of each version of the schema; how many were applied is kept in `user_version`. Only ever append to it. */
  readonly migrations?: readonly string[];
  /** The file must exist; nothing is written, not even migrations. */
  readonly readOnly?: boolean;
  /** Page cache, bytes (default 32 MiB). */
  readonly cacheBytes?: number;
  /** How large the file may grow; beyond it writes fail as on a full disk. */
  readonly maxBytes?: number;
  /** `incremental`: pages of deleted rows can be given back to the disk by `PRAGMA incremental_vacuum`. Only counts for a new file. */
  readonly autoVacuum?: 'incremental';
}

/** Measured with records of 1.5 KB: larger pages write more for a small change, smaller ones split most records. */
export const PAGE_BYTES = 8192;
const BUSY_MS = 5_000;
const CHECKPOINT_PAGES = 2_000;
const WAL_KEPT_BYTES = 64 * 1024 * 1024;

/**
 * Opens (or creates) a database in WAL mode with full sync: a commit that returned survives power loss.
 * @throws DatabaseUnavailableError, DatabaseDamagedError
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { file, readOnly = false } = options;
  const database = new Connection(file, readOnly);
  try {
    configure(database, options);
    if (!readOnly) migrate(database, options.migrations ?? []);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(
  database: Database,
  { readOnly = false, cacheBytes = 32 * 1024 * 1024, maxBytes, autoVacuum }: DatabaseOptions,
): void {
  const pragma = (text: string): unknown => database.prepare(`PRAGMA ${text}`).all();
  pragma(`cache_size = -${String(Math.round(cacheBytes / 1024))}`);
  pragma('foreign_keys = ON');
  pragma('temp_store = MEMORY');
  if (readOnly) return;
  pragma(`page_size = ${String(PAGE_BYTES)}`);
  if (autoVacuum !== undefined) pragma(`auto_vacuum = ${autoVacuum}`);
  pragma('journal_mode = WAL');
  pragma('synchronous = FULL');
  pragma(`wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`);
  pragma(`journal_size_limit = ${String(WAL_KEPT_BYTES)}`);
  if (maxBytes !== undefined) pragma(`max_page_count = ${String(Math.ceil(maxBytes / PAGE_BYTES))}`);
}

function migrate(database: Database, migrations: readonly string[]): void {
  const [version] = database.prepare<[number]>('PRAGMA user_version').get() ?? [0];
  if (version > migrations.length) {
    throw new DatabaseDamagedError(
      `${database.file} was written by a newer version of mfawatch (schema ${String(version)}, ` +
        `this one knows ${String(migrations.length)}): update mfawatch`,
    );
  }
  if (version === migrations.length) return;
  database.write(() => {
    for (const sql of migrations.slice(version)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${String(migrations.length)}`);
  });
}

class Connection implements Database {
  readonly file: string;
  readonly #readOnly: boolean;
  readonly #handle: Libsql.Database;

  constructor(file: string, readOnly: boolean) {
    this.file = file;
    this.#readOnly = readOnly;
    if (!readOnly) createPrivately(file);
    this.#handle = this.#guard(() => new Libsql(readOnly ? readOnlyUri(file) : file, { timeout: BUSY_MS }));
  }

  exec(sql: string): void {
    this.#guard(() => this.#handle.exec(sql));
  }

  prepare<Row extends SqlRow>(sql: string): Statement<Row> {
    const statement = this.#guard(() => this.#handle.prepare(sql));
    if (statement.reader) statement.raw();
    // One array of parameters: a lone blob or null as an argument of its own would be taken for named parameters.
    return {
      all: (...parameters) => this.#guard(() => statement.all(parameters) as Row[]),
      get: (...parameters) => this.#guard(() => statement.get(parameters) as Row | undefined),
      run: (...parameters) => this.#guard(() => statement.run(parameters).changes),
      each: (...parameters) => this.#each<Row>(() => statement.iterate(parameters) as Iterator<Row>),
    };
  }

  write<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.#handle.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (!this.#handle.open) return;
    this.#emptyWal();
    this.#handle.close();
  }

  /** libsql really closes only when its statements are collected, so the file is made complete by itself first. */
  #emptyWal(): void {
    if (this.#readOnly) return;
    try {
      this.#handle.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
    } catch {
      // Nothing is lost: the next to open the file reads the write-ahead log.
    }
  }

  *#each<Row>(start: () => Iterator<Row>): Iterable<Row> {
    const rows = this.#guard(start);
    for (;;) {
      const row = this.#guard(() => rows.next());
      if (row.done === true) return;
      yield row.value;
    }
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw classify(error, this.file);
    }
  }
}

/** libsql ignores `readonly` but takes SQLite's URIs (https://sqlite.org/uri.html). */
function readOnlyUri(file: string): string {
  return `file:${file.replace(/[%?#]/g, encodeURIComponent)}?mode=ro`;
}
