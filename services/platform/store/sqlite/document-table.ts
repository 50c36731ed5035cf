import { cursorBinding, decodeCursor, encodeCursor, pageLimit } from '../cursor.ts';
import { ConflictError } from '../store.ts';
import type { Expected, ListOptions } from '../store.ts';
import { allOf, oneOf, where } from './statements.ts';
import type { Condition, Connection } from './statements.ts';

/** A document on its way: the value as JSON. */
export interface DocumentText {
  readonly id: string;
  readonly version: string;
  readonly text: string;
  /** Empty for the system's. */
  readonly tenant: string;
}

export interface TextWrite {
  readonly kind: string;
  readonly id: string;
  /** null deletes. */
  readonly text: string | null;
  readonly expected: Expected;
}

export interface DocumentTable {
  get(tenant: string, kind: string, id: string): DocumentText | undefined;
  /** All or none. Versions in the order of the writes; undefined where one deleted. @throws ConflictError */
  write(tenant: string, writes: readonly TextWrite[]): readonly (string | undefined)[];
  list(tenants: readonly string[], kind: string, options: ListOptions): DocumentPage;
}

export interface DocumentPage {
  readonly items: readonly DocumentText[];
  readonly next?: string;
}

type Columns = readonly [id: string, version: number, text: string, tenant: string];

function documentOf([id, version, text, tenant]: Columns): DocumentText {
  return { id, version: String(version), text, tenant };
}

const SELECT = 'SELECT id, version, value, tenant FROM documents';

export function documentTable(connection: Connection): DocumentTable {
  const { database, sql } = connection;
  return {
    get: (tenant, kind, id) => {
      const found = sql<[...Columns]>(`${SELECT} WHERE tenant = ? AND kind = ? AND id = ?`).get(tenant, kind, id);
      return found === undefined ? undefined : documentOf(found);
    },
    write: (tenant, writes) => database.write(() => writes.map((write) => writeOne(connection, tenant, write))),
    list: (tenants, kind, options) => list(connection, tenants, kind, options),
  };
}

function writeOne({ sql }: Connection, tenant: string, { kind, id, text, expected }: TextWrite): string | undefined {
  const known = sql<[number]>('SELECT version FROM documents WHERE tenant = ? AND kind = ? AND id = ?').get(
    tenant,
    kind,
    id,
  );
  // Deleting what is not there is no error, whatever was expected of it.
  if (text === null && known === undefined) return undefined;
  if (expected !== 'any' && (known === undefined ? 'new' : String(known[0])) !== expected)
    throw new ConflictError(`document ${kind} ${id} ${known === undefined ? 'is not there' : 'has changed since'}`);
  if (text === null) {
    sql('DELETE FROM documents WHERE tenant = ? AND kind = ? AND id = ?').run(tenant, kind, id);
    return undefined;
  }
  const version = sql<[number]>('UPDATE document_version SET last = last + 1 RETURNING last').all()[0]?.[0] ?? 0;
  sql('INSERT OR REPLACE INTO documents (tenant, kind, id, version, value) VALUES (?, ?, ?, ?, ?)').run(
    tenant,
    kind,
    id,
    version,
    text,
  );
  return String(version);
}

/** Higher than every character an id may continue with. */
const HIGHEST = '\u{10ffff}';

function list(connection: Connection, tenants: readonly string[], kind: string, options: ListOptions): DocumentPage {
  const descending = options.order === 'desc';
  const limit = pageLimit(options.limit);
  const binding = cursorBinding('documents', tenants, kind, options.prefix ?? '', descending);
  const { text, parameters } = allOf([
    ...ownedBy(tenants),
    where('kind = ?', kind),
    ...startingWith(options.prefix),
    ...beyond(binding, options.after, descending),
  ]);
  const direction = descending ? 'DESC' : 'ASC';
  const rows = connection
    .sql<[...Columns]>(`${SELECT} WHERE ${text} ORDER BY id ${direction}, tenant ${direction} LIMIT ?`)
    .all(...parameters, limit + 1);
  const items = rows.slice(0, limit).map(documentOf);
  const last = items.at(-1);
  return rows.length <= limit || last === undefined
    ? { items }
    : { items, next: encodeCursor(binding, [last.id, last.tenant]) };
}

function ownedBy(tenants: readonly string[]): readonly Condition[] {
  const [only] = tenants;
  return tenants.length === 1 && only !== undefined ? [where('tenant = ?', only)] : oneOf('tenant', tenants);
}

function startingWith(prefix: string | undefined): readonly Condition[] {
  return prefix === undefined || prefix === '' ? [] : [where('id >= ? AND id < ?', prefix, prefix + HIGHEST)];
}

function beyond(binding: string, after: string | undefined, descending: boolean): readonly Condition[] {
  if (after === undefined) return [];
  return [
    where(`(id, tenant) ${descending ? '<' : '>'} (?, ?)`, ...decodeCursor(binding, after, ['string', 'string'])),
  ];
}
