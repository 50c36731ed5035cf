import type { JsonObject, JsonValue } from '../../../events/event.ts';
import { isObject } from './envelope.ts';

const NEWLINE = 0x0a;
const OPEN_OBJECT = 0x7b;

/** Index of the first `{` at or after `from` that begins a line with exactly this indentation, or -1. */
export function lineStart(bytes: Buffer, from: number, end: number, indent: string): number {
  const pattern = `\n${indent}{`;
  const found = bytes.indexOf(pattern, Math.max(from - pattern.length + 1, 0), 'latin1');
  const start = found + pattern.length - 1;
  return found < 0 || start >= end ? -1 : start < from ? lineStart(bytes, from + pattern.length, end, indent) : start;
}

/** Index of the first `{"firstKey"` at or after `from` that follows a comma, a bracket or a line break, or -1. */
export function compactStart(bytes: Buffer, from: number, end: number, firstKey: string | undefined): number {
  if (firstKey === undefined) return -1;
  const key = Buffer.from(JSON.stringify(firstKey));
  for (let at = bytes.indexOf(key, from); at >= 0 && at + key.length <= end; at = bytes.indexOf(key, at + key.length)) {
    const brace = skipBack(bytes, at - 1);
    if (brace < from || bytes[brace] !== OPEN_OBJECT) continue;
    if (mayPrecedeRecord(bytes, brace - 1)) return brace;
  }
  return -1;
}

function skipBack(bytes: Buffer, from: number): number {
  let at = from;
  while (at >= 0 && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d || bytes[at] === NEWLINE)) at--;
  return at;
}

function mayPrecedeRecord(bytes: Buffer, at: number): boolean {
  const before = bytes[skipBack(bytes, at)];
  return (
    before === undefined ||
    before === 0x2c ||
    before === 0x5b ||
    before === 0x5d ||
    before === 0x7d ||
    bytes[at] === NEWLINE
  );
}

/** Whether a value shares at least half of its keys with a record known to be good (or none is known yet). */
export function resembles(value: JsonValue, reference: JsonObject | undefined): boolean {
  if (!isObject(value)) return false;
  if (reference === undefined) return true;
  let shared = 0;
  let known = 0;
  for (const key in reference) {
    known++;
    if (Object.hasOwn(value, key)) shared++;
  }
  return shared * 2 >= known;
}
