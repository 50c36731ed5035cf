import { readFileSync } from 'node:fs';

/** Our own roots: ECS says nothing about what lies below them. */
const OWN_ROOTS = new Set(['mfa', 'okta', 'entra', 'google_workspace', 'triage', 'pivot']);

interface EcsField {
  readonly type: string;
  readonly array: boolean;
}

/** Reads the field list (`field <tab> type <tab> array?`) and returns a check: one line per offending field, none for a valid document. */
export function createEcsCheck(tsvPath: string): (document: object) => string[] {
  const fields = readFields(tsvPath);
  return (document) =>
    Object.entries(document).flatMap(([root, value]) => (OWN_ROOTS.has(root) ? [] : violations(fields, root, value)));
}

function readFields(tsvPath: string): ReadonlyMap<string, EcsField> {
  const rows = readFileSync(tsvPath, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    rows.map((row) => {
      const [field = '', type = '', normalised] = row.split('\t');
      return [field, { type, array: normalised === 'array' }];
    }),
  );
}

function violations(fields: ReadonlyMap<string, EcsField>, path: string, value: unknown): string[] {
  const field = fields.get(path);
  if (field !== undefined) return fieldViolations(field, path, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is not an ECS field`];
  return Object.entries(value).flatMap(([key, child]) => violations(fields, `${path}.${key}`, child));
}

function fieldViolations(field: EcsField, path: string, value: unknown): string[] {
  if (field.array !== Array.isArray(value)) return [`${path} must ${field.array ? '' : 'not '}be an array`];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.every((item) => fits(field.type, item))
    ? []
    : [`${path} is no ${field.type}: ${JSON.stringify(value)}`];
}

function fits(type: string, value: unknown): boolean {
  switch (type) {
    case 'date':
      return typeof value === 'string' && new Date(value).toISOString() === value;
    case 'long':
    case 'integer':
      return Number.isSafeInteger(value);
    case 'float':
    case 'double':
    case 'scaled_float':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'geo_point':
    case 'object':
    case 'flattened':
    case 'nested':
      return typeof value === 'object' && value !== null;
    default:
      return typeof value === 'string';
  }
}
