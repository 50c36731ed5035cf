import type { LoopRun } from '../../platform/lifecycle/loop-stage.ts';
import type { StageContext } from '../../platform/stage.ts';
import { listAll } from '../../platform/store/list-all.ts';
import { SYSTEM } from '../../platform/store/scope.ts';
import type { Stored } from '../../platform/store/store.ts';
import { ConflictError } from '../../platform/store/store.ts';
import { GROUPS } from '../../records/groups.ts';
import { TOPICS } from '../../records/index.ts';
import { backlog } from '../backlog.ts';
import { rawOutgoing } from '../raw-outgoing.ts';
import type { ImportFile, ImportJob } from './import-job.ts';
import { IMPORT_KIND, importStream } from './import-job.ts';
import type { FileProgress } from './import-reader.ts';
import { readImportFile } from './import-reader.ts';

type ImportContext = Pick<StageContext, 'log' | 'store' | 'now' | 'logger'>;

export interface ImportOptions {
  /** Who this process is, for leases; unique among processes. */
  readonly owner: string;
  /** This machine, where several share the Store: it reads its own files and nobody else's. */
  readonly host?: string | undefined;
}

const LEASE = 'imports';
const LEASE_MS = 30_000;
const LOOK_EVERY_MS = 1_000;
const WAIT_MS = 100;
/** Ahead of normalise by this much there is no hurry. */
const MAX_AHEAD = 20_000;

/** Carries out registered imports one after another, each behind its own cursor, for as long as the stage runs. */
export async function importFiles(
  context: ImportContext,
  { owner, host }: ImportOptions,
  figures: { records: number; refused: number },
  run: LoopRun,
): Promise<void> {
  const { store, now } = context;
  const name = host === undefined ? LEASE : `${LEASE}:${host}`;
  const acquire = () => run.patience.until(() => store.leases.acquire(name, owner, LEASE_MS, now()));
  try {
    for (;;) {
      const isOurs = (await acquire()) !== undefined;
      const job = isOurs ? await run.patience.until(() => nextJob(context, host)) : undefined;
      if (job === undefined) await run.pause(LOOK_EVERY_MS);
      else await new Import(context, job, figures, run, acquire).carryOut();
    }
  } finally {
    const lease = await store.leases.acquire(name, owner, LEASE_MS, now()).catch(() => undefined);
    if (lease !== undefined) await store.leases.release(lease).catch(() => undefined);
  }
}

/** The one of this machine that was registered first. */
async function nextJob({ store }: ImportContext, host: string | undefined): Promise<Stored<ImportJob> | undefined> {
  const jobs = await listAll<ImportJob>(store, SYSTEM, IMPORT_KIND);
  return jobs
    .filter(({ value }) => value.state === 'reading' && value.host === host)
    .sort((a, b) => a.value.registered - b.value.registered)[0];
}

class Import {
  readonly #context: ImportContext;
  readonly #figures: { records: number; refused: number };
  readonly #run: LoopRun;
  readonly #keepLease: () => Promise<unknown>;
  #stored: Stored<ImportJob>;

  constructor(
    context: ImportContext,
    stored: Stored<ImportJob>,
    figures: { records: number; refused: number },
    run: LoopRun,
    keepLease: () => Promise<unknown>,
  ) {
    this.#context = context;
    this.#stored = stored;
    this.#figures = figures;
    this.#run = run;
    this.#keepLease = keepLease;
  }

  /** Reads what is left of the job's files. Returns early where another process has taken it over. */
  async carryOut(): Promise<void> {
    const { logger } = this.#context;
    const { id, tenant, files } = this.#stored.value;
    logger.info({ job: id, tenant, files: files.length }, 'importing');
    for (const [index, file] of files.entries()) {
      if (file.done) continue;
      const outcome = await this.#readFile(index, file);
      if (outcome === 'lost') return;
      if (outcome === 'failed') break;
    }
    // What has been read is judged also where not all of it could be.
    if (await this.#save({ ...this.#stored.value, state: 'learning' }))
      logger.info({ job: id, tenant, error: this.#stored.value.error }, 'import has been read');
  }

  async #readFile(index: number, file: ImportFile): Promise<'read' | 'failed' | 'lost'> {
    for await (const progress of readImportFile(file)) {
      if (progress.changed !== undefined)
        return (await this.#save({ ...this.#stored.value, error: progress.changed })) ? 'failed' : 'lost';
      await this.#publish(progress);
      if (!(await this.#save(withFile(this.#stored.value, index, progress)))) return 'lost';
      await this.#breathe();
    }
    return 'read';
  }

  async #publish({ records, refused }: FileProgress): Promise<void> {
    const { log, now } = this.#context;
    const { tenant, id } = this.#stored.value;
    const head = { tenant, stream: importStream(id), fetched: now(), history: true } as const;
    const { raw, letters } = rawOutgoing(head, records, refused);
    const { patience } = this.#run;
    if (raw.length > 0) await patience.until(() => log.publish(TOPICS.raw, raw));
    if (letters.length > 0) await patience.until(() => log.publish(TOPICS.deadLetters, letters));
    this.#figures.records += records.length;
    this.#figures.refused += refused.length;
  }

  /** The cursor: only after everything before it is durable. False where somebody else has moved it. */
  async #save(job: ImportJob): Promise<boolean> {
    const { documents } = this.#context.store;
    const { id, version } = this.#stored;
    try {
      this.#stored = await this.#run.patience.until(() => documents.put(SYSTEM, IMPORT_KIND, id, job, version));
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
  }

  /** Lets normalise catch up. */
  async #breathe(): Promise<void> {
    await this.#keepLease();
    const { log } = this.#context;
    while ((await this.#run.patience.until(() => backlog(log, GROUPS.normalise, TOPICS.raw))) > MAX_AHEAD) {
      await this.#run.pause(WAIT_MS);
      await this.#keepLease();
    }
    if (this.#run.signal.aborted) await this.#run.pause(0);
  }
}

function withFile(job: ImportJob, index: number, { read, refused, done, problem }: FileProgress): ImportJob {
  const files = job.files.map((file, at) => {
    if (at !== index) return file;
    const moved = { ...file, read, refused: file.refused + refused.length, done };
    return problem === undefined ? moved : { ...moved, problem };
  });
  return { ...job, files };
}
