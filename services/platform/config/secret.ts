import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { describeFileError } from '../file-error.ts';

/** A secret by name (`{env: SLACK_TOKEN}`), by place (`{file: /run/secrets/slack}`), or written out. */
export const secretSchema = z
  .union([
    z.string().min(1),
    z.strictObject({ env: z.string().min(1).describe('Name of the environment variable that holds it.') }),
    z.strictObject({ file: z.string().min(1).describe('File that holds it; white space around it is dropped.') }),
  ])
  .describe('A secret: written out, {env: NAME} or {file: PATH}.');

export type SecretRef = z.output<typeof secretSchema>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret that is not where the configuration says. The message names the place, never the secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'MFAW_SECRET';
}

/** @throws SecretError where the variable is unset or the file cannot be read, or either is empty */
export function resolveSecret(ref: SecretRef, environment: Environment = process.env): string {
  if (typeof ref === 'string') return ref;
  const secret = 'env' in ref ? fromEnvironment(ref.env, environment) : fromFile(ref.file);
  if (secret !== '') return secret;
  throw new SecretError('env' in ref ? `${ref.env} is not set or empty` : `${ref.file} is empty`);
}

/** `NAME`, or the file `NAME_FILE` points to. */
function fromEnvironment(name: string, environment: Environment): string {
  const value = environment[name]?.trim() ?? '';
  const path = environment[`${name}_FILE`];
  return value === '' && path !== undefined && path !== '' ? fromFile(path) : value;
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new SecretError(`${path}: ${describeFileError(error)}`, { cause: error });
  }
}
