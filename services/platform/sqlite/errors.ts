/** Why SQLite cannot work now. All of them may pass: somebody frees space, mounts the disk again, ends the other writer. */
export type UnavailableReason = 'full' | 'io' | 'readonly' | 'busy';

/** The database cannot take or give now. Adapters turn it into `LogUnavailableError` or `StoreUnavailableError`. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
  readonly code = 'MFAW_DATABASE_UNAVAILABLE';
}

/** The file is damaged, no database, or of a newer program: waiting does not help. */
export class DatabaseDamagedError extends Error {
  override readonly name = 'DatabaseDamagedError';
  readonly code = 'MFAW_DATABASE_DAMAGED';
}

const UNAVAILABLE: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(IOERR|CANTOPEN|PERM|NOMEM)/, 'io'],
  [/^SQLITE_READONLY/, 'readonly'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'busy'],
];

const WORDS: Readonly<Record<UnavailableReason, string>> = {
  full: 'the disk, or the size it may have, is full',
  io: 'the disk cannot be read or written',
  readonly: 'it is read only',
  busy: 'another process holds it',
};

/**
 * What a failure of libsql means, by SQLite's result codes (https://sqlite.org/rescode.html). Anything that is no matter of disk or file (a
 * constraint, a mistake in SQL) comes back as it is.
 */
export function classify(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const message = String((error as { readonly message?: unknown }).message);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    const what = code.startsWith('SQLITE_NOTADB') ? 'is not a database' : 'is damaged';
    return new DatabaseDamagedError(`${file} ${what} (${message}): restore the data folder from a backup`, {
      cause: error,
    });
  }
  const reason = UNAVAILABLE.find(([pattern]) => pattern.test(code))?.[1];
  if (reason === undefined) return error;
  return new DatabaseUnavailableError(`${file}: ${WORDS[reason]} (${message})`, { cause: error });
}

/** libsql gives a failed open no code. */
function sqliteCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return /^ConnectionFailed\(/.test(String(message)) ? 'SQLITE_CANTOPEN' : '';
}
