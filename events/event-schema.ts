import { z } from 'zod';
import type { JsonObject, JsonValue, MfaEvent } from './event.ts';
import { FACTS, OPERATIONS, SOURCES } from './event.ts';
import type { TenantId } from './identity.ts';
import { TENANT_ID_LENGTH, TENANT_ID_PATTERN } from './identity.ts';
import { METHODS, PURPOSES, STEP_RESULTS, STRENGTHS } from './method.ts';
import { NETWORK_CLASSES, NETWORK_TAGS } from './place.ts';
import type { Expect, Same } from './same-type.ts';

/*
 * The event document as zod: for tests and for whoever reads stored events. Nothing on the way of an event imports this file:
 * normalisers are checked by their types and golden files, and parsing every event would cost more than normalising it.
 */

export const timeSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ id: 'Time', description: 'ISO 8601, UTC, with milliseconds' });
export const texts = z.array(z.string()).readonly();
/** Branded in the types only. */
export const tenantIdSchema = z
  .string()
  .max(TENANT_ID_LENGTH)
  .regex(TENANT_ID_PATTERN) as z.ZodString as unknown as z.ZodType<TenantId>;

const jsonValueSchema: z.ZodType<JsonValue> = z
  .lazy(() =>
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValueSchema).readonly(), jsonObjectSchema]),
  )
  .meta({ id: 'JsonValue' });
const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), jsonValueSchema);

export const locationSchema = z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

const geoSchema = z
  .strictObject({
    city_name: z.string().exactOptional(),
    region_name: z.string().exactOptional(),
    country_iso_code: z.string().exactOptional(),
    country_name: z.string().exactOptional(),
    postal_code: z.string().exactOptional(),
    timezone: z.string().exactOptional(),
    location: locationSchema.exactOptional(),
  })
  .meta({ id: 'Geo' });

export const asSchema = z.strictObject({
  number: z.int().min(0).exactOptional(),
  organization: z.strictObject({ name: z.string() }).exactOptional(),
});

const person = {
  id: z.string().exactOptional(),
  name: z.string().exactOptional(),
  email: z.string().exactOptional(),
  full_name: z.string().exactOptional(),
};

const stepSchema = z.strictObject({
  index: z.int().min(0),
  time: timeSchema,
  method: z.enum(METHODS),
  method_raw: z.string().exactOptional(),
  purpose: z.enum(PURPOSES),
  result: z.enum(STEP_RESULTS),
  strength: z.enum(STRENGTHS),
  phishing_resistant: z.boolean().exactOptional(),
  detail: z.string().exactOptional(),
});

const eventFieldsSchema = z.strictObject({
  kind: z.enum(['event', 'alert']),
  category: texts,
  type: texts,
  action: z.string(),
  outcome: z.enum(['success', 'failure', 'unknown']),
  id: z.string(),
  module: z.enum(SOURCES),
  dataset: z.string(),
  provider: z.string(),
  created: timeSchema,
  code: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  severity: z.number().exactOptional(),
});

const sourceSchema = z.strictObject({
  ip: z.string().exactOptional(),
  address: z.string().exactOptional(),
  as: asSchema.exactOptional(),
  geo: geoSchema.exactOptional(),
});

const userAgentSchema = z.strictObject({
  original: z.string().exactOptional(),
  name: z.string().exactOptional(),
  os: z.strictObject({ name: z.string().exactOptional() }).exactOptional(),
  device: z.strictObject({ name: z.string().exactOptional() }).exactOptional(),
});

const deviceSchema = z.strictObject({
  id: z.string().exactOptional(),
  manufacturer: z.string().exactOptional(),
  model: z.strictObject({ name: z.string() }).exactOptional(),
});

const hostSchema = z.strictObject({
  name: z.string().exactOptional(),
  os: z.strictObject({ name: z.string().exactOptional(), version: z.string().exactOptional() }).exactOptional(),
});

const browserSchema = z.strictObject({
  token: z.string().exactOptional(),
  fingerprint: z.string().exactOptional(),
  name: z.string().exactOptional(),
  os_family: z.string().exactOptional(),
  browser_family: z.string().exactOptional(),
});

const networkSchema = z.strictObject({
  class: z.enum(NETWORK_CLASSES),
  operator: z.string().exactOptional(),
  class_source: z.string().exactOptional(),
  tag: z.enum(NETWORK_TAGS).exactOptional(),
  prefix: z.string(),
  accuracy_km: z.number().min(0).exactOptional(),
});

const mfaFieldsSchema = z.strictObject({
  operation: z.enum(OPERATIONS),
  facts: z.array(z.enum(FACTS)).readonly(),
  steps: z.array(stepSchema).readonly(),
  rank: z.int().min(0),
  session: z.strictObject({ id: z.string().exactOptional(), root_id: z.string().exactOptional() }).exactOptional(),
  flow: z.strictObject({ id: z.string() }).exactOptional(),
  device: browserSchema.exactOptional(),
  network: networkSchema.exactOptional(),
  provider_geo: geoSchema.exactOptional(),
  factor: z
    .strictObject({ method: z.enum(METHODS).exactOptional(), detail: z.string().exactOptional() })
    .exactOptional(),
  verdict: z.string().exactOptional(),
  role: z.string().exactOptional(),
});

export const mfaEventSchema = z.strictObject({
  '@timestamp': timeSchema,
  ecs: z.strictObject({ version: z.string() }),
  message: z.string().exactOptional(),
  event: eventFieldsSchema,
  organization: z.strictObject({ id: tenantIdSchema }),
  user: z.strictObject({ ...person, target: z.strictObject(person).exactOptional() }).exactOptional(),
  source: sourceSchema.exactOptional(),
  user_agent: userAgentSchema.exactOptional(),
  device: deviceSchema.exactOptional(),
  host: hostSchema.exactOptional(),
  service: z.strictObject({ id: z.string().exactOptional(), name: z.string().exactOptional() }).exactOptional(),
  related: z.strictObject({ user: texts.exactOptional(), ip: texts.exactOptional() }).exactOptional(),
  mfa: mfaFieldsSchema,
  okta: jsonObjectSchema.exactOptional(),
  entra: jsonObjectSchema.exactOptional(),
  google_workspace: jsonObjectSchema.exactOptional(),
});

/** Does not compile where the schema and the type say different things. */
export type EventSchemaIsEventType = Expect<Same<z.infer<typeof mfaEventSchema>, MfaEvent>>;

/** JSON Schema (draft 2020-12) of the event document; `docs/mfa-event.schema.json` holds it. */
export function eventJsonSchema(): object {
  return jsonSchemaOf(mfaEventSchema, 'mfawatch event');
}

/** `readonly` is a matter of our types; in a JSON Schema it would say that a reader may not send the field. */
export function jsonSchemaOf(schema: z.ZodType, title: string): object {
  return z.toJSONSchema(schema.meta({ title, description: 'ECS plus mfa.*' }), {
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
}
