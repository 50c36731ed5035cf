export * from './core.ts';
export * from './database.ts';
export * from './errors.ts';
export * from './inline-host.ts';
export * from './private-file.ts';
export * from './serve-core.ts';
export * from './thread-host.ts';
