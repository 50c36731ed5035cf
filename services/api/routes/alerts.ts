import { z } from 'zod';
import type { AlertQuery, Stored, StoredAlert } from '../../platform/store/store.ts';
import { ALERT_FIELDS } from '../../platform/store/store.ts';
import { ofTenant } from '../../platform/store/scope.ts';
import type { ApiDeps } from '../deps.ts';
import { alertEvents } from '../alert-events.ts';
import { flagSchema, given, listOf, orderSchema, pageOf, pageShape, periodOf, periodShape } from '../parameters.ts';
import type { ProblemCode } from '../problem.ts';
import { notFound, toProblem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { defineRoute } from '../route.ts';
import {
  alertStatusSchema,
  bucketSchema,
  detectionSchema,
  eventSchema,
  historyPageSchema,
  pageSchema,
  severitySchema,
  storedAlertSchema,
  triageChangeSchema,
} from '../schemas.ts';

const tag = 'Alerts';
const params = z.strictObject({ id: z.string().max(200) });

export const alertFilterShape = {
  tenant: listOf(z.string(), 'Only these tenants.'),
  status: listOf(alertStatusSchema, 'What a person or, where nobody spoke, detection says.'),
  severity: listOf(severitySchema, 'Any of these.'),
  detector: listOf(z.string().max(100), 'Ids of detectors.'),
  rule: listOf(z.string().max(100), 'Ids of rules.'),
  detection: detectionSchema.optional().meta({ description: 'Whether detection still stands by it.' }),
  user: z.string().max(320).optional().meta({ description: 'Canonical user.' }),
  assignee: z.string().max(200).optional(),
  excepted: flagSchema.optional().meta({ description: 'Whether an exception hides it; either way where absent.' }),
  text: z.string().max(200).optional().meta({ description: 'Words that all occur in user, reason, rule or address.' }),
  ...periodShape,
} as const;

type Filter = z.output<z.ZodObject<typeof alertFilterShape>>;

export function alertQueryOf(filter: Filter): AlertQuery {
  return {
    ...periodOf(filter),
    ...given({
      statuses: filter.status,
      severities: filter.severity,
      detectors: filter.detector,
      rules: filter.rule,
      detection: filter.detection,
      user: filter.user?.toLowerCase(),
      assignee: filter.assignee,
      excepted: filter.excepted === undefined ? undefined : filter.excepted === 'true',
      text: filter.text,
    }),
  };
}

export type AlertView = StoredAlert & { readonly version: string };

export function alertView({ value, version }: Stored<StoredAlert>): AlertView {
  return { ...value, version };
}

/** @throws Problem where there is none among the caller's tenants */
export async function alertOf(caller: Caller, id: string, { store }: ApiDeps): Promise<Stored<StoredAlert>> {
  const found = await store.alerts.get(caller.scope(), id);
  if (found === undefined) throw notFound('alert', id);
  return found;
}

const listAlerts = defineRoute({
  id: 'listAlerts',
  method: 'get',
  path: '/alerts',
  role: 'viewer',
  tag,
  summary: 'Alerts, newest first',
  query: z.strictObject({ ...alertFilterShape, ...pageShape, order: orderSchema }),
  response: pageSchema(storedAlertSchema, 'AlertPage'),
  async handle({ caller, query }, { store }) {
    const { limit, after, order, ...filter } = query;
    const page = await store.alerts.search(
      caller.scope(query.tenant),
      alertQueryOf(filter),
      pageOf({ limit, after, order }),
    );
    return { body: { items: page.items.map(alertView), ...given({ next: page.next }) } };
  },
});

const countAlerts = defineRoute({
  id: 'countAlerts',
  method: 'get',
  path: '/alerts/counts',
  role: 'viewer',
  tag,
  summary: 'How many alerts there are, by up to three fields',
  query: z.strictObject({
    ...alertFilterShape,
    by: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.split(',') : value),
        z.array(z.enum(ALERT_FIELDS)).min(1).max(3),
      )
      .meta({ description: 'Fields to count by.' }),
  }),
  response: z
    .strictObject({ by: z.array(z.enum(ALERT_FIELDS)), buckets: z.array(bucketSchema).readonly() })
    .meta({ id: 'AlertCounts' }),
  async handle({ caller, query: { by, ...filter } }, { store }) {
    const buckets = await store.alerts.count(caller.scope(filter.tenant), alertQueryOf(filter), by);
    return { body: { by, buckets } };
  },
});

const getAlert = defineRoute({
  id: 'getAlert',
  method: 'get',
  path: '/alerts/{id}',
  role: 'viewer',
  tag,
  summary: 'One alert',
  params,
  etag: true,
  response: storedAlertSchema,
  async handle({ caller, params: { id } }, deps) {
    const found = await alertOf(caller, id, deps);
    return { body: alertView(found), version: found.version };
  },
});

const getAlertEvents = defineRoute({
  id: 'getAlertEvents',
  method: 'get',
  path: '/alerts/{id}/events',
  role: 'viewer',
  tag,
  summary: 'The events an alert rests on, and what its user did around them',
  params,
  response: z
    .strictObject({
      items: z.array(z.strictObject({ evidence: z.boolean(), event: eventSchema })).readonly(),
      missing: z
        .array(z.string())
        .readonly()
        .meta({ description: 'Ids of evidence that is no longer, or not yet, stored.' }),
      truncated: z.boolean().meta({ description: 'There was more around it than is shown.' }),
    })
    .meta({ id: 'AlertEvents' }),
  async handle({ caller, params: { id } }, deps) {
    return { body: await alertEvents((await alertOf(caller, id, deps)).value, deps) };
  },
});

const getAlertHistory = defineRoute({
  id: 'getAlertHistory',
  method: 'get',
  path: '/alerts/{id}/history',
  role: 'viewer',
  tag,
  summary: 'Who did what to an alert, newest first',
  params,
  query: z.strictObject(pageShape),
  response: historyPageSchema,
  async handle({ caller, params: { id }, query }, deps) {
    const { value } = await alertOf(caller, id, deps);
    const scope = ofTenant(value.organization.id);
    const page = await deps.store.history.search(scope, { subject: { kind: 'alert', id } }, pageOf(query));
    return { body: page };
  },
});

const triageAlert = defineRoute({
  id: 'triageAlert',
  method: 'patch',
  path: '/alerts/{id}/triage',
  role: 'analyst',
  tag,
  summary: 'Acknowledge, close with a disposition, reopen, assign or note',
  params,
  body: triageChangeSchema,
  ifMatch: true,
  etag: true,
  response: storedAlertSchema,
  async handle({ caller, params: { id }, body, version }, deps) {
    const { value } = await alertOf(caller, id, deps);
    const scope = ofTenant(value.organization.id);
    const changed = await deps.store.alerts.triage(scope, id, version, body, caller.actor(deps.now()));
    return { body: alertView(changed), version: changed.version };
  },
});

const MOST_AT_ONCE = 100;

const outcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ id: z.string(), outcome: z.literal('changed'), version: z.string() }),
  z.strictObject({
    id: z.string(),
    outcome: z.enum(['conflict', 'not_found', 'invalid']),
    detail: z.string(),
  }),
]);
export type TriageOutcome = z.output<typeof outcomeSchema>;

const triageAlerts = defineRoute({
  id: 'triageAlerts',
  method: 'post',
  path: '/alerts/triage',
  role: 'analyst',
  tag,
  summary: 'The same triage for up to 100 alerts, each by its own version',
  body: z
    .strictObject({
      alerts: z
        .array(z.strictObject({ id: z.string(), version: z.string() }))
        .min(1)
        .max(MOST_AT_ONCE),
      change: triageChangeSchema,
    })
    .meta({ id: 'BulkTriage' }),
  response: z.strictObject({ items: z.array(outcomeSchema).readonly() }).meta({ id: 'BulkTriageOutcome' }),
  async handle({ caller, body: { alerts, change } }, deps) {
    const items: TriageOutcome[] = [];
    for (const { id, version } of alerts) items.push(await triageOne(caller, id, version, change, deps));
    return { body: { items } };
  },
});

/** What went wrong with one of many is its outcome, unless the store itself is away. */
export async function triageOne(
  caller: Caller,
  id: string,
  version: string,
  change: z.output<typeof triageChangeSchema>,
  deps: ApiDeps,
): Promise<TriageOutcome> {
  try {
    const { value } = await alertOf(caller, id, deps);
    const scope = ofTenant(value.organization.id);
    const changed = await deps.store.alerts.triage(scope, id, version, change, caller.actor(deps.now()));
    return { id, outcome: 'changed', version: changed.version };
  } catch (error) {
    const problem = toProblem(error);
    const outcome = problem === undefined ? undefined : OUTCOMES[problem.code];
    if (problem === undefined || outcome === undefined) throw error;
    return { id, outcome, detail: problem.message };
  }
}

const OUTCOMES: Readonly<Partial<Record<ProblemCode, 'conflict' | 'not_found' | 'invalid'>>> = {
  MFAW_CONFLICT: 'conflict',
  MFAW_NOT_FOUND: 'not_found',
  MFAW_TRIAGE: 'invalid',
};

export const alertRoutes = [
  listAlerts,
  countAlerts,
  triageAlerts,
  getAlert,
  getAlertEvents,
  getAlertHistory,
  triageAlert,
] as const;
