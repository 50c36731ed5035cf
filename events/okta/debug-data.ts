import { list, object, text } from './fields.ts';
import { remember } from './remember.ts';

/** Longer values are cut off: Okta's own stay below 1 KB, and a hostile one must not cost more than it may. */
const MAX_VALUE = 4_096;
const MAX_ENTRIES = 50;

export type Pair = readonly [name: string, value: string];

/**
 * Reads the maps of `debugData`, which come as Java's map text (`{New Device=POSITIVE, …}`, values with commas inside), as JSON in a
 * string, as an object, or as a list of `{name, result}`. Names and values keep their spelling and order.
 */
export function pairsOf(value: unknown): readonly Pair[] {
  if (typeof value === 'string')
    return value.startsWith('{"') ? pairsOfObject(jsonOf(value)) : pairsOfText(short(value));
  if (Array.isArray(value)) return list(value).flatMap(pairOfEntry);
  return pairsOfObject(value);
}

function pairsOfObject(value: unknown): readonly Pair[] {
  const pairs: Pair[] = [];
  const map = object(value);
  for (const name in map) {
    if (pairs.length >= MAX_ENTRIES) break;
    const entry = map[name];
    const label = text(name);
    const word = Array.isArray(entry) ? words(entry).join(', ') : text(entry);
    if (label !== undefined && word !== undefined && word !== '') pairs.push([label, word]);
  }
  return pairs;
}

function pairOfEntry(entry: unknown): readonly Pair[] {
  if (typeof entry === 'string') return pairsOfText(short(entry));
  const { name, result } = object(entry);
  const label = text(name);
  const word = text(result);
  return label === undefined || word === undefined ? pairsOfObject(entry) : [[label, word]];
}

/** A part without `=` continues the value before it: `reasons=Anomalous Device, Anomalous Location, level=HIGH`. */
const pairsOfText = remember((value: string): readonly Pair[] => {
  const pairs: [string, string][] = [];
  for (const part of unwrapped(value).split(', ')) {
    const at = part.indexOf('=');
    const last = pairs.at(-1);
    if (at > 0 && pairs.length < MAX_ENTRIES) pairs.push([part.slice(0, at).trim(), part.slice(at + 1).trim()]);
    else if (last !== undefined && at <= 0) last[1] = `${last[1]}, ${part.trim()}`;
  }
  return pairs.flatMap(cleanPair);
});

function cleanPair([name, value]: Pair): readonly Pair[] {
  const label = text(name);
  const word = text(value);
  return label === undefined || word === undefined ? [] : [[label, word]];
}

/** The words of a list, whether it came as a list or as text: `[USER_PRESENCE, DEVICE_BOUND]`, `["LOGIN"]`, `LOGIN`. */
export function wordsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return words(value);
  return typeof value === 'string' && value !== '' ? wordsOfText(short(value)) : [];
}

const wordsOfText = remember((value: string): readonly string[] =>
  words(value.startsWith('["') ? jsonOf(value) : unwrapped(value).split(',')),
);

function words(value: unknown): readonly string[] {
  return list(value)
    .slice(0, MAX_ENTRIES)
    .flatMap((word) => (typeof word === 'string' ? (text(word.trim()) ?? []) : []));
}

function short(value: string): string {
  return value.length > MAX_VALUE ? value.slice(0, MAX_VALUE) : value;
}

function unwrapped(value: string): string {
  const first = value.charAt(0);
  return first === '{' || first === '[' ? value.slice(1, /[}\]]$/.test(value) ? -1 : undefined) : value;
}

/** JSON that Okta put into a string, or the value itself where a pipeline has already unpacked it. Undefined where it is broken. */
export function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.length > MAX_VALUE) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
