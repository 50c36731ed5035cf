import type { TenantId } from '../../events/identity.ts';
import type { Input } from '../scan/input/read-item.ts';
import { parseSourceFile, parseSourceName, SOURCE_NAMES } from '../scan/input/source-file.ts';
import { parseTenant } from './data/tenants.ts';
import { UsageError } from './usage-error.ts';

export interface InputOptions {
  readonly source: readonly string[];
  readonly tenant: string;
  readonly history: readonly string[];
}

export interface ParsedInputs {
  readonly tenant: TenantId;
  readonly inputs: readonly Input[];
  readonly history: readonly Input[];
}

/**
 * FILE arguments and `--source`: either one source for all files, or `--source okta:FILE` any number of times beside them.
 * Throws a UsageError.
 */
export function parseInputs(files: readonly string[], options: InputOptions): ParsedInputs {
  const named = options.source.filter((value) => parseSourceFile(value).source !== undefined).map(parseSourceFile);
  const sources = options.source.filter((value) => parseSourceFile(value).source === undefined);
  const [one, another] = sources;
  if (another !== undefined)
    throw new UsageError(
      `--source names two sources for all files; say --source ${String(one)}:FILE --source ${another}:FILE`,
    );
  const source = one === undefined ? undefined : parseSourceName(one);
  if (one !== undefined && source === undefined) {
    throw new UsageError(`unknown source "${one}"; say ${Object.keys(SOURCE_NAMES).join(', ')}, or SOURCE:FILE`);
  }
  const plain = files.map((file): Input => (source === undefined ? parseSourceFile(file) : { path: file, source }));
  const inputs = [...named, ...plain];
  if (inputs.length === 0) throw new UsageError('name at least one FILE (or - for standard input)');
  const withoutPath = inputs.find(({ path }) => path === '');
  if (withoutPath !== undefined) throw new UsageError('a file name is missing after SOURCE:');
  if (inputs.filter(({ path }) => path === '-').length > 1)
    throw new UsageError('standard input (-) can be read only once');
  return { tenant: parseTenant(options.tenant), inputs, history: options.history.map(parseSourceFile) };
}
