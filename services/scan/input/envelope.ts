import type { JsonObject, JsonValue } from '../../../events/event.ts';
import { reject } from '../../../events/result.ts';
import type { Result } from '../../../events/result.ts';
import { PAGE_KEYS } from './json-scanner.ts';

/** A record taken out of what carried it, or why there is none inside. */
export type Unwrapped = Result<JsonObject>;

/** Envelopes inside envelopes: a search hit of a shipped message of an event bus is three deep. */
const MAX_ENVELOPES = 6;

/**
 * Takes the provider's records out of one parsed JSON document: an API page, an array, a search result, a shipper's envelope, or the
 * bare record. `note` hears the name of every wrapper met.
 */
export function unwrapDocument(value: JsonValue, note: (wrapper: string) => void): Unwrapped[] {
  const list = listIn(value, note);
  if (list === undefined) return unwrapValue(value, note, 0);
  return list.flatMap((element) =>
    Array.isArray(element) ? unwrapDocument(element as JsonValue, note) : unwrapValue(element, note, 0),
  );
}

/** The list a page is about, if the value is a page. */
function listIn(value: JsonValue, note: (wrapper: string) => void): readonly JsonValue[] | undefined {
  if (Array.isArray(value)) {
    note('array');
    return value as readonly JsonValue[];
  }
  if (!isObject(value)) return undefined;
  for (const key of PAGE_KEYS) {
    const list = value[key];
    if (Array.isArray(list) && isPageList(list)) return noted(key, list, note);
  }
  return nestedList(value, note) ?? tableRows(value, note);
}

function isPageList(list: readonly unknown[]): boolean {
  return list.length === 0 || (typeof list[0] === 'object' && list[0] !== null && !Array.isArray(list[0]));
}

/** Elasticsearch answers (`hits.hits`) and Okta event hooks (`data.events`). */
function nestedList(value: JsonObject, note: (wrapper: string) => void): readonly JsonValue[] | undefined {
  const { hits, data } = value;
  if (isObject(hits) && Array.isArray(hits['hits'])) return noted('hits', hits['hits'], note);
  if (isObject(data) && Array.isArray(data['events'])) return noted('data.events', data['events'], note);
  return undefined;
}

/** The answer of the Log Analytics query API: `{tables: [{columns: [{name}], rows: [[…]]}]}`. */
function tableRows(value: JsonObject, note: (wrapper: string) => void): readonly JsonValue[] | undefined {
  const table: JsonValue | undefined = Array.isArray(value['tables']) ? value['tables'][0] : undefined;
  if (!isObject(table) || !Array.isArray(table['columns']) || !Array.isArray(table['rows'])) return undefined;
  const names = table['columns'].map((column: JsonValue) =>
    isObject(column) && typeof column['name'] === 'string' ? column['name'] : '',
  );
  const rows = table['rows'].map((row: JsonValue) =>
    Array.isArray(row) ? Object.fromEntries(names.map((name: string, index: number) => [name, row[index]])) : row,
  );
  return noted('tables', rows, note);
}

function noted(wrapper: string, list: readonly JsonValue[], note: (wrapper: string) => void): readonly JsonValue[] {
  note(wrapper);
  return list;
}

function unwrapValue(value: JsonValue, note: (wrapper: string) => void, depth: number): Unwrapped[] {
  if (!isObject(value)) return [reject('not_an_object', `expected a record ({…}) and found ${nameOf(value)}`)];
  const envelope = depth < MAX_ENVELOPES ? envelopeOf(value) : undefined;
  if (envelope === undefined) return [{ ok: true, value }];
  note(envelope.name);
  if (typeof envelope.content !== 'string') return unwrapValue(envelope.content, note, depth + 1);
  const content = parse(envelope.content);
  if (content === undefined)
    return [reject('broken_json', `the text in "${envelope.name}" is not JSON`, envelope.name)];
  // One shipped message may hold a whole page of records.
  const list = listIn(content, note);
  return list === undefined
    ? unwrapValue(content, note, depth + 1)
    : list.flatMap((element) => unwrapValue(element, note, depth + 1));
}

interface Envelope {
  readonly name: string;
  readonly content: string | JsonObject;
}

/** No provider's raw record has a key of these names with such a value; a shipper's envelope has. */
function envelopeOf(record: JsonObject): Envelope | undefined {
  const { _source, _raw, result, message, detail, event } = record;
  if (isObject(_source)) return { name: '_source', content: _source };
  if (typeof _raw === 'string') return { name: '_raw', content: _raw };
  if (isObject(result) && (typeof result['_raw'] === 'string' || isObject(result['_raw'])))
    return { name: 'result', content: result };
  if (isObject(_raw)) return { name: '_raw', content: _raw };
  const original = isObject(event) ? event['original'] : record['event.original'];
  if (typeof original === 'string') return { name: 'event.original', content: original };
  if (isObject(detail) && typeof record['detail-type'] === 'string') return { name: 'detail', content: detail };
  if (isObject(event) && typeof record['sourcetype'] === 'string') return { name: 'event', content: event };
  return typeof message === 'string' && looksLikeJson(message) ? { name: 'message', content: message } : undefined;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 64)) && /[\]}]\s*$/.test(text.slice(-64));
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
