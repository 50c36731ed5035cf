import { serveCore } from '../../sqlite/index.ts';
import { createStoreCore } from './core.ts';
import type { StoreCoreOptions } from './core.ts';

serveCore((options: StoreCoreOptions) => createStoreCore(options));
