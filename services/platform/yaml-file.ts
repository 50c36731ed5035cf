import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import { describeFileError } from './file-error.ts';
import { didYouMean } from './nearest.ts';

/** Something wrong in a YAML file, found by its place in the document. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Points at this key of the map at `path` rather than at the value there. */
  readonly key?: string;
}

export interface YamlFile<S extends z.ZodType> {
  readonly text: string;
  /** As errors name it. */
  readonly file: string;
  readonly schema: S;
  /** What no single value shows. */
  readonly contradictions?: (value: z.output<S>) => readonly Problem[];
}

/** Everything wrong with a file, one `file:line: where: what` a line. */
export class YamlFileError extends Error {
  override readonly name: string = 'YamlFileError';
}

type Parsed = Document.Parsed;

/**
 * Reads YAML (or JSON) text against a schema.
 * @throws YamlFileError naming file, line, key and, for an unknown key, the nearest valid one
 */
export function parseYaml<S extends z.ZodType>({ text, file, schema, contradictions }: YamlFile<S>): z.output<S> {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors.map(
    (error) => `${file}:${String(lines.linePos(error.pos[0]).line)}: ${error.message}`,
  );
  if (syntax.length > 0) throw new YamlFileError(syntax.join('\n'));
  const checked = schema.safeParse(withoutEmpty(plainValue(document, file)));
  const problems = checked.success
    ? (contradictions?.(checked.data) ?? [])
    : checked.error.issues.flatMap((issue) => problemsOf(issue, schema));
  if (problems.length > 0)
    throw new YamlFileError(problems.map((problem) => describe(problem, file, document, lines)).join('\n'));
  if (!checked.success) throw new YamlFileError(`${file}: ${checked.error.message}`);
  return checked.data;
}

/** @throws YamlFileError where the file cannot be read */
export function readYamlText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new YamlFileError(`${path}: ${describeFileError(error)}`, { cause: error });
  }
}

function plainValue(document: Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw new YamlFileError(`${file}: ${describeFileError(error)}`, { cause: error });
  }
}

/** A key whose entries are all commented out counts as left out, and so does an empty file. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  const known = keysAt(schema, issue.path);
  return issue.keys.map((key) => ({ path: issue.path, key, message: `unknown key${didYouMean(key, known)}` }));
}

/** The keys a schema knows at a path, for the nearest valid one to a mistyped key. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let found: readonly unknown[] = [schema];
  for (const segment of path) found = found.flatMap(variants).map((variant) => childOf(variant, segment));
  return found
    .flatMap(variants)
    .flatMap((variant) => (variant instanceof z.ZodObject ? Object.keys(variant.shape) : []));
}

function childOf(schema: unknown, segment: PropertyKey): unknown {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodObject ? schema.shape[String(segment)] : undefined;
}

/** A schema without its wrappers, and each alternative of a union. */
function variants(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault)
    return variants(schema.unwrap());
  if (schema instanceof z.ZodPipe) return variants(schema.in);
  return schema instanceof z.ZodUnion ? schema.options.flatMap(variants) : [schema];
}

function describe({ path, key, message }: Problem, file: string, document: Parsed, lines: LineCounter): string {
  const offset = offsetOf(document, path, key);
  const line = offset === undefined ? '' : `:${String(lines.linePos(offset).line)}`;
  const where = [...path, ...(key === undefined ? [] : [key])].reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${String(segment)}]`
        : `${text}${text === '' ? '' : '.'}${String(segment)}`,
    '',
  );
  return `${file}${line}: ${where === '' ? '' : `${where}: `}${message}`;
}

/** Where the value at a path, or a key of the map there, begins; the nearest container that exists where it does not. */
function offsetOf(document: Parsed, path: readonly PropertyKey[], key?: string): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (isNode(pair?.key)) return pair.key.range?.[0];
  }
  if (isNode(node)) return node.range?.[0];
  return path.length === 0 ? undefined : offsetOf(document, path.slice(0, -1));
}
