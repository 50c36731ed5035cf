import { z } from 'zod';
import { isoTime } from '../../../events/iso-time.ts';
import type { ApiDeps } from '../deps.ts';
import { readLags } from '../lag.ts';
import { given } from '../parameters.ts';
import type { Caller } from '../route.ts';
import { defineRoute } from '../route.ts';
import { timeSchema } from '../schemas.ts';
import { ROLES } from '../keys/api-key.ts';

const tag = 'System';

const stageSchema = z.strictObject({
  name: z.string(),
  state: z.enum(['starting', 'running', 'waiting', 'stopped']),
  detail: z.string().exactOptional().meta({ description: 'Only for keys of every tenant.' }),
  figures: z.record(z.string(), z.number()).readonly().exactOptional(),
});

const statusSchema = z
  .strictObject({
    version: z.string(),
    at: timeSchema,
    stages: z.array(stageSchema).readonly(),
    lag: z.array(z.strictObject({ group: z.string(), topic: z.string(), records: z.int() })).readonly(),
  })
  .meta({ id: 'Status' });

export type StatusView = z.output<typeof statusSchema>;

/** How every stage is, and how far behind its input. What a stage says in words may name a tenant. */
export async function systemStatus(caller: Caller, { stages, log, version, now }: ApiDeps): Promise<StatusView> {
  return {
    version,
    at: isoTime(now()),
    stages: Object.entries(stages()).map(([name, { state, detail, figures }]) => ({
      name,
      state,
      ...(caller.everywhere ? given({ detail, figures }) : {}),
    })),
    lag: await readLags(log),
  };
}

const getStatus = defineRoute({
  id: 'getStatus',
  method: 'get',
  path: '/status',
  role: 'viewer',
  tag,
  summary: 'How the stages are, and how far behind',
  response: statusSchema,
  async handle({ caller }, deps) {
    return { body: await systemStatus(caller, deps) };
  },
});

const getMe = defineRoute({
  id: 'getMe',
  method: 'get',
  path: '/me',
  role: 'viewer',
  tag,
  summary: 'What this key is and may see',
  response: z
    .strictObject({
      name: z.string(),
      role: z.enum(ROLES),
      tenants: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
    })
    .meta({ id: 'Me' }),
  async handle({ caller }, { tenants }) {
    const existing = await tenants();
    const mine = existing.filter(({ id }) => caller.tenants.includes(id)).map(({ id, name }) => ({ id, name }));
    return { body: { name: caller.name, role: caller.role, tenants: mine } };
  },
});

export const systemRoutes = [getMe, getStatus] as const;
