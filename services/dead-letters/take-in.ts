import type { TenantId } from '../../events/identity.ts';
import { groupBy } from '../platform/group-by.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { DocumentWrite, Store } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { DeadLetterRecord } from '../records/index.ts';
import { LETTER_KIND, met, PAYLOAD_KIND } from './letter.ts';
import type { DeadLetter } from './letter.ts';

export interface ArrivedLetter {
  readonly record: DeadLetterRecord;
  readonly offset: number;
}

/** Puts letters that arrived on `mfa.deadletter` into the Store. Repeating it changes nothing. */
export async function takeInLetters(store: Store, letters: readonly ArrivedLetter[]): Promise<void> {
  for (const [tenant, own] of groupBy(letters, ({ record }) => record.tenant)) {
    await takeInOfTenant(store, tenant, own);
  }
}

/** A person may settle one of them meanwhile: then all are read again. */
async function takeInOfTenant(store: Store, tenant: TenantId, letters: readonly ArrivedLetter[]): Promise<void> {
  for (;;) {
    try {
      await store.documents.putAll(ofTenant(tenant), await writesOf(store, tenant, letters));
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

async function writesOf(store: Store, tenant: TenantId, letters: readonly ArrivedLetter[]): Promise<DocumentWrite[]> {
  const writes: DocumentWrite[] = [];
  for (const [id, arrivals] of groupBy(letters, ({ record }) => record.id)) {
    const stored = await store.documents.get<DeadLetter>(ofTenant(tenant), LETTER_KIND, id);
    let letter = stored?.value;
    for (const { record, offset } of arrivals) letter = met(letter, record, offset);
    if (letter === stored?.value) continue;
    const payload = arrivals.at(-1)?.record.replay;
    writes.push({ kind: LETTER_KIND, id, value: letter, expected: stored?.version ?? 'new' });
    writes.push({ kind: PAYLOAD_KIND, id, value: payload, expected: 'any' });
  }
  return writes;
}
