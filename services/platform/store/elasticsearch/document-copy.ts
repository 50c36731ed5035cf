import { createHash } from 'node:crypto';
import type { BulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import type { DocumentRef, FoundDocument } from './documents.ts';
import { fixedIndex } from './fixed-index.ts';

/** A document as Elasticsearch keeps it. Values are JSON as text: of any shape, never mapped. */
export interface DocumentSource {
  /** Empty for the system's. */
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
  /** Absent: there is none yet, only the intent to make one. */
  readonly value?: string;
  /** Of the value, where another copy than this one brought it. */
  readonly version?: string;
  /** Of the call that wrote this copy: it knows its own work again after a lost answer. */
  readonly stamp: string;
  /** What holds as soon as the transaction is committed; without a value the document is deleted. */
  readonly intent?: { readonly transaction: string; readonly value?: string };
}

export const DOCUMENT_FIELDS = {
  tenant: { type: 'keyword' },
  kind: { type: 'keyword' },
  id: { type: 'keyword' },
  intent: { properties: { transaction: { type: 'keyword' } } },
} as const;

export type Copy = FoundDocument<DocumentSource>;

/** Somebody may have changed their mind about a copy only by writing another one: its place in the order of all writes is its name. */
export interface Place {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface DocumentName {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
}

export function refOf(es: Elasticsearch, { tenant, kind, id }: DocumentName): DocumentRef {
  const hash = createHash('sha256').update(JSON.stringify([tenant, kind, id]));
  return { index: fixedIndex(es, 'documents'), id: hash.digest('base64url') };
}

export function versionAt({ seqNo, primaryTerm }: Place): string {
  return `${String(primaryTerm)}.${String(seqNo)}`;
}

/** Undefined where it is no version of ours. */
export function placeOf(version: string): Place | undefined {
  const [, primaryTerm, seqNo] = /^(\d{1,15})\.(\d{1,15})$/.exec(version) ?? [];
  return primaryTerm === undefined ? undefined : { primaryTerm: Number(primaryTerm), seqNo: Number(seqNo) };
}

/** Version of the value before any intent. */
export function versionOf(copy: Copy): string {
  return copy.source.version ?? versionAt(copy);
}

export function isSameCopy(a: Copy | undefined, b: Copy | undefined): boolean {
  return a?.seqNo === b?.seqNo && a?.primaryTerm === b?.primaryTerm;
}

/** Writes over that very copy, or where there must be none. */
export function writeOver(ref: DocumentRef, over: Place | undefined, source: DocumentSource): BulkWrite {
  const body = [Buffer.from(JSON.stringify(source))];
  if (over === undefined) return { action: 'create', ...ref, body };
  return { action: 'index', ...ref, seqNo: over.seqNo, primaryTerm: over.primaryTerm, body };
}

export function deleteOver(ref: DocumentRef, { seqNo, primaryTerm }: Place): BulkWrite {
  return { action: 'delete', ...ref, seqNo, primaryTerm };
}

/** What takes the intent from a copy: carried out, or as if it had never been. */
export function settleIntent(ref: DocumentRef, copy: Copy, committed: boolean): BulkWrite {
  const { intent, value: before, version: versionBefore, ...rest } = copy.source;
  const value = committed ? intent?.value : before;
  if (value === undefined) return deleteOver(ref, copy);
  const version = committed ? versionAt(copy) : versionBefore;
  return writeOver(ref, copy, { ...rest, value, ...(version === undefined ? {} : { version }) });
}
