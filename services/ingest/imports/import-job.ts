import type { Source } from '../../../events/event.ts';
import type { TenantId } from '../../../events/identity.ts';
import type { Head } from '../files/file-cursor.ts';

/** Kind of the documents (System scope) that are import jobs; their id is the job's. */
export const IMPORT_KIND = 'import-job';

/**
 * `reading`: its files are being put on the log. `learning`: all of them are; what they teach of the tenant is being learned. `released`: its
 * people are being judged. `done` and `failed` are ends; a job that failed was judged by as much as had been read.
 */
export type ImportState = 'reading' | 'learning' | 'released' | 'done' | 'failed';

export interface ImportJob {
  readonly id: string;
  readonly tenant: TenantId;
  readonly state: ImportState;
  /** The machine whose files these are, where several share the Store. */
  readonly host?: string;
  /** In the order they are read. */
  readonly files: readonly ImportFile[];
  /** ms since 1970. */
  readonly registered: number;
  readonly finished?: number;
  /** Why it could not be read to its end. */
  readonly error?: string;
}

export interface ImportFile {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** How it began when it was registered. */
  readonly head: Head;
  readonly source?: Source;
  /** Items read so far; durable on the log. */
  readonly read: number;
  /** Of them, those that were no record. */
  readonly refused: number;
  readonly done: boolean;
  /** Why it as a whole gave nothing, or not all. */
  readonly problem?: string;
}

/** The stream its records are under. */
export function importStream(job: string): string {
  return `import:${job}`;
}
