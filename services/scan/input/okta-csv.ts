import type { JsonObject, JsonValue } from '../../../events/event.ts';

/** A column of Okta's console export and where its cells go in the record the API would have given. */
export interface OktaColumn {
  readonly path: readonly (string | number)[];
  readonly type: 'text' | 'number' | 'boolean';
}

/** The export renames what the API calls `published`; the rest is the API's path in snake case. */
const RENAMED: Readonly<Record<string, string>> = { timestamp: 'published' };
/** Lists that the export flattens to their first element, and `targetN`. */
const LISTS: ReadonlySet<string> = new Set(['ipChain']);
const NUMBERS: ReadonlySet<string> = new Set(['lat', 'lon', 'authenticationStep', 'asNumber']);
const BOOLEANS: ReadonlySet<string> = new Set(['isProxy']);
const TARGET = /^target\[?(\d{1,2})\]?$/;

export function isOktaHeader(header: readonly string[]): boolean {
  const names = new Set(header.map((name) => name.toLowerCase()));
  const typed = names.has('event_type') || names.has('eventtype');
  return typed && (names.has('actor.alternate_id') || names.has('actor.alternateid') || names.has('actor.id'));
}

export function oktaColumns(header: readonly string[]): readonly OktaColumn[] {
  return header.map(columnOf);
}

/** The nested record. Empty cells are left out: the export writes nothing where the API says null. */
export function oktaRecord(columns: readonly OktaColumn[], cells: readonly string[]): JsonObject {
  const record: Container = {};
  columns.forEach(({ path, type }, index) => {
    const cell = cells[index] ?? '';
    if (cell !== '' && path.length > 0) put(record, path, valueOf(cell, type));
  });
  if (Array.isArray(record['target'])) record['target'] = record['target'].filter((target) => target !== undefined);
  return record as JsonObject;
}

function columnOf(name: string): OktaColumn {
  const path = (RENAMED[name] ?? name).split('.').flatMap(segmentsOf);
  if (path.includes('__proto__') || path.includes('')) return { path: [], type: 'text' };
  const last = String(path.at(-1));
  return { path, type: NUMBERS.has(last) ? 'number' : BOOLEANS.has(last) ? 'boolean' : 'text' };
}

function segmentsOf(segment: string): (string | number)[] {
  const target = TARGET.exec(segment)?.[1];
  if (target !== undefined) return ['target', Number(target)];
  const name = segment.replace(/(?<=[a-z0-9])_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  return LISTS.has(name) ? [name, 0] : [name];
}

interface Container {
  [key: string | number]: Slot;
}
type Slot = JsonValue | Container | Slot[] | undefined;

function put(record: Container, path: readonly (string | number)[], value: JsonValue): void {
  let at: Container = record;
  for (let index = 0; index < path.length - 1; index++) {
    const key = path[index] ?? '';
    const existing = at[key];
    // A column may name both a thing and a part of it (`issuer`, `issuer.id`): the first to come keeps the place.
    if (existing !== undefined && (typeof existing !== 'object' || existing === null)) return;
    if (existing === undefined) at[key] = typeof path[index + 1] === 'number' ? [] : {};
    at = at[key] as Container;
  }
  const last = path.at(-1) ?? '';
  at[last] ??= value;
}

function valueOf(cell: string, type: OktaColumn['type']): JsonValue {
  if (type === 'number') return Number.isFinite(Number(cell)) ? Number(cell) : cell;
  if (type === 'boolean' && /^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
  return /^[[{]/.test(cell) ? jsonOr(cell) : cell;
}

/** Some exports put whole objects into one cell (`debug_context.debug_data`, `target`). */
function jsonOr(cell: string): JsonValue {
  try {
    return JSON.parse(cell) as JsonValue;
  } catch {
    return cell;
  }
}
