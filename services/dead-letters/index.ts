export * from './dead-letters.ts';
export * from './letter.ts';
export * from './take-in.ts';
