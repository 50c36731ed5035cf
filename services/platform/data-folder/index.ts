export * from './backup.ts';
export * from './data-folder.ts';
export * from './errors.ts';
export type { Owner } from './owner.ts';
