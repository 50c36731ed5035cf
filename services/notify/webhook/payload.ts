import { z } from 'zod';
import { SEVERITIES } from '../../../detectors/kit/finding.ts';
import type { Item } from '../item.ts';

const alertSchema = z.strictObject({
  id: z.string(),
  rule: z.string(),
  name: z.string(),
  severity: z.enum(SEVERITIES),
  reason: z.string(),
  detection: z.enum(['active', 'retracted']),
  first_event: z.iso.datetime(),
  last_event: z.iso.datetime(),
});

const incidentSchema = z.strictObject({
  id: z.string(),
  status: z.enum(['open', 'acknowledged', 'closed', 'retracted']),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(['low', 'medium', 'high']),
  risk: z.number().min(0).max(100),
  user: z.string(),
  title: z.string(),
  first_event: z.iso.datetime(),
  last_event: z.iso.datetime(),
  alerts: z.array(alertSchema),
});

const storySchema = z.strictObject({
  severity: z.enum(SEVERITIES),
  title: z.string(),
  who: z.string(),
  organisation: z.string(),
  what: z.string(),
  news: z.string().optional(),
  evidence: z.array(z.string()),
  why: z.string().optional(),
  firstStep: z.string().optional(),
  when: z.string(),
  link: z.string().optional(),
});

/** The body of a webhook. `type` decides what to do; `subject` is what to file it under; of one subject the highest `revision` is the newest. */
export const webhookPayloadSchema = z.strictObject({
  type: z.enum(['incident.opened', 'incident.updated', 'incident.resolved', 'incident.summary', 'test']),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    tenant: z.string(),
    subject: z.string(),
    revision: z.int(),
    story: storySchema,
    incident: incidentSchema.optional(),
  }),
});

export type WebhookPayload = z.output<typeof webhookPayloadSchema>;

export function payloadOf({ kind, at, tenant, subject, revision, story, incident }: Item): object {
  return {
    type: kind === 'test' ? 'test' : `incident.${kind}`,
    timestamp: at,
    data: { tenant, subject, revision, story, ...(incident === undefined ? {} : { incident }) },
  };
}
