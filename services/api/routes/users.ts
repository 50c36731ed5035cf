import { z } from 'zod';
import { listAll } from '../../platform/store/list-all.ts';
import type { TenantScope } from '../../platform/store/scope.ts';
import type { Store } from '../../platform/store/store.ts';
import type { UserRisk } from '../../records/index.ts';
import { USER_RISK_KIND } from '../../index/write-incidents.ts';
import { given, pageShape, periodOf, periodShape } from '../parameters.ts';
import { defineRoute } from '../route.ts';
import { eventSchema, storedAlertSchema, timeSchema } from '../schemas.ts';
import { habitsOf } from '../user-habits.ts';
import { userTimeline } from '../user-timeline.ts';

const tag = 'Users';
const tenantParams = z.strictObject({ tenant: z.string().max(63) });
const userParams = z.strictObject({ tenant: z.string().max(63), user: z.string().min(1).max(320).toLowerCase() });

const MOST_RECENT = 500;

const riskSchema = z
  .strictObject({
    tenant: z.string(),
    user: z.string(),
    risk: z.number(),
    active_alerts: z.int(),
    last_event: timeSchema,
  })
  .meta({ id: 'UserRisk' });

/** As kept: with whatever index adds to decide which is newer. */
export function riskView({ tenant, user, risk, active_alerts, last_event }: UserRisk): UserRisk {
  return { tenant, user, risk, active_alerts, last_event };
}

/** The people with the highest risk first; only those who have any. */
export async function usersByRisk(store: Store, scope: TenantScope, limit: number): Promise<readonly UserRisk[]> {
  const all = await listAll<UserRisk>(store, scope, USER_RISK_KIND);
  return all
    .map(({ value }) => riskView(value))
    .filter(({ risk }) => risk > 0)
    .sort((a, b) => b.risk - a.risk || (a.last_event < b.last_event ? 1 : -1))
    .slice(0, limit);
}

export async function userRisk(store: Store, scope: TenantScope, user: string): Promise<UserRisk | undefined> {
  const found = await store.documents.get<UserRisk>(scope, USER_RISK_KIND, user);
  return found === undefined ? undefined : riskView(found.value);
}

const listUsers = defineRoute({
  id: 'listUsersByRisk',
  method: 'get',
  path: '/tenants/{tenant}/users',
  role: 'viewer',
  tag,
  summary: 'The users with the highest risk',
  params: tenantParams,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
  response: z.strictObject({ items: z.array(riskSchema).readonly() }).meta({ id: 'UserRiskList' }),
  async handle({ caller, params: { tenant }, query: { limit } }, { store }) {
    return { body: { items: await usersByRisk(store, caller.tenant(tenant), limit) } };
  },
});

const habitSchema = z
  .strictObject({ name: z.string(), count: z.int(), first: timeSchema, last: timeSchema })
  .meta({ id: 'Habit' });
const habitsSchema = z.array(habitSchema).readonly();

const getUser = defineRoute({
  id: 'getUser',
  method: 'get',
  path: '/tenants/{tenant}/users/{user}',
  role: 'viewer',
  tag,
  summary: 'Risk of a user, and the networks, devices and factors of their newest 500 events',
  params: userParams,
  response: z
    .strictObject({
      tenant: z.string(),
      user: z.string(),
      risk: riskSchema.exactOptional(),
      networks: habitsSchema,
      devices: habitsSchema,
      methods: habitsSchema,
    })
    .meta({ id: 'User' }),
  async handle({ caller, params: { tenant, user } }, { store, loadTables }) {
    const scope = caller.tenant(tenant);
    const people = (await loadTables(scope.tenant)).aliases.tokensOf(user);
    const [risk, events] = await Promise.all([
      userRisk(store, scope, user),
      store.events.search(scope, { people }, { limit: MOST_RECENT }),
    ]);
    return { body: { tenant, user, ...given({ risk }), ...habitsOf(events.items) } };
  },
});

const timelineItemSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('event'), time: timeSchema, event: eventSchema }),
    z.strictObject({ kind: z.literal('alert'), time: timeSchema, alert: storedAlertSchema }),
  ])
  .meta({ id: 'TimelineItem' });

const getTimeline = defineRoute({
  id: 'getUserTimeline',
  method: 'get',
  path: '/tenants/{tenant}/users/{user}/timeline',
  role: 'viewer',
  tag,
  summary: 'Events and alerts of a user in one line of time, newest first',
  params: userParams,
  query: z.strictObject({ ...periodShape, ...pageShape }),
  response: z
    .strictObject({ items: z.array(timelineItemSchema).readonly(), next: z.string().exactOptional() })
    .meta({ id: 'Timeline' }),
  async handle({ caller, params: { tenant, user }, query }, deps) {
    const { limit, after } = query;
    const request = { user, limit, ...periodOf(query), ...given({ after }) };
    return { body: await userTimeline(caller.tenant(tenant), request, deps) };
  },
});

export const userRoutes = [listUsers, getUser, getTimeline] as const;
