import { createHash } from 'node:crypto';
import type { TenantId } from '../../events/identity.ts';
import type { Batch, LogRecord } from '../platform/event-log/event-log.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import type { ItemOutcome } from '../platform/store/store.ts';
import type { DeadLetterRecord } from '../records/index.ts';
import { encodeJson, TOPICS } from '../records/index.ts';
import type { IndexDeps } from './index-run.ts';

/** In base64 and an envelope it still fits into one record of the log (1 MB). */
const LARGEST_KEPT_BYTES = 600_000;
const EXCERPT_LENGTH = 1_000;

/** Something of the log and what became of it in the Store. */
export interface Settlement {
  readonly tenant: TenantId;
  readonly record: LogRecord;
  readonly outcome: ItemOutcome;
}

/** Publishes what the Store will never take as dead letters (I6), so that the rest may go on. */
export async function publishRefusals(
  { log, now, logger }: IndexDeps,
  batch: Batch,
  { patience }: Run,
  settlements: readonly Settlement[],
): Promise<void> {
  const { topic } = batch.assignment;
  const letters = settlements.flatMap(({ tenant, record, outcome }) =>
    outcome.status === 'poison' ? [refusal(tenant, topic, record, outcome.reason, now())] : [],
  );
  if (letters.length === 0) return;
  logger.warn({ topic, count: letters.length, reason: letters[0]?.reason.message }, 'the Store refused records');
  const records = letters.map((letter) => ({ key: letter.id, value: encodeJson(letter) }));
  await patience.until(() => log.publish(TOPICS.deadLetters, records), batch);
}

function refusal(
  tenant: TenantId,
  topic: string,
  { key, value }: LogRecord,
  message: string,
  at: number,
): DeadLetterRecord {
  const bytes = value ?? new Uint8Array();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    id: createHash('sha256').update(['index', tenant, topic, key, sha256].join('\0')).digest('hex').slice(0, 32),
    tenant,
    stage: 'index',
    reason: { code: 'unindexable', message },
    at,
    origin: topic,
    replay:
      bytes.length <= LARGEST_KEPT_BYTES
        ? { kind: 'republish', topic, key, value: Buffer.from(bytes).toString('base64') }
        : {
            kind: 'none',
            sha256,
            bytes: bytes.length,
            excerpt: Buffer.from(bytes).toString('utf8', 0, EXCERPT_LENGTH),
          },
  };
}
