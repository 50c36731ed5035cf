import { takeInLetters } from '../dead-letters/index.ts';
import type { DeadLetterRecord } from '../records/index.ts';
import { decodeJson } from '../records/index.ts';
import type { WriteBatch } from './index-run.ts';
import { entriesOf } from './log-entry.ts';

/** `mfa.deadletter` → documents of the tenant. */
export const writeDeadLetters: WriteBatch = async ({ store, metrics }, batch, { patience, commit }) => {
  const entries = entriesOf(batch, (bytes) => decodeJson<DeadLetterRecord>(bytes));
  const letters = entries.map(({ item, record: { offset } }) => ({ record: item, offset: Number(offset) }));
  await patience.until(() => takeInLetters(store, letters), batch);
  for (const { item } of entries) metrics.deadLetter(item.stage, item.reason.code);
  await commit();
};
