import { serveCore } from '../../sqlite/index.ts';
import { LogCore } from './log-core.ts';
import type { LogCoreOptions } from './log-core.ts';

serveCore((options: LogCoreOptions) => new LogCore(options));
