export * from './alert-record.ts';
export * from './dead-letter-record.ts';
export * from './groups.ts';
export * from './incident-record.ts';
export * from './json.ts';
export * from './observation-record.ts';
export * from './raw.ts';
export * from './topics.ts';
