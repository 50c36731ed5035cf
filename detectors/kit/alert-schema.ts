import { z } from 'zod';
import {
  asSchema,
  jsonSchemaOf,
  locationSchema,
  tenantIdSchema,
  texts,
  timeSchema,
} from '../../events/event-schema.ts';
import type { Expect, Same } from '../../events/same-type.ts';
import type { Alert } from './alert.ts';
import { CONFIDENCES, SEVERITIES } from './finding.ts';

/* The alert document as zod: for tests and for whoever reads alerts. Nothing on the way of an event imports this file. */

const sessionEndSchema = z
  .strictObject({
    ip: z.string().exactOptional(),
    asn: z.int().min(0).exactOptional(),
    as_organization: z.string().exactOptional(),
    network_class: z.string().exactOptional(),
    country: z.string().exactOptional(),
    city: z.string().exactOptional(),
    device: z.string().exactOptional(),
    os: z.string().exactOptional(),
    browser: z.string().exactOptional(),
    time: timeSchema,
    event_id: z.string(),
  })
  .meta({ id: 'SessionEnd' });

const travelEndSchema = z
  .strictObject({
    ip: z.string(),
    asn: z.int().min(0).exactOptional(),
    as_organization: z.string().exactOptional(),
    network_class: z.string().exactOptional(),
    country: z.string().exactOptional(),
    city: z.string().exactOptional(),
    location: locationSchema.exactOptional(),
    radius_km: z.number().min(0).exactOptional(),
    source: z.string(),
    time: timeSchema,
    event_id: z.string(),
  })
  .meta({ id: 'TravelEnd' });

const evidenceSchema = z.strictObject({
  what: z.string(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
  event_id: z.string().exactOptional(),
  time: timeSchema.exactOptional(),
  weight: z.enum(['high', 'medium', 'low', 'context']),
});

const sessionSchema = z.strictObject({
  id: z.string().exactOptional(),
  previous: sessionEndSchema.exactOptional(),
  current: sessionEndSchema.exactOptional(),
  branch: z.string().exactOptional(),
});

const travelSchema = z.strictObject({
  from: travelEndSchema,
  to: travelEndSchema,
  distance_km: z.number().min(0),
  minutes: z.number().min(0),
  speed_kmh: z.number().min(0).exactOptional(),
});

const factorSchema = z.strictObject({
  method: z.string(),
  purpose: z.string(),
  strength: z.string().exactOptional(),
  uses: z.int().min(1).exactOptional(),
  downgrade_from: z.string().exactOptional(),
  detail: z.string().exactOptional(),
});

const eventFieldsSchema = z.strictObject({
  kind: z.literal('alert'),
  category: texts,
  type: texts,
  id: z.string(),
  reason: z.string(),
  severity: z.int(),
  risk_score: z.number().min(0).max(100),
  created: timeSchema,
  provider: z.string(),
  module: z.literal('mfawatch'),
  dataset: z.literal('mfawatch.alert'),
});

const geoSchema = z.strictObject({
  country_iso_code: z.string().exactOptional(),
  region_name: z.string().exactOptional(),
  city_name: z.string().exactOptional(),
  timezone: z.string().exactOptional(),
  location: locationSchema.exactOptional(),
});

const alertFieldsSchema = z.strictObject({
  detector: z.string(),
  status: z.enum(['open', 'acknowledged', 'closed', 'retracted']),
  detection: z.enum(['active', 'retracted']),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  revision: z.int().min(1),
  key: z.string(),
  first_event: timeSchema,
  last_event: timeSchema,
  event_ids: texts,
  event_count: z.int().min(1),
  evidence: z.array(evidenceSchema).readonly(),
  counterfactual: z.string(),
  saturated: z.boolean(),
  replaced_by: z.string().exactOptional(),
});

export const alertSchema = z.strictObject({
  '@timestamp': timeSchema,
  ecs: z.strictObject({ version: z.string() }),
  event: eventFieldsSchema,
  rule: z.strictObject({ id: z.string(), name: z.string(), version: z.string(), description: z.string() }),
  threat: z.strictObject({
    framework: z.string(),
    technique: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
  }),
  organization: z.strictObject({ id: tenantIdSchema }),
  user: z.strictObject({
    id: z.string().exactOptional(),
    email: z.string().exactOptional(),
    name: z.string(),
    full_name: z.string().exactOptional(),
  }),
  service: z.strictObject({ name: z.string() }).exactOptional(),
  source: z
    .strictObject({ ip: z.string(), geo: geoSchema.exactOptional(), as: asSchema.exactOptional() })
    .exactOptional(),
  related: z.strictObject({ user: texts, ip: texts }),
  mfa: z.strictObject({
    alert: alertFieldsSchema,
    session: sessionSchema.exactOptional(),
    travel: travelSchema.exactOptional(),
    factor: factorSchema.exactOptional(),
  }),
  triage: z.strictObject({ steps: texts }),
  pivot: z.strictObject({
    okta: z.string().exactOptional(),
    kql: z.string().exactOptional(),
    google: z.string().exactOptional(),
  }),
});

/** Does not compile where the schema and the type say different things. */
export type AlertSchemaIsAlertType = Expect<Same<z.infer<typeof alertSchema>, Alert>>;

/** JSON Schema (draft 2020-12) of the alert document; `docs/alert.schema.json` holds it. */
export function alertJsonSchema(): object {
  return jsonSchemaOf(alertSchema, 'mfawatch alert');
}
