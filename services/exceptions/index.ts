export * from './exception.ts';
export * from './exceptions.ts';
