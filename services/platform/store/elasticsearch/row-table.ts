import type { TenantId } from '../../../../events/identity.ts';
import { ofTenant } from '../scope.ts';
import type { HistoryEntry, HistoryStore } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkResult } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';

/** What detection and people say of one subject (an alert, an incident), as it is kept in one document. */
export interface Row {
  readonly tenant: TenantId;
  readonly id: string;
  /**
   * Entries of the history that belong to what was last written and may not be in the history yet: the document is the one step in which a
   * triage and its history happen. Whoever meets them writes them; the same entry twice is one.
   */
  readonly unsaid: readonly HistoryEntry[];
}

/** How rows of a kind lie in documents. */
export interface RowFormat<R extends Row> {
  readonly history: HistoryStore;
  /** Index of the subject with this id. */
  index(tenant: TenantId, id: string): string;
  encode(row: R): object;
  decode(source: unknown): R;
}

export interface RowKey {
  readonly tenant: TenantId;
  readonly id: string;
}

/** The copy a row was read from. */
interface Origin {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

/** Why a row was not written. `conflict`: somebody else wrote it first. */
export type RowFailure = Exclude<BulkResult, { readonly status: 'written' }>;

/** Rows read, changed in memory and written together, each only over the copy it was read from. Made anew for each attempt. */
export interface RowUnit<R extends Row> {
  /** Reads those not read yet, in one request. */
  load(keys: readonly RowKey[]): Promise<void>;
  get(tenant: TenantId, id: string): Promise<R | undefined>;
  set(row: R): void;
  /** Writes what was set, then the history that belongs to it. Returns the rows that were not written. @throws StoreUnavailableError */
  save(): Promise<ReadonlyMap<string, RowFailure>>;
}

export function keyOf({ tenant, id }: RowKey): string {
  return `${tenant}|${id}`;
}

export function rowUnit<R extends Row>(es: Elasticsearch, format: RowFormat<R>): RowUnit<R> {
  const rows = new Map<string, R | undefined>();
  const origins = new Map<string, Origin>();
  const changed = new Set<string>();
  const refOf = (key: RowKey) => ({ index: format.index(key.tenant, key.id), id: keyOf(key) });

  const load = async (keys: readonly RowKey[]): Promise<void> => {
    const missing = [...new Map(keys.map((key) => [keyOf(key), key])).values()].filter((key) => !rows.has(keyOf(key)));
    const found = await getDocuments(es, missing.map(refOf));
    missing.forEach((key, at) => {
      const document = found[at];
      rows.set(keyOf(key), document === undefined ? undefined : format.decode(document.source));
      if (document !== undefined) origins.set(keyOf(key), document);
    });
  };

  /** @returns what became of each row, by its key */
  const write = async (written: readonly R[]): Promise<ReadonlyMap<string, BulkResult>> => {
    const results = await bulkWrite(
      es,
      written.map((row) => {
        const origin = origins.get(keyOf(row));
        const body = [Buffer.from(JSON.stringify(format.encode(row)))];
        const condition = origin === undefined ? {} : { seqNo: origin.seqNo, primaryTerm: origin.primaryTerm };
        return { ...refOf(row), ...condition, action: origin === undefined ? 'create' : 'index', body };
      }),
    );
    written.forEach((row, at) => {
      const result = results[at];
      if (result?.status === 'written') origins.set(keyOf(row), result);
    });
    return new Map(written.flatMap((row, at) => (results[at] === undefined ? [] : [[keyOf(row), results[at]]])));
  };

  const save = async (): Promise<ReadonlyMap<string, RowFailure>> => {
    const results = await write([...changed].flatMap((key) => rows.get(key) ?? []));
    changed.clear();
    const failures = [...results].filter((entry): entry is [string, RowFailure] => entry[1].status !== 'written');
    const failed = new Map(failures);
    const saying = [...rows.values()].flatMap((row) =>
      row === undefined || row.unsaid.length === 0 || failed.has(keyOf(row)) ? [] : [row],
    );
    await say(format.history, saying);
    // Should this not work, they are said once more.
    await write(saying.map((row) => ({ ...row, unsaid: [] })));
    return failed;
  };

  return {
    load,
    get: async (tenant, id) => {
      await load([{ tenant, id }]);
      return rows.get(keyOf({ tenant, id }));
    },
    set: (row) => {
      rows.set(keyOf(row), row);
      changed.add(keyOf(row));
    },
    save,
  };
}

async function say(history: HistoryStore, rows: readonly Row[]): Promise<void> {
  for (const { tenant, unsaid } of rows) await history.append(ofTenant(tenant), unsaid);
}
