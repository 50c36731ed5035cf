import { z } from 'zod';
import { isoTime } from '../../../events/iso-time.ts';
import type { Notification } from '../../notify/notification.ts';
import { KINDS, notificationId } from '../../notify/notification.ts';
import { listAll } from '../../platform/store/list-all.ts';
import type { TenantScope } from '../../platform/store/scope.ts';
import { ofTenant } from '../../platform/store/scope.ts';
import type { IncidentQuery, Store, Stored, StoredIncident } from '../../platform/store/store.ts';
import type { ApiDeps } from '../deps.ts';
import { given, listOf, orderSchema, pageOf, pageShape, periodOf, periodShape } from '../parameters.ts';
import { notFound } from '../problem.ts';
import type { Caller } from '../route.ts';
import { defineRoute } from '../route.ts';
import {
  alertStatusSchema,
  historyPageSchema,
  incidentSchema,
  pageSchema,
  severitySchema,
  triageChangeSchema,
} from '../schemas.ts';

const tag = 'Incidents';
const params = z.strictObject({ id: z.string().max(200) });

const filterShape = {
  tenant: listOf(z.string(), 'Only these tenants.'),
  status: listOf(alertStatusSchema, 'Any of these.'),
  severity: listOf(severitySchema, 'Any of these.'),
  user: z.string().max(320).optional().meta({ description: 'Canonical user.' }),
  alert: z.string().max(200).optional().meta({ description: 'The incident this alert belongs to.' }),
  ...periodShape,
} as const;

type Filter = z.output<z.ZodObject<typeof filterShape>>;

export function incidentQueryOf(filter: Filter): IncidentQuery {
  return {
    ...periodOf(filter),
    ...given({
      statuses: filter.status,
      severities: filter.severity,
      user: filter.user?.toLowerCase(),
      alert: filter.alert,
    }),
  };
}

export type IncidentView = StoredIncident & { readonly version: string };

export function incidentView({ value, version }: Stored<StoredIncident>): IncidentView {
  return { ...value, version };
}

/** @throws Problem where there is none among the caller's tenants */
export async function incidentOf(caller: Caller, id: string, { store }: ApiDeps): Promise<Stored<StoredIncident>> {
  const found = await store.incidents.get(caller.scope(), id);
  if (found === undefined) throw notFound('incident', id);
  return found;
}

const listIncidents = defineRoute({
  id: 'listIncidents',
  method: 'get',
  path: '/incidents',
  role: 'viewer',
  tag,
  summary: 'Incidents, newest first',
  query: z.strictObject({ ...filterShape, ...pageShape, order: orderSchema }),
  response: pageSchema(incidentSchema, 'IncidentPage'),
  async handle({ caller, query }, { store }) {
    const { limit, after, order, ...filter } = query;
    const page = await store.incidents.search(
      caller.scope(query.tenant),
      incidentQueryOf(filter),
      pageOf({ limit, after, order }),
    );
    return { body: { items: page.items.map(incidentView), ...given({ next: page.next }) } };
  },
});

const getIncident = defineRoute({
  id: 'getIncident',
  method: 'get',
  path: '/incidents/{id}',
  role: 'viewer',
  tag,
  summary: 'One incident',
  params,
  etag: true,
  response: incidentSchema,
  async handle({ caller, params: { id } }, deps) {
    const found = await incidentOf(caller, id, deps);
    return { body: incidentView(found), version: found.version };
  },
});

const getIncidentHistory = defineRoute({
  id: 'getIncidentHistory',
  method: 'get',
  path: '/incidents/{id}/history',
  role: 'viewer',
  tag,
  summary: 'Who did what to an incident, newest first',
  params,
  query: z.strictObject(pageShape),
  response: historyPageSchema,
  async handle({ caller, params: { id }, query }, deps) {
    const { value } = await incidentOf(caller, id, deps);
    const scope = ofTenant(value.tenant);
    const page = await deps.store.history.search(scope, { subject: { kind: 'incident', id } }, pageOf(query));
    return { body: page };
  },
});

const triageIncident = defineRoute({
  id: 'triageIncident',
  method: 'patch',
  path: '/incidents/{id}/triage',
  role: 'analyst',
  tag,
  summary: 'Acknowledge, close with a disposition, reopen, assign or note',
  params,
  body: triageChangeSchema,
  ifMatch: true,
  etag: true,
  response: incidentSchema,
  async handle({ caller, params: { id }, body, version }, deps) {
    const { value } = await incidentOf(caller, id, deps);
    const scope = ofTenant(value.tenant);
    const changed = await deps.store.incidents.triage(scope, id, version, body, caller.actor(deps.now()));
    return { body: incidentView(changed), version: changed.version };
  },
});

const notificationSchema = z
  .strictObject({
    channel: z.string(),
    status: z.string(),
    revision: z.int().exactOptional().meta({ description: 'Revision of the incident the receiver knows.' }),
    attempts: z.int().meta({ description: 'Since the last success.' }),
    last_error: z.string().exactOptional(),
    deliveries: z
      .array(z.strictObject({ at: z.string(), kind: z.string(), outcome: z.string(), code: z.int().exactOptional() }))
      .readonly(),
  })
  .meta({ id: 'Notification' });

export type NotificationView = z.output<typeof notificationSchema>;

/** What each channel was told of an incident, in order of channel. */
export async function notificationsOf(
  store: Store,
  scope: TenantScope,
  incident: string,
): Promise<readonly NotificationView[]> {
  const found = await listAll<Notification>(store, scope, KINDS.notification, notificationId(incident, ''));
  return found.map(({ value: { channel, status, told, attempts, lastError, deliveries } }) => ({
    channel,
    status,
    attempts,
    ...given({ revision: told?.revision, last_error: lastError }),
    deliveries: deliveries.map(({ at, kind, outcome, code }) => ({
      at: isoTime(at),
      kind,
      outcome,
      ...given({ code }),
    })),
  }));
}

const getIncidentNotifications = defineRoute({
  id: 'getIncidentNotifications',
  method: 'get',
  path: '/incidents/{id}/notifications',
  role: 'viewer',
  tag,
  summary: 'What each channel was told of an incident',
  params,
  response: z.strictObject({ items: z.array(notificationSchema).readonly() }).meta({ id: 'NotificationList' }),
  async handle({ caller, params: { id } }, deps) {
    const { value } = await incidentOf(caller, id, deps);
    return { body: { items: await notificationsOf(deps.store, ofTenant(value.tenant), id) } };
  },
});

export const incidentRoutes = [
  listIncidents,
  getIncident,
  getIncidentHistory,
  getIncidentNotifications,
  triageIncident,
] as const;
