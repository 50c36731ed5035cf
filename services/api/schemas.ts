import { z } from 'zod';
import { mfaEventSchema, texts, timeSchema } from '../../events/event-schema.ts';
import { alertSchema } from '../../detectors/kit/alert-schema.ts';
import { CONFIDENCES, SEVERITIES } from '../../detectors/kit/finding.ts';
import { DISPOSITIONS } from '../platform/store/store.ts';
import { PROBLEMS } from './problem.ts';

export const severitySchema = z.enum(SEVERITIES);
export const alertStatusSchema = z.enum(['open', 'acknowledged', 'closed', 'retracted']);
export const detectionSchema = z.enum(['active', 'retracted']);
export const dispositionSchema = z.enum(DISPOSITIONS);

export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS]),
    detail: z.string(),
    instance: z.string(),
    errors: z
      .array(
        z.strictObject({
          detail: z.string(),
          pointer: z.string().exactOptional(),
          parameter: z.string().exactOptional(),
        }),
      )
      .exactOptional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. Programs go by `code`.' });

const noteSchema = z.strictObject({ at: timeSchema, by: z.string(), text: z.string() });

const triageShape = {
  status: z.enum(['open', 'acknowledged', 'closed']).exactOptional(),
  disposition: dispositionSchema.exactOptional(),
  assignee: z.string().exactOptional(),
  acknowledged_at: timeSchema.exactOptional(),
  closed_at: timeSchema.exactOptional(),
  notes: z.array(noteSchema).readonly().exactOptional(),
  revision: z.int().exactOptional(),
};

const versionSchema = z.string().meta({ description: 'What If-Match wants.' });

/** The alert document (docs/alert.schema.json) with what people said of it. */
export const storedAlertSchema = alertSchema
  .extend({
    triage: alertSchema.shape.triage.extend(triageShape),
    mfa: alertSchema.shape.mfa.extend({
      alert: alertSchema.shape.mfa.shape.alert.extend({
        evidence_withdrawn: z.literal(true).exactOptional(),
        quiet: z.literal(true).exactOptional(),
        exception: z.string().exactOptional(),
      }),
    }),
    version: versionSchema,
  })
  .meta({ id: 'Alert' });

/** The event document (docs/mfa-event.schema.json) with the time it was stored. */
export const eventSchema = mfaEventSchema
  .extend({ event: mfaEventSchema.shape.event.extend({ ingested: timeSchema.exactOptional() }) })
  .meta({ id: 'Event' });

const incidentAlertSchema = z
  .strictObject({
    id: z.string(),
    detector: z.string(),
    rule: z.string(),
    name: z.string(),
    severity: severitySchema,
    confidence: z.enum(CONFIDENCES),
    risk: z.number(),
    reason: z.string(),
    first_event: timeSchema,
    last_event: timeSchema,
    detection: detectionSchema,
    quiet: z.literal(true).exactOptional(),
  })
  .meta({ id: 'IncidentAlert' });

export const incidentSchema = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    user: z.string(),
    user_name: z.string().exactOptional(),
    status: alertStatusSchema,
    detection: detectionSchema,
    severity: severitySchema,
    confidence: z.enum(CONFIDENCES),
    risk: z.number(),
    title: z.string(),
    reason: z.string(),
    first_event: timeSchema,
    last_event: timeSchema,
    alerts: z.array(incidentAlertSchema).readonly(),
    revision: z.int(),
    quiet: z.literal(true).exactOptional(),
    triage: z.strictObject(triageShape),
    version: versionSchema,
  })
  .meta({ id: 'Incident' });

const NOTE_LENGTH = 10_000;

export const triageChangeSchema = z
  .strictObject({
    status: z.enum(['open', 'acknowledged', 'closed']).exactOptional(),
    disposition: dispositionSchema.exactOptional(),
    assignee: z.string().trim().min(1).max(200).nullable().exactOptional(),
    note: z.string().trim().min(1).max(NOTE_LENGTH).exactOptional(),
  })
  .meta({ id: 'TriageChange', description: 'One action. Closing wants a disposition; null takes an assignee away.' });

const historyEntrySchema = z
  .strictObject({
    id: z.string(),
    at: timeSchema,
    by: z.string(),
    action: z.string(),
    subject: z.strictObject({ kind: z.string(), id: z.string() }),
    detail: z.record(z.string(), z.unknown()).readonly().exactOptional(),
  })
  .meta({ id: 'HistoryEntry' });

/** A page of a list: `next` is absent on the last. */
export function pageSchema<T extends z.ZodType>(
  item: T,
  id: string,
): z.ZodObject<{ items: z.ZodReadonly<z.ZodArray<T>>; next: z.ZodExactOptional<z.ZodString> }, z.core.$strict> {
  return z.strictObject({ items: z.array(item).readonly(), next: z.string().exactOptional() }).meta({ id });
}

export const historyPageSchema = pageSchema(historyEntrySchema, 'HistoryPage');

export const bucketSchema = z.strictObject({ key: z.array(z.string().nullable()).readonly(), count: z.int() });

export { texts, timeSchema };
