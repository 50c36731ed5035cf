/** For options that may be given several times. */
export function listed(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
