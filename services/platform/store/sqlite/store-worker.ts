import { serveCore } from '../../sqlite/index.ts';
import { createStoreCore } from './core.ts';

serveCore(createStoreCore);
