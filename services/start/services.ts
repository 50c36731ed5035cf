/** What `mfawatch start` can run, in the order of the data; each is a stage of docs/pipeline.md. */
export const SERVICES = [
  'ingest',
  'normalise',
  'detect',
  'rebuild',
  'learn',
  'index',
  'correlate',
  'notify',
  'housekeeping',
  'api',
] as const;

export type ServiceName = (typeof SERVICES)[number];
