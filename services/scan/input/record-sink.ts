import type { JsonObject, JsonValue, Source } from '../../../events/event.ts';
import type { DeadLetterReason } from '../../../events/result.ts';
import { unwrapDocument } from './envelope.ts';
import { MAX_DEPTH } from './read-item.ts';
import type { Origin, ReadRecord, RejectedRecord } from './read-item.ts';

/** Collects what the readers of one file find, with its counts and the wrappers met. */
export class RecordSink {
  items: (ReadRecord | RejectedRecord)[] = [];
  records = 0;
  rejected = 0;
  readonly wrappers = new Set<string>();
  private readonly file: string;
  private readonly source: Source | undefined;
  private readonly note = (wrapper: string): void => void this.wrappers.add(wrapper);

  constructor(file: string, source?: Source) {
    this.file = file;
    this.source = source;
  }

  /** Hands over what was collected since the last call. */
  take(): (ReadRecord | RejectedRecord)[] {
    const items = this.items;
    this.items = [];
    return items;
  }

  /** Takes a parsed document apart; `line` is where it begins. `inList` numbers records that share lines. */
  document(value: JsonValue, bytes: number, line: number, inList: boolean, excerpt: () => string): void {
    const found = unwrapDocument(value, this.note);
    for (const each of found) {
      const numbered = inList || found.length > 1;
      if (!each.ok) this.reject(each.reason, line, excerpt(), numbered);
      else if (isTooDeep(each.value)) this.reject(TOO_DEEP, line, excerpt(), numbered);
      else this.record(each.value, Math.round(bytes / found.length), line, numbered);
    }
  }

  record(record: JsonObject, bytes: number, line: number, numbered: boolean): void {
    this.records++;
    const origin = this.origin(line, numbered);
    this.items.push(
      this.source === undefined
        ? { kind: 'record', record, bytes, origin }
        : { kind: 'record', record, bytes, origin, source: this.source },
    );
  }

  reject(reason: DeadLetterReason, line: number, excerpt: string, numbered = false): void {
    this.rejected++;
    this.items.push({ kind: 'rejected', reason, origin: this.origin(line, numbered), excerpt });
  }

  private origin(line: number, numbered: boolean): Origin {
    return numbered ? { file: this.file, line, index: this.records + this.rejected } : { file: this.file, line };
  }
}

export const TOO_DEEP: DeadLetterReason = {
  code: 'too_deep',
  message: `nested more than ${String(MAX_DEPTH)} levels deep`,
};

/** Level by level rather than by recursion, so that depth itself can do no harm. */
function isTooDeep(record: JsonObject): boolean {
  let level: object[] = [record];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const next: object[] = [];
    for (const container of level) collectContainers(container, next);
    level = next;
  }
  return false;
}

function collectContainers(container: object, into: object[]): void {
  if (Array.isArray(container)) {
    for (const value of container) if (typeof value === 'object' && value !== null) into.push(value as object);
    return;
  }
  for (const key in container) {
    const value: unknown = (container as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) into.push(value);
  }
}
