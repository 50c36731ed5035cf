import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { OutgoingRecord } from '../platform/event-log/event-log.ts';
import type { RawData } from '../records/index.ts';
import { encodeRaw } from '../records/index.ts';
import { goneLetter, posted, rawLetter } from './dead-letter.ts';
import type { FetchedRecord, RefusedRecord } from './source.ts';

/** No broker takes a message above 1 MB by default, so a record must fit once it is compressed. No provider's record comes near. */
const MAX_COMPRESSED_BYTES = 900 * 1024;

/** What every record of one fetch has in common. */
export type FetchHead = Pick<RawData, 'tenant' | 'stream' | 'fetched' | 'history'>;

export interface RawOutgoing {
  readonly raw: readonly OutgoingRecord[];
  readonly letters: readonly OutgoingRecord[];
}

/** What a fetch puts on `mfa.raw`, and on `mfa.deadletter` for what cannot go there. */
export function rawOutgoing(
  head: FetchHead,
  records: readonly FetchedRecord[],
  refused: readonly RefusedRecord[],
): RawOutgoing {
  const raw: OutgoingRecord[] = [];
  const letters = refused.map((one) => refusedLetter(head, one));
  for (const fetched of records) {
    const value = encodeRaw(rawData(head, fetched));
    if (value.length > MAX_COMPRESSED_BYTES && gzipSync(value).length > MAX_COMPRESSED_BYTES)
      letters.push(tooLarge(head, fetched));
    else raw.push({ key: rawKey(head, fetched), value });
  }
  return { raw, letters };
}

function rawData(head: FetchHead, { record, source, origin }: Omit<FetchedRecord, 'nativeId'>): RawData {
  return {
    kind: 'data',
    ...head,
    ...(source === undefined ? {} : { source }),
    ...(origin === undefined ? {} : { origin }),
    record,
  };
}

/** Without an id of its own, equal texts still go the same way. */
function rawKey({ tenant }: FetchHead, { nativeId, record }: Pick<FetchedRecord, 'nativeId' | 'record'>): string {
  const id = nativeId ?? createHash('sha256').update(record).digest('base64url').slice(0, 16);
  return `${tenant}|${id}`;
}

function tooLarge(head: FetchHead, { record, origin }: FetchedRecord): OutgoingRecord {
  const message = `a record of ${String(Buffer.byteLength(record))} bytes: more than fits into a message`;
  return posted(goneLetter(refusalOf(head, { code: 'too_large', message }, origin), record));
}

function refusedLetter(head: FetchHead, { reason, text, whole, source, origin }: RefusedRecord): OutgoingRecord {
  const refusal = refusalOf(head, reason, origin);
  if (!whole || text.length > MAX_COMPRESSED_BYTES) return posted(goneLetter(refusal, text));
  const fetched = {
    record: text,
    ...(source === undefined ? {} : { source }),
    ...(origin === undefined ? {} : { origin }),
  };
  return posted(rawLetter(refusal, rawKey(head, fetched), encodeRaw(rawData(head, fetched)), text));
}

function refusalOf(
  { tenant, stream, fetched }: FetchHead,
  reason: RefusedRecord['reason'],
  origin: string | undefined,
) {
  return { tenant, stage: 'ingest', reason, at: fetched, origin: origin ?? stream } as const;
}
