/** Remembers what `read` made of a text; never more than `limit` texts of at most `maxLength` characters. It saves time and never changes a result. */
export function remember<T>(read: (text: string) => T, limit = 2_000, maxLength = 1_024): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || text.length > maxLength) return found ?? read(text);
    const made = Object.freeze(read(text));
    if (known.size >= limit) known.clear();
    known.set(text, made);
    return made;
  };
}
