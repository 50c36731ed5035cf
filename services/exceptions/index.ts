export * from './exception.ts';
export * from './exceptions.ts';
export * from './settle-exceptions.ts';
