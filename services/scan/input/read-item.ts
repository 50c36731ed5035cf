import type { JsonObject, Source } from '../../../events/event.ts';
import type { DeadLetterReason } from '../../../events/result.ts';

/** What a person named on the command line: a file, a folder, or `-` for standard input. `source` is what they say it holds. */
export interface Input {
  readonly path: string;
  readonly source?: Source;
}

/** Where a record was found. `line` counts from 1; `index` is its position, from 1, among the records of a file that holds a list. */
export interface Origin {
  readonly file: string;
  readonly line?: number;
  readonly index?: number;
}

export interface ReadRecord {
  readonly kind: 'record';
  readonly record: JsonObject;
  /** Size of the record as it stood in the file, its envelope included. */
  readonly bytes: number;
  readonly origin: Origin;
  readonly source?: Source;
}

export interface RejectedRecord {
  readonly kind: 'rejected';
  readonly reason: DeadLetterReason;
  readonly origin: Origin;
  /** The beginning of what was rejected, printable, short. */
  readonly excerpt: string;
}

/** Said once per file, after its last record. */
export interface FileSummary {
  readonly kind: 'file';
  readonly file: string;
  readonly format: FileFormat;
  /** What the records were wrapped in, outermost first: `gzip`, `utf-16le`, `array`, `value`, `_raw`, `event.original` … */
  readonly wrappers: readonly string[];
  readonly records: number;
  readonly rejected: number;
  /** Why the file as a whole could not be read, or not to its end. */
  readonly problem?: string;
}

export type FileFormat = 'json' | 'csv' | 'empty' | 'unsupported';
export type ReadItem = ReadRecord | RejectedRecord | FileSummary;

/** A record larger than this is not held in memory. No provider's record comes near (Okta's largest are about 100 KB). */
export const MAX_RECORD_BYTES = 10 * 1024 * 1024;
/** Nesting beyond this is an attack or a mistake: the deepest genuine records have about ten levels. */
export const MAX_DEPTH = 200;
