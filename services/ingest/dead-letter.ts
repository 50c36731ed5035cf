import { createHash } from 'node:crypto';
import { encodeJson } from '../records/index.ts';
import type { DeadLetterRecord } from '../records/index.ts';
import type { OutgoingRecord } from '../platform/event-log/event-log.ts';

const EXCERPT = 200;

/** What a dead letter says beside its id, which follows from what was refused. */
export type Refusal = Omit<DeadLetterRecord, 'id' | 'replay'>;

/** The same record refused by the same stage is the same letter, wherever it lies in a file or on the log. */
function letterId({ stage, tenant }: Refusal, content: string | Uint8Array): string {
  const hash = createHash('sha256').update(`${stage}|${tenant}|`).update(content);
  return hash.digest('base64url').slice(0, 22);
}

/** Refused for what it is: kept whole, so that it can be published again after a fix. `value` is the record as on `mfa.raw`. */
export function rawLetter(refusal: Refusal, key: string, value: Uint8Array, record: string): DeadLetterRecord {
  const replay = { kind: 'raw', key, value: Buffer.from(value).toString('base64') } as const;
  return { ...refusal, id: letterId(refusal, record), replay };
}

/** Never became a record, or too large a one to keep: what can be said of it. `bytes` is its size where more than `text` is known of it. */
export function goneLetter(refusal: Refusal, text: string, bytes = Buffer.byteLength(text)): DeadLetterRecord {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const replay = { kind: 'none', sha256, bytes, excerpt: text.slice(0, EXCERPT) } as const;
  return { ...refusal, id: letterId(refusal, `${refusal.origin ?? ''}|${text}`), replay };
}

/** A letter on its way to `mfa.deadletter`. */
export function posted(letter: DeadLetterRecord): OutgoingRecord {
  return { key: `${letter.tenant}|${letter.id}`, value: encodeJson(letter) };
}
