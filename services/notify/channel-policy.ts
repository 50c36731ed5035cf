import { z } from 'zod';
import { TENANT_ID_PATTERN } from '../../events/identity.ts';
import { SEVERITIES } from '../../detectors/kit/finding.ts';
import { durationSchema } from '../platform/config/duration.ts';

const DAY_MS = 86_400_000;
/** Part of document ids and metric labels. */
const CHANNEL_ID_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day like 22:00');

export const quietHoursSchema = z.strictObject({
  from: clockSchema,
  to: clockSchema,
  timeZone: z.string().refine(isTimeZone, 'expected an IANA time zone like Europe/Madrid'),
});

export type QuietHours = z.output<typeof quietHoursSchema>;

/** What every channel kind has beside its own address: whom it serves and how loud it may be. */
export const policyShape = {
  id: z.string().regex(CHANNEL_ID_PATTERN, 'expected lower-case letters, digits and dashes, at most 40'),
  tenants: z
    .array(z.string().regex(TENANT_ID_PATTERN, 'expected the id of a tenant'))
    .min(1)
    .optional()
    .describe('Tenants it is told of; all where absent.'),
  minSeverity: z.enum(SEVERITIES).default('medium'),
  quietHours: quietHoursSchema.optional().describe('Everything but critical waits until they end.'),
  maxAge: durationSchema.default(DAY_MS).describe('An incident whose last event is older does not page.'),
  stormLimit: z
    .int()
    .min(1)
    .max(1_000)
    .default(30)
    .describe('New incidents an hour and tenant; the rest are summed up.'),
  mask: z.enum(['names']).optional().describe('names: people appear as initials and a hash.'),
} as const;

export type ChannelPolicy = z.output<z.ZodObject<typeof policyShape>>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
