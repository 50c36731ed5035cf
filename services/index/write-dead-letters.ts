import type { Logger } from 'pino';
import { takeInLetters } from '../dead-letters/index.ts';
import { groupBy } from '../platform/group-by.ts';
import type { DeadLetterRecord } from '../records/index.ts';
import { decodeJson } from '../records/index.ts';
import type { WriteBatch } from './index-run.ts';
import { entriesOf } from './log-entry.ts';

/** `mfa.deadletter` → documents of the tenant. */
export const writeDeadLetters: WriteBatch = async ({ store, metrics, logger }, batch, { patience, commit }) => {
  const entries = entriesOf(batch, (bytes) => decodeJson<DeadLetterRecord>(bytes));
  const letters = entries.map(({ item, record: { offset } }) => ({ record: item, offset: Number(offset) }));
  await patience.until(() => takeInLetters(store, letters), batch);
  for (const { item } of entries) metrics.deadLetter(item.stage, item.reason.code);
  report(
    logger,
    entries.map(({ item }) => item),
  );
  await commit();
};

/** One line for each tenant and kind of trouble in the batch. */
function report(logger: Logger, letters: readonly DeadLetterRecord[]): void {
  for (const alike of groupBy(letters, ({ tenant, stage, reason }) => `${tenant} ${stage} ${reason.code}`).values()) {
    const [{ tenant, stage, reason }] = alike as [DeadLetterRecord, ...DeadLetterRecord[]];
    logger.warn(
      { tenant, stage, code: reason.code, count: alike.length },
      'dead letters; mfawatch dlq list shows them',
    );
  }
}
