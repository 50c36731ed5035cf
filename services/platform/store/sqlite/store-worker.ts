import { letOthersGoFirst } from '../../let-others-go-first.ts';
import { serveCore } from '../../sqlite/index.ts';
import { createStoreCore } from './core.ts';
import type { StoreCoreOptions } from './core.ts';

export interface StoreWorkerOptions extends StoreCoreOptions {
  /** Its work takes seconds, and nobody waits for it in the next one. */
  readonly lastInLine?: boolean;
}

serveCore(({ lastInLine = false, ...options }: StoreWorkerOptions) => {
  if (lastInLine) letOthersGoFirst();
  return createStoreCore(options);
});
