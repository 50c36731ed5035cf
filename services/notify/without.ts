/** A copy that lacks these properties: with exact optional types, setting them to undefined is not the same. */
export function without<T extends object, K extends keyof T & string>(object: T, ...keys: readonly K[]): Omit<T, K> {
  const gone: ReadonlySet<string> = new Set(keys);
  return Object.fromEntries(Object.entries(object).filter(([key]) => !gone.has(key))) as Omit<T, K>;
}
