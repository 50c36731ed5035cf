import { randomUUID } from 'node:crypto';
import type { SystemScope, TenantScope } from '../scope.ts';
import { ConflictError, StoreUnavailableError } from '../store.ts';
import type { DocumentStore, DocumentWrite, Expected } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { BulkResult, BulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { DOCUMENT_FIELDS, deleteOver, placeOf, refOf, versionAt, versionOf, writeOver } from './document-copy.ts';
import type { Copy, DocumentName } from './document-copy.ts';
import { listDocuments, storedDocument } from './document-list.ts';
import { readDocuments } from './document-reads.ts';
import { recoverTransactions } from './document-recovery.ts';
import { backOff, settledCopies, writeTogether } from './document-transaction.ts';
import type { Change } from './document-transaction.ts';
import type { DocumentRef } from './documents.ts';
import { ensureFixedIndex } from './fixed-index.ts';
import { TRANSACTION_FIELDS } from './transaction-record.ts';

/** Makes the indices and carries out what crashed processes left half done, then gives the store. */
export async function openDocumentStore(es: Elasticsearch, now: () => number): Promise<DocumentStore> {
  await ensureFixedIndex(es, 'documents', DOCUMENT_FIELDS);
  await ensureFixedIndex(es, 'transactions', TRANSACTION_FIELDS);
  await recoverTransactions(es, now);
  const write = (scope: TenantScope | SystemScope, writes: readonly Write[]): Promise<string | undefined> =>
    writeDocuments(es, now, ownerOf(scope), writes);
  return {
    get: async <T>(scope: TenantScope | SystemScope, kind: string, id: string) => {
      const [found] = await readDocuments(es, [refOf(es, { tenant: ownerOf(scope), kind, id })]);
      return found === undefined ? undefined : storedDocument<T>(id, found);
    },
    put: async (scope, kind, id, value, expected) => {
      const version = await write(scope, [{ kind, id, expected, text: textOf(kind, id, value) }]);
      if (version === undefined) throw new Error('Elasticsearch returned no version of what it wrote');
      return { id, version, value };
    },
    putAll: async (scope, writes) => {
      await write(scope, writes.map(toWrite));
    },
    delete: async (scope, kind, id, expected = 'any') => {
      await write(scope, [{ kind, id, text: null, expected }]);
    },
    list: (scope, kind, options = {}) => listDocuments(es, scope, kind, options),
  };
}

/** The tenant's own documents, or under no name the system's: the two never meet. */
function ownerOf(scope: TenantScope | SystemScope): string {
  return scope.kind === 'system' ? '' : scope.tenant;
}

interface Write {
  readonly kind: string;
  readonly id: string;
  /** JSON; null deletes. */
  readonly text: string | null;
  readonly expected: Expected;
}

function toWrite({ kind, id, value, expected }: DocumentWrite): Write {
  return { kind, id, expected, text: value === null ? null : textOf(kind, id, value) };
}

function textOf(kind: string, id: string, value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`document ${kind} ${id} is no JSON`);
  return text;
}

/** A document with all that one call wants of it, in order. */
interface Task {
  readonly name: DocumentName;
  readonly ref: DocumentRef;
  readonly writes: readonly [Write, ...Write[]];
}

/**
 * All or none.
 * @returns the version where a single document was put
 * @throws ConflictError, StoreUnavailableError
 */
async function writeDocuments(
  es: Elasticsearch,
  now: () => number,
  tenant: string,
  writes: readonly Write[],
): Promise<string | undefined> {
  const tasks = tasksOf(es, tenant, writes);
  const stamp = randomUUID();
  const [only] = tasks;
  if (only !== undefined && tasks.length === 1) {
    const result = await writeUnseen(es, only, stamp);
    if (result?.status === 'written') return versionAt(result);
  }
  for (let failed = 0; ; failed += 1) {
    const copies = await settledCopies(
      es,
      tasks.map(({ ref }) => ref),
      now,
    );
    // The answer to our own write was lost, and the client sent it again.
    if (only !== undefined && copies[0]?.source.stamp === stamp) return versionOf(copies[0]);
    const changes = tasks.flatMap((task, at) => changeOf(task, copies[at]));
    const [change] = changes;
    if (change === undefined) return undefined;
    if (changes.length === 1) {
      const result = await writeSingle(es, change, stamp);
      if (result.status === 'written') return versionAt(result);
    } else if (await writeTogether(es, changes, now)) return undefined;
    await backOff(failed);
  }
}

function tasksOf(es: Elasticsearch, tenant: string, writes: readonly Write[]): readonly Task[] {
  const tasks = new Map<string, Task>();
  for (const write of writes) {
    const name = { tenant, kind: write.kind, id: write.id };
    const ref = refOf(es, name);
    tasks.set(ref.id, { name, ref, writes: [...(tasks.get(ref.id)?.writes ?? []), write] as [Write, ...Write[]] });
  }
  return [...tasks.values()];
}

/** Without reading first, where what is expected names the copy to write over. Undefined where it does not. */
async function writeUnseen(
  es: Elasticsearch,
  { name, ref, writes }: Task,
  stamp: string,
): Promise<BulkResult | undefined> {
  const [{ text, expected }] = writes;
  const place = expected === 'new' || expected === 'any' ? undefined : placeOf(expected);
  if (writes.length > 1 || (place === undefined && (expected !== 'new' || text === null))) return undefined;
  if (text !== null) return writeOne(es, writeOver(ref, place, { ...name, value: text, stamp }));
  return place === undefined ? undefined : writeOne(es, deleteOver(ref, place));
}

function writeSingle(es: Elasticsearch, { name, ref, over, text }: Change, stamp: string): Promise<BulkResult> {
  if (text !== null) return writeOne(es, writeOver(ref, over, { ...name, value: text, stamp }));
  if (over === undefined) throw new Error('what is not there needs no deleting');
  return writeOne(es, deleteOver(ref, over));
}

async function writeOne(es: Elasticsearch, write: BulkWrite): Promise<BulkResult> {
  const [result] = await bulkWrite(es, [write]);
  if (result === undefined || result.status === 'retry')
    throw new StoreUnavailableError(`Elasticsearch takes no documents: ${result?.reason ?? 'no answer'}`);
  if (result.status === 'poison') throw new Error(`Elasticsearch refuses a document: ${result.reason}`);
  return result;
}

/** @throws ConflictError where the document is not as one of the writes expects it; [] where there is nothing to do */
function changeOf({ name, ref, writes }: Task, over: Copy | undefined): readonly Change[] {
  let version = over === undefined ? undefined : versionOf(over);
  for (const { text, expected } of writes) {
    // Deleting what is not there is no error, whatever was expected of it.
    if (text === null && version === undefined) continue;
    if (expected !== 'any' && (version ?? 'new') !== expected)
      throw new ConflictError(
        `document ${name.kind} ${name.id} ${version === undefined ? 'is not there' : 'has changed since'}`,
      );
    version = text === null ? undefined : 'of this very call';
  }
  const text = writes.at(-1)?.text ?? null;
  return text === null && over === undefined ? [] : [{ name, ref, over, text }];
}
