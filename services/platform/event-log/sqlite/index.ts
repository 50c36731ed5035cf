export { openSqliteLog } from './sqlite-log.ts';
export type { SqliteLog, SqliteLogOptions } from './sqlite-log.ts';
export type { LogUsage } from './log-core.ts';
