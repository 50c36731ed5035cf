import { createHash } from 'node:crypto';
import { CursorError } from './store.ts';

/** Where a page ended: the sort values of its last item. */
export type Position = readonly (string | number)[];

/** Short hash of everything that decides which items come in which order; a cursor is only good for the query it came from. */
export function cursorBinding(...parts: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('base64url').slice(0, 12);
}

export function encodeCursor(binding: string, position: Position): string {
  return Buffer.from(JSON.stringify([binding, ...position])).toString('base64url');
}

/** @throws CursorError where it is none of ours or of another query */
export function decodeCursor(binding: string, cursor: string, types: readonly ('string' | 'number')[]): Position {
  const parts = parse(cursor);
  const [found, ...position] = parts;
  if (found !== binding)
    throw new CursorError('the cursor belongs to another query: page with the same query, or start again without it');
  if (position.length !== types.length || position.some((value, index) => typeof value !== types[index]))
    throw new CursorError('the cursor is damaged: start again without it');
  return position as Position;
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts)) return parts as unknown[];
  } catch {
    // Not JSON: told below like everything else that is no cursor.
  }
  throw new CursorError('this is no cursor of a page: start again without it');
}

/** Keys in one order, so that equal queries are equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Set) return [...item].sort();
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export const DEFAULT_LIMIT = 100;
export const LARGEST_LIMIT = 1_000;

/** Between 1 and 1,000. */
export function pageLimit(limit: number = DEFAULT_LIMIT): number {
  if (Number.isNaN(limit)) return DEFAULT_LIMIT;
  return Math.min(LARGEST_LIMIT, Math.max(1, Math.trunc(limit)));
}
