import { z } from 'zod';
import { TENANT_ID_LENGTH, TENANT_ID_PATTERN } from '../../events/identity.ts';
import type { TenantId } from '../../events/identity.ts';
import { filesSourceSchema } from '../ingest/files/config.ts';
import { channelSchema } from '../notify/channel-config.ts';
import { durationSchema } from '../platform/config/duration.ts';
import { kafkaSchema } from '../platform/event-log/kafka/kafka-config.ts';
import { elasticsearchSchema } from '../platform/store/elasticsearch/elasticsearch-config.ts';
import { LOG_LEVELS } from '../platform/telemetry/logger.ts';

const DAY_MS = 86_400_000;

const tenantIdSchema = z
  .string({ error: 'expected the id of a tenant in text' })
  .max(TENANT_ID_LENGTH, `a tenant id has at most ${String(TENANT_ID_LENGTH)} characters`)
  .regex(TENANT_ID_PATTERN, {
    error: ({ input }) =>
      `"${String(input)}" is not a tenant id: lower-case letters, digits and single dashes inside (e.g. acme-eu)`,
  })
  .transform((id) => id as TenantId);

export const tenantSchema = z.strictObject({
  id: tenantIdSchema,
  /** For people; the id where absent. */
  name: z.string().trim().min(1).optional(),
  /** The tenant's settings file, relative to this file. */
  settings: z.string({ error: 'expected the name of a settings file' }).min(1).optional(),
  sources: z.array(filesSourceSchema, { error: 'expected a list of sources' }).default([]),
});

const httpSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int('expected a port number').min(0).max(65_535).default(8_686),
  /** How people reach the page, for links in notifications; `http://host:port` where absent. */
  publicUrl: z.url({ protocol: /^https?$/, error: 'expected an address starting with http:// or https://' }).optional(),
  /** Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed; none where absent. */
  trustProxy: z.string().min(1).optional(),
});

const retentionSchema = z.strictObject({
  raw: durationSchema.default(7 * DAY_MS),
  events: durationSchema.default(400 * DAY_MS),
  alerts: durationSchema.default(800 * DAY_MS),
  history: durationSchema.default(800 * DAY_MS),
});

/** One file for a small installation: docs/operations.md shows it whole. */
export const configSchema = z.strictObject(
  {
    /** Where the embedded log and store live, relative to this file. */
    dataDir: z.string({ error: 'expected the name of a folder' }).min(1).default('mfawatch-data'),
    /** Of every topic, at most as many processes share a service; fixed once the topics exist. One where the log is embedded, six on Kafka. */
    partitions: z.int('expected a whole number').min(1).max(256).exactOptional(),
    /** The log on a cluster; in the data folder where absent. */
    kafka: kafkaSchema.exactOptional(),
    /** The Store on a cluster; in the data folder where absent. */
    elasticsearch: elasticsearchSchema.exactOptional(),
    http: httpSchema.prefault({}),
    log: z.strictObject({ level: z.enum(LOG_LEVELS).default('info') }).prefault({}),
    retention: retentionSchema.prefault({}),
    tenants: z.array(tenantSchema, { error: 'expected a list of tenants' }).default([]),
    channels: z.array(channelSchema, { error: 'expected a list of notification channels' }).default([]),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'expected a configuration as {key: value}' : undefined) },
);

export type Config = z.output<typeof configSchema> & { readonly partitions: number };
export type TenantConfig = Config['tenants'][number];
