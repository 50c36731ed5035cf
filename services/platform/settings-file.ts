import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import type { Settings } from '../../events/settings.ts';
import { networkSet } from '../../events/settings.ts';
import type { ClassListSettings } from './class-list-files.ts';
import { describeFileError } from './file-error.ts';
import { didYouMean } from './nearest.ts';
import { keysAt, settingsSchema } from './settings-schema.ts';
import type { SettingsText } from './settings-schema.ts';

/** A tenant's settings file, read and checked. Paths in it are resolved against the file's own folder. */
export interface SettingsFile {
  readonly settings: Settings;
  readonly networkClasses: ClassListSettings;
  readonly geoDatabase?: string;
}

/** Everything wrong with a settings file, one `file:line: where: what` a line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Points at this key of the map at `path` rather than at the value there. */
  readonly key?: string;
}

type Parsed = Document.Parsed;

/**
 * Reads a tenant's settings from YAML or JSON.
 * @param detectorIds the detectors that exist: parameters for any other are an error (each detector checks its own parameters)
 * @throws SettingsError naming file, line, key and, for an unknown key, the nearest valid one
 */
export function readSettings(path: string, detectorIds: readonly string[]): SettingsFile {
  return parseSettings(readText(path), path, detectorIds);
}

export function parseSettings(text: string, file: string, detectorIds: readonly string[]): SettingsFile {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors.map(
    (error) => `${file}:${String(lines.linePos(error.pos[0]).line)}: ${error.message}`,
  );
  if (syntax.length > 0) throw new SettingsError(syntax.join('\n'));
  const checked = settingsSchema.safeParse(withoutEmpty(plainValue(document, file)));
  const problems = checked.success
    ? contradictions(checked.data, detectorIds)
    : checked.error.issues.flatMap(problemsOf);
  if (problems.length > 0)
    throw new SettingsError(problems.map((problem) => describe(problem, file, document, lines)).join('\n'));
  if (!checked.success) throw new SettingsError(`${file}: ${checked.error.message}`);
  return toSettings(checked.data, dirname(file));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(`${path}: ${describeFileError(error)}`, { cause: error });
  }
}

function plainValue(document: Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw new SettingsError(`${file}: ${describeFileError(error)}`, { cause: error });
  }
}

/** A key whose entries are all commented out counts as left out, and so does an empty file. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  const known = keysAt(issue.path);
  return issue.keys.map((key) => ({ path: issue.path, key, message: `unknown key${didYouMean(key, known)}` }));
}

/** What no single value shows: detectors that do not exist, ids that belong to two people. */
function contradictions(text: SettingsText, detectorIds: readonly string[]): Problem[] {
  const unknown = Object.keys(text.detectors).filter((id) => !detectorIds.includes(id));
  const problems: Problem[] = unknown.map((key) => ({
    path: ['detectors'],
    key,
    message: `no detector of this name${didYouMean(key, detectorIds)}`,
  }));
  const owners = new Map<string, string>();
  text.aliases.forEach(({ user, ids }, alias) => {
    ids.forEach((id, index) => {
      const owner = owners.get(id) ?? user;
      owners.set(id, owner);
      if (owner !== user)
        problems.push({ path: ['aliases', alias, 'ids', index], message: `${id} already belongs to ${owner}` });
    });
  });
  return problems;
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

function toSettings(text: SettingsText, folder: string): SettingsFile {
  const { extend = [], replace } = text.networkClasses ?? {};
  const files = [...extend, ...(replace === undefined ? [] : [replace])].map((file) => resolve(folder, file));
  const settings: Settings = {
    timeZone: text.timeZone,
    egress: networkSet(text.egress),
    notEgress: networkSet(text.notEgress),
    travellers: new Set(text.travellers),
    privileged: new Set(text.privileged),
    sharedAccounts: new Set(text.sharedAccounts),
    aliases: text.aliases,
    detectors: text.detectors,
  };
  const networkClasses = { files, replace: replace !== undefined };
  if (text.geoDatabase === undefined) return { settings, networkClasses };
  return { settings, networkClasses, geoDatabase: resolve(folder, text.geoDatabase) };
}
