import { z } from 'zod';
import { durationSchema } from '../../platform/config/duration.ts';
import { SOURCE_NAMES } from '../../scan/input/source-file.ts';

const HOUR_MS = 3_600_000;

/** A folder or file into which a log shipper writes, as a configuration describes it. */
export const filesSourceSchema = z.strictObject(
  {
    type: z.literal('files', { error: 'the only type of source is files' }).default('files'),
    /** Unique within the tenant; the stream's name, so that a source renamed begins anew. */
    id: z
      .string({ error: 'expected a short name of the source' })
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a source’s id is of lower-case letters, digits and dashes (e.g. okta-logs)'),
    /** A folder (all files below it) or one file, whose rotated copies beside it are followed too. */
    path: z.string({ error: 'expected the name of a folder or file' }).min(1, 'expected the name of a folder or file'),
    /** Whose records they are; recognised by their shape where absent. */
    source: z
      .enum(['okta', 'entra', 'google'], { error: 'expected okta, entra or google' })
      .transform((name) => SOURCE_NAMES[name])
      .optional(),
    /** How far out of order records may be: everything older than the newest one minus this counts as fetched. */
    lag: durationSchema.default(HOUR_MS),
    /** How often to look for more. */
    every: durationSchema.default(1_000),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'expected a source as {id, path}' : undefined) },
);

export type FilesSourceConfig = z.output<typeof filesSourceSchema>;
