import { readFileSync } from 'node:fs';
import { describeShared } from '../../../test/support/shared.ts';
import { generateOrganisation } from '../generate.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;

/** Paths that break the schema. Null and unknown keys are allowed: Okta's own examples need both. */
function faults(value: unknown, schema: Schema, root: Schema, path = ''): string[] {
  if (value === null || value === undefined) return [];
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return faults(value, root.definitions?.[name] ?? {}, root, path);
  const type = typeOf(value);
  const fits = schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer');
  if (!fits) return [`${path} is ${type}, not ${String(schema.type)}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}`];
  if (Array.isArray(value)) return value.flatMap((item) => faults(item, schema.items ?? {}, root, `${path}[]`));
  const declared = Object.entries(schema.properties ?? {});
  const fields = value as Readonly<Record<string, unknown>>;
  return declared.flatMap(([key, field]) => faults(fields[key], field, root, `${path}.${key}`));
}

describeShared('schemas/okta-log-event.schema.json', 'Okta LogEvent schema', (path) => {
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;
  const options = { seed: 11, tenant: 'acme', people: 40, days: 10, start: Date.UTC(2026, 9, 26) };

  test('every simulated record · fits', () => {
    const { records } = generateOrganisation({ ...options, providers: ['okta'] });
    const found = records.flatMap((record) => faults(record.raw, schema, schema));
    expect(records.length).toBeGreaterThan(5000);
    expect([...new Set(found)]).toEqual([]);
  });

  test('a record of the wrong shape · does not', () => {
    expect(faults({ uuid: 7, outcome: { result: [] } }, schema, schema).length).toBeGreaterThan(0);
  });
});
