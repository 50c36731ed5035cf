import type { TenantId } from '../../../../events/identity.ts';
import type { ItemOutcome } from '../store.ts';
import { StoreUnavailableError } from '../store.ts';
import { keyOf } from './row-table.ts';
import type { Row, RowFailure, RowKey, RowUnit } from './row-table.ts';

/** How often what others write at the same time is decided anew. */
const ATTEMPTS = 10;

/** What a kind of record does to the rows it concerns. */
export interface Settling<R extends Row, T> {
  readonly keyOf: (record: T) => RowKey;
  /** Why the record is never taken in; undefined where it is. */
  readonly refusal: (record: T) => string | undefined;
  /** Takes one record into the unit, in memory. */
  readonly take: (unit: RowUnit<R>, record: T) => Promise<ItemOutcome>;
}

/**
 * Takes in what is not refused. Outcomes in the order of the records.
 * @throws StoreUnavailableError
 */
export async function settleRecords<R extends Row, T>(
  records: readonly T[],
  open: () => RowUnit<R>,
  settling: Settling<R, T>,
): Promise<readonly ItemOutcome[]> {
  const refusals = records.map(settling.refusal);
  const good = records.filter((_, at) => refusals[at] === undefined);
  const outcomes = (await settleGood(good, open, settling)).values();
  return refusals.map((reason) => {
    if (reason !== undefined) return { status: 'poison', reason };
    return outcomes.next().value ?? { status: 'retry', reason: 'no outcome' };
  });
}

/**
 * Takes records in until none of the rows they concern was written by somebody else meanwhile. Outcomes in the order of the records.
 * @throws StoreUnavailableError
 */
async function settleGood<R extends Row, T>(
  records: readonly T[],
  open: () => RowUnit<R>,
  { keyOf: keyOfRecord, take }: Settling<R, T>,
): Promise<readonly ItemOutcome[]> {
  const outcomes: (ItemOutcome | undefined)[] = records.map(() => undefined);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const unit = open();
    await unit.load(records.map(keyOfRecord));
    const said: ItemOutcome[] = [];
    for (const record of records) said.push(await take(unit, record));
    const failures = await unit.save();
    records.forEach((record, at) => {
      const failure = failures.get(keyOf(keyOfRecord(record)));
      // What an earlier attempt wrote is no duplicate only because it is met again.
      if (failure === undefined) outcomes[at] ??= said[at];
      else if (failure.status !== 'conflict') outcomes[at] ??= failure;
    });
    const refused = [...failures.values()].find(({ status }) => status === 'retry');
    // Rows the records only lead to: the caller comes again with all of them.
    if (refused?.status === 'retry') return outcomes.map((outcome) => restless(outcome, refused));
    if (![...failures.values()].some(({ status }) => status === 'conflict')) break;
  }
  return outcomes.map((outcome) => outcome ?? { status: 'retry', reason: 'somebody else writes the same' });
}

/** The rows of that id, at most one a tenant. */
export async function rowsOf<R extends Row>(
  unit: RowUnit<R>,
  tenants: readonly TenantId[],
  id: string,
): Promise<readonly R[]> {
  await unit.load(tenants.map((tenant) => ({ tenant, id })));
  const rows = await Promise.all(tenants.map((tenant) => unit.get(tenant, id)));
  return rows.filter((row) => row !== undefined);
}

function restless(outcome: ItemOutcome | undefined, refused: RowFailure & { readonly status: 'retry' }): ItemOutcome {
  return outcome?.status === 'poison' ? outcome : refused;
}

/**
 * Changes one row, again where somebody else wrote it meanwhile.
 * @param change what `row` is to be; it throws where that cannot be. The same row: nothing is written
 * @throws StoreUnavailableError
 */
export async function changeRow<R extends Row>(
  key: RowKey,
  open: () => RowUnit<R>,
  change: (row: R | undefined) => R,
): Promise<R> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const unit = open();
    const row = await unit.get(key.tenant, key.id);
    const next = change(row);
    if (next !== row) unit.set(next);
    const failure = (await unit.save()).get(keyOf(key));
    if (failure === undefined) return next;
    if (failure.status !== 'conflict')
      throw new StoreUnavailableError(`Elasticsearch does not take ${key.id} now: ${failure.reason}`);
  }
  throw new StoreUnavailableError(`${key.id} is being written by many at a time`);
}
