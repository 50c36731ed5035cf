import type { Batch, LogRecord } from '../platform/event-log/event-log.ts';

/** A record of the log and what it says. */
export interface LogEntry<T> {
  readonly record: LogRecord;
  readonly bytes: Uint8Array;
  readonly item: T;
}

export function entriesOf<T>({ records }: Batch, decode: (bytes: Uint8Array) => T): readonly LogEntry<T>[] {
  return records.flatMap((record) => {
    const { value: bytes } = record;
    return bytes === null ? [] : [{ record, bytes, item: decode(bytes) }];
  });
}
