import { closeSync, openSync, realpathSync, writeSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { describeWriteError } from '../platform/file-error.ts';
import type { DeadLetter } from '../scan/collect.ts';
import { UsageError } from './usage-error.ts';

/** Keeps every dead letter, one JSON a line. */
export interface DeadLetterFile {
  add(letter: DeadLetter): void;
  close(): void;
}

/** Empties or creates the file. Throws a UsageError where that cannot be done or would destroy what is to be read. */
export function openDeadLetterFile(path: string, inputs: readonly string[]): DeadLetterFile {
  if (inputs.some((input) => contains(input, path)))
    throw new UsageError(`--dead-letters ${path}: this is one of the logs to read; name a file elsewhere`);
  const file = attempt(path, () => openSync(path, 'w'));
  return {
    add(letter) {
      attempt(path, () => writeSync(file, `${JSON.stringify(letter)}\n`));
    },
    close() {
      closeSync(file);
    },
  };
}

function contains(input: string, path: string): boolean {
  const folderOrFile = resolved(input);
  const target = resolved(path) ?? join(resolved(dirname(path)) ?? dirname(path), basename(path));
  return folderOrFile !== undefined && (target === folderOrFile || target.startsWith(folderOrFile + sep));
}

/** Undefined for what does not exist (yet). */
function resolved(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`--dead-letters ${path}: ${describeWriteError(error)}`);
  }
}
