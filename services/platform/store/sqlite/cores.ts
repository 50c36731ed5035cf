import { hostInThread, hostInline, workerFile } from '../../sqlite/index.ts';
import type { Host, Remote, Revive } from '../../sqlite/index.ts';
import { ConflictError, CursorError, NotFoundError, StoreUnavailableError, TriageError } from '../store.ts';
import { createStoreCore } from './core.ts';
import type { StoreCore, StoreCoreOptions } from './core.ts';
import type { StoreWorkerOptions } from './store-worker.ts';

/** Three connections to one file. With WAL none of them waits for another. */
export interface Cores {
  readonly writer: Remote<StoreCore>;
  /** For what somebody waits for: gets, pages, counts. */
  readonly pages: Remote<StoreCore>;
  /** For what takes its time: aggregations, exports. Its thread lets the others go first. */
  readonly scans: Remote<StoreCore>;
  readonly now: () => number;
  close(): Promise<void>;
}

export interface CoresOptions {
  readonly file: string;
  readonly now: () => number;
  readonly threads: boolean;
  readonly readOnly: boolean;
  readonly maxBytes?: number;
}

const WRITER_CACHE = 64 * 1024 * 1024;

/** @throws StoreUnavailableError, DatabaseDamagedError */
export async function openCores({ file, now, threads, readOnly, maxBytes }: CoresOptions): Promise<Cores> {
  const bound = maxBytes === undefined ? {} : { maxBytes };
  const host = (options: StoreWorkerOptions): Host<StoreCore> =>
    threads
      ? hostInThread(workerFile(import.meta.url, 'store-worker'), options, revive)
      : hostInline(inlineCore(options), revive);
  const writer = host({ file, readOnly, cacheBytes: WRITER_CACHE, ...bound });
  const hosts = [writer];
  try {
    await writer.core.open();
    // The readers find a file that is there and up to date. In one thread one connection is enough.
    if (threads) hosts.push(host({ file, readOnly: true }), host({ file, readOnly: true, lastInLine: true }));
    await Promise.all(hosts.map(({ core }) => core.open()));
  } catch (error) {
    await Promise.all(hosts.map(({ close }) => close()));
    throw error;
  }
  const [, pages = writer, scans = writer] = hosts;
  const close = async (): Promise<void> => {
    // The writer last: it folds the WAL into the file once it is alone.
    for (const { core } of [...new Set([pages, scans, writer])]) await core.close();
    await Promise.all(hosts.map((each) => each.close()));
  };
  return { writer: writer.core, pages: pages.core, scans: scans.core, now, close };
}

/** Its errors as a thread's would look. */
function inlineCore(options: StoreCoreOptions): StoreCore {
  try {
    return createStoreCore(options);
  } catch (error) {
    throw revive(error as Error) ?? error;
  }
}

const revive: Revive = ({ name, message }) => {
  switch (name) {
    case 'ConflictError':
      return new ConflictError(message);
    case 'NotFoundError':
      return new NotFoundError(message);
    case 'CursorError':
      return new CursorError(message);
    case 'TriageError':
      return new TriageError(message);
    case 'DatabaseUnavailableError':
      return new StoreUnavailableError(message);
    default:
      return undefined;
  }
};
