/** A small seeded generator (sfc32): the same seed gives the same organisation on every machine. Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, bound). */
  int(bound: number): number;
  /** Uniform integer in [from, to]. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  weighted<T>(values: readonly (readonly [T, number])[]): T;
  /** `digits` lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** `length` letters and digits, as providers write their object ids. */
  token(length: number): string;
  /** RFC 4122 shape; `version` 1 or 4. */
  uuid(version?: 1 | 4): string;
  /** An independent stream: what one part draws never shifts what another part draws. */
  fork(name: string | number): Random;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TWO_32 = 0x1_0000_0000;
/** Every four hexadecimal digits and every two letters: identifiers are most of what a generator draws. */
const HEX4 = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const PAIRS = [...ALPHABET].flatMap((first) => [...ALPHABET].map((second) => first + second));

/** FNV-1a, four times with different bases. */
function seedWords(seed: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let i = 0; i < seed.length; i += 1) {
    const code = seed.charCodeAt(i);
    words[0] = Math.imul(words[0] ^ code, 0x01000193);
    words[1] = Math.imul(words[1] ^ code, 0x01000193);
    words[2] = Math.imul(words[2] ^ code, 0x01000193);
    words[3] = Math.imul(words[3] ^ code, 0x01000193);
  }
  return words;
}

function sfc32(seed: string): () => number {
  let [a, b, c, d] = seedWords(seed);
  const draw = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) draw();
  return draw;
}

export function createRandom(seed: string): Random {
  const draw = sfc32(seed);
  const next = (): number => draw() / TWO_32;
  const int = (bound: number): number => Math.floor(next() * bound);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[int(values.length)];
    if (value === undefined) throw new RangeError('pick: nothing to choose from');
    return value;
  };
  const hex4 = (): string => HEX4[draw() >>> 16] ?? '';
  const hex = (digits: number): string => {
    let text = '';
    for (let length = 0; length < digits; length += 4) text += hex4();
    return text.slice(0, digits);
  };
  const token = (length: number): string => {
    let text = '';
    for (let i = 0; i < length; i += 2) text += PAIRS[int(PAIRS.length)] ?? '';
    return text.slice(0, length);
  };
  const uuid = (version: 1 | 4 = 4): string => {
    const variant = '89ab'.charAt(int(4));
    const clock = `${String(version)}${hex4().slice(1)}-${variant}${hex4().slice(1)}`;
    return `${hex4()}${hex4()}-${hex4()}-${clock}-${hex4()}${hex4()}${hex4()}`;
  };
  return {
    next,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => next() < probability,
    pick,
    weighted: (values) => {
      let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of values) if ((left -= weight) < 0) return value;
      return pick(values)[0];
    },
    hex,
    token,
    uuid,
    fork: (name) => createRandom(`${seed}/${String(name)}`),
  };
}
