import type { Random } from '../support/random.ts';
import { pick } from '../support/random.ts';

type Json = unknown;

/** Values no provider sends and every parser meets: wrong types, extremes, control characters, broken Unicode, names of the prototype. */
const HOSTILE: readonly (() => Json)[] = [
  () => null,
  () => undefined,
  () => true,
  () => -1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER,
  () => '',
  () => ' ',
  () => '\u0000\u001b[31m',
  () => '\ud800',
  () => '"; drop table users; --',
  () => '__proto__',
  () => 'x'.repeat(100_000),
  () => '日'.repeat(5_000),
  () => '9999-12-31T23:59:59.999Z',
  () => '0000-00-00T00:00:00Z',
  () => '2026-11-20T09:00:00+99:99',
  () => '255.255.255.256',
  () => '::ffff:10.0.0.1',
  () => 'fe80::1%eth0',
  () => [],
  () => ({}),
  () => [null, [], {}, [[[[1]]]]],
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as Json,
  () => nested(2_000),
  () => Array.from({ length: 2_000 }, (_, index) => index),
];

function nested(depth: number): Json {
  let value: Json = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { down: value };
  return value;
}

type Container = Record<string, Json>;

/** One to four changes anywhere in a record; `other` lends parts of itself. Changes the record in place. */
export function mutate(record: object, other: object, random: Random): void {
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change += 1) {
    const container = anywhere(record as Container, random);
    const keys = Object.keys(container);
    if (keys.length === 0) continue;
    const key = pick(keys, random);
    MUTATIONS[Math.floor(random() * MUTATIONS.length)]?.(container, key, random, other);
  }
}

const MUTATIONS: readonly ((container: Container, key: string, random: Random, other: object) => void)[] = [
  (container, key, random) => {
    container[key] = pick(HOSTILE, random)();
  },
  (container, key) => {
    Reflect.deleteProperty(container, key);
  },
  (container, key, random, other) => {
    const lender = anywhere(other as Container, random);
    const keys = Object.keys(lender);
    if (keys.length > 0) container[key] = lender[pick(keys, random)];
  },
  (container, key, random) => {
    const value = container[key];
    if (typeof value === 'string') container[key] = scrambled(value, random);
  },
  (container, key) => {
    container[key] = [container[key], container[key]];
  },
];

/** A string with one character gone, doubled or replaced. */
function scrambled(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  return (
    text.slice(0, at) +
    pick(['', '\u0000', '\ud83d', '7', ' ', text.slice(at, at + 1).repeat(2)], random) +
    text.slice(at + 1)
  );
}

/** An object or list somewhere within: each level is left with a chance of one in three. */
function anywhere(root: Container, random: Random): Container {
  let container = root;
  for (;;) {
    const inner = Object.values(container).filter(
      (value): value is Container => typeof value === 'object' && value !== null && Object.keys(value).length > 0,
    );
    if (inner.length === 0 || random() < 0.33) return container;
    container = pick(inner, random);
  }
}
