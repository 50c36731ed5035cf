import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TenantId } from '../../../events/identity.ts';
import { describeFileError } from '../../platform/file-error.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import type { Store } from '../../platform/store/store.ts';
import { inputFiles } from '../../scan/input/input-files.ts';
import type { InputFile } from '../../scan/input/input-files.ts';
import type { Input } from '../../scan/input/read-item.ts';
import { registerTenant } from '../../tenants/registry.ts';
import { headOf } from '../files/file-head.ts';
import type { ImportFile, ImportJob } from './import-job.ts';
import { IMPORT_KIND } from './import-job.ts';

export interface NewImport {
  readonly tenant: TenantId;
  /** Files and folders as a person named them. */
  readonly inputs: readonly Input[];
  /** The machine whose files these are, where several share the Store: nobody else can read them. */
  readonly host?: string | undefined;
  /** ms since 1970. */
  readonly now: number;
}

/** A file or folder that was named cannot be imported at all. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code = 'MFAW_IMPORT';
}

/**
 * Registers an import, to be carried out by whoever runs ingest on this Store. The same files again are the same job: it goes on where it was,
 * and begins anew only where it had failed.
 * @throws ImportError where a file is missing or cannot be read
 */
export async function registerImport(store: Store, { tenant, inputs, host, now }: NewImport): Promise<ImportJob> {
  const files = await describeFiles(inputs);
  const id = jobId(tenant, files, host);
  const known = await store.documents.get<ImportJob>(SYSTEM, IMPORT_KIND, id);
  if (known !== undefined && known.value.state !== 'failed') return known.value;
  await registerTenant(store, tenant);
  const job: ImportJob = {
    id,
    tenant,
    ...(host === undefined ? {} : { host }),
    state: 'reading',
    files,
    registered: now,
  };
  await store.documents.put(SYSTEM, IMPORT_KIND, id, job, known?.version ?? 'new');
  return job;
}

export async function importJob(store: Store, id: string): Promise<ImportJob | undefined> {
  return (await store.documents.get<ImportJob>(SYSTEM, IMPORT_KIND, id))?.value;
}

async function describeFiles(inputs: readonly Input[]): Promise<readonly ImportFile[]> {
  const files: ImportFile[] = [];
  for await (const file of inputFiles(inputs)) files.push(await describeFile(file));
  return files;
}

async function describeFile({ path, source, problem }: InputFile): Promise<ImportFile> {
  if (path === '-') throw new ImportError('standard input cannot be imported: an import must be able to begin again');
  if (problem !== undefined) throw new ImportError(`${path}: ${problem}`);
  try {
    const { size } = await stat(path);
    const head = await headOf(path);
    const stated = source === undefined ? {} : { source };
    return { path: resolve(path), size, head, ...stated, read: 0, refused: 0, done: false };
  } catch (error) {
    throw new ImportError(`${path}: ${describeFileError(error)}`, { cause: error });
  }
}

function jobId(tenant: TenantId, files: readonly ImportFile[], host: string | undefined): string {
  const what = files.map(({ path, size, head, source }) => [path, size, head.sha256, source ?? null]);
  return createHash('sha256')
    .update(JSON.stringify(host === undefined ? [tenant, what] : [tenant, what, host]))
    .digest('hex')
    .slice(0, 16);
}
