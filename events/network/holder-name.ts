const CACHE_LIMIT = 20_000;
const MAX_NAME = 256;

/** Finds the first item whose words stand in a network holder's name as whole words, in any spelling of case and punctuation. */
export function nameMatcher<T extends { readonly words: string }>(
  items: readonly T[],
): (name: string) => T | undefined {
  const phrases = items.map((item) => ({ item, phrase: plainWords(item.words) }));
  const cache = new Map<string, T | undefined>();
  return (name) => {
    const short = name.length > MAX_NAME ? name.slice(0, MAX_NAME) : name;
    const known = cache.get(short);
    if (known !== undefined || cache.has(short)) return known;
    const plain = plainWords(short);
    const found = phrases.find(({ phrase }) => plain.includes(phrase))?.item;
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(short, found);
    return found;
  };
}

/** `Data-Center, Inc.` → ` data center inc `: a blank at both ends, so that contained phrases are whole words. */
export function plainWords(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
  return words === null ? ' ' : ` ${words.join(' ')} `;
}
