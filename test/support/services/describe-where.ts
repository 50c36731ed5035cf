/** `describe`, or a skip that is heard where the real service cannot be had; under REQUIRE_REAL_SERVICES=1 that fails instead. */
export function describeWhere(possible: boolean, name: string, missing: string, body: () => void): void {
  if (possible) return describe(name, body);
  const text = `${name}: ${missing}`;
  if (process.env['REQUIRE_REAL_SERVICES'] === '1') throw new Error(text);
  process.stderr.write(`SKIPPED ${text}\n`);
  describe.skip(name, body);
}
