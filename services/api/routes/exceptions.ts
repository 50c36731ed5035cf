import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isoTime } from '../../../events/iso-time.ts';
import type { TenantId } from '../../../events/identity.ts';
import { networkSet } from '../../../events/settings.ts';
import type { Exception } from '../../exceptions/index.ts';
import {
  createException,
  listExceptions,
  LONGEST_DAYS,
  PREVIEW_DAYS,
  previewException,
  revokeException,
} from '../../exceptions/index.ts';
import type { ExceptionsDeps } from '../../exceptions/index.ts';
import { didYouMean } from '../../platform/nearest.ts';
import type { ApiDeps } from '../deps.ts';
import { given, momentSchema } from '../parameters.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../route.ts';
import { defineRoute } from '../route.ts';
import { timeSchema } from '../schemas.ts';

const tag = 'Exceptions';
const DAY_MS = 86_400_000;
const params = z.strictObject({ tenant: z.string().max(63) });
const oneParams = z.strictObject({ tenant: z.string().max(63), id: z.string().max(100) });

const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tenant') }),
  z.strictObject({ kind: z.literal('group'), group: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('user'), user: z.string().trim().min(1).max(320).toLowerCase() }),
]);

const ruleShape = {
  scope: scopeSchema,
  detector: z.string().max(100),
  rule: z.string().max(100).exactOptional().meta({ description: 'All rules of the detector where absent.' }),
  network: z
    .string()
    .refine(isNetwork, 'expected a network (203.0.113.0/24), an address or an AS number (AS64500)')
    .exactOptional()
    .meta({ description: 'Only alerts whose triggering event came from there.' }),
};

function isNetwork(text: string): boolean {
  try {
    networkSet([text]);
    return true;
  } catch {
    return false;
  }
}

const previewBodySchema = z.strictObject(ruleShape).meta({ id: 'ExceptionPreviewRequest' });

export const newExceptionSchema = z
  .strictObject({
    ...ruleShape,
    reason: z.string().trim().min(3, 'say why it is harmless').max(2_000),
    owner: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .exactOptional()
      .meta({ description: 'Who answers for it; the name of the key where absent.' }),
    expires: momentSchema.meta({ description: `At most ${String(LONGEST_DAYS)} days from now.` }),
    from: momentSchema.exactOptional().meta({
      description: `Event time from which it holds; ${String(PREVIEW_DAYS)} days ago where absent, which is what the preview counts.`,
    }),
  })
  .meta({ id: 'NewException' });

export type NewException = z.output<typeof newExceptionSchema>;

const exceptionSchema = z
  .strictObject({
    id: z.string(),
    owner: z.string(),
    reason: z.string(),
    ...ruleShape,
    from: timeSchema,
    expires: timeSchema,
    created: timeSchema,
    created_by: z.string(),
    revoked: z.strictObject({ at: timeSchema, by: z.string() }).exactOptional(),
    version: z.string(),
  })
  .meta({ id: 'Exception' });

export function exceptionsDeps({ store, loadTables, now, exceptionsChanged }: ApiDeps): ExceptionsDeps {
  return {
    store,
    changed: exceptionsChanged,
    groupsOf: async (tenant) => (await loadTables(tenant)).settingsAt(now()).groups,
  };
}

const listRoute = defineRoute({
  id: 'listExceptions',
  method: 'get',
  path: '/tenants/{tenant}/exceptions',
  role: 'viewer',
  tag,
  summary: 'All exceptions of a tenant, those over and revoked too',
  params,
  response: z.strictObject({ items: z.array(exceptionSchema).readonly() }).meta({ id: 'ExceptionList' }),
  async handle({ caller, params: { tenant } }, { store }) {
    const found = await listExceptions(store, caller.tenant(tenant).tenant);
    return { body: { items: found.map(({ value, version }) => ({ ...value, version })) } };
  },
});

const previewRoute = defineRoute({
  id: 'previewException',
  method: 'post',
  path: '/tenants/{tenant}/exceptions/preview',
  role: 'admin',
  tag,
  summary: `What an exception would have hidden in the last ${String(PREVIEW_DAYS)} days; changes nothing`,
  params,
  body: previewBodySchema,
  response: z
    .strictObject({
      count: z.int(),
      ids: z.array(z.string()).readonly().meta({ description: 'The newest hundred.' }),
      days: z.int(),
    })
    .meta({ id: 'ExceptionPreview' }),
  async handle({ caller, params: { tenant }, body }, deps) {
    const scope = caller.tenant(tenant);
    await checkNames(body, scope.tenant, deps);
    return { body: await previewException(exceptionsDeps(deps), scope.tenant, body, deps.now()) };
  },
});

const createRoute = defineRoute({
  id: 'createException',
  method: 'post',
  path: '/tenants/{tenant}/exceptions',
  role: 'admin',
  tag,
  summary: 'Make an exception; open alerts it covers are hidden',
  params,
  body: newExceptionSchema,
  status: 201,
  response: z.strictObject({ exception: exceptionSchema, hidden: z.int() }).meta({ id: 'ExceptionCreated' }),
  async handle({ caller, params: { tenant }, body }, deps) {
    const { stored, hidden } = await makeException(caller, caller.tenant(tenant).tenant, body, deps);
    return { body: { exception: { ...stored.value, version: stored.version }, hidden } };
  },
});

/** @throws Problem where it would hold too long, or names what does not exist */
export async function makeException(
  caller: Caller,
  tenant: TenantId,
  wanted: NewException,
  deps: ApiDeps,
): ReturnType<typeof createException> {
  const now = deps.now();
  await checkNames(wanted, tenant, deps);
  checkExpiry(Date.parse(wanted.expires), now);
  const exception: Exception = {
    id: randomUUID(),
    owner: wanted.owner ?? caller.name,
    reason: wanted.reason,
    scope: wanted.scope,
    detector: wanted.detector,
    ...given({ rule: wanted.rule, network: wanted.network }),
    from: isoTime(wanted.from === undefined ? now - PREVIEW_DAYS * DAY_MS : Date.parse(wanted.from)),
    expires: isoTime(Date.parse(wanted.expires)),
    created: isoTime(now),
    created_by: caller.name,
  };
  return createException(exceptionsDeps(deps), tenant, exception);
}

function checkExpiry(expires: number, now: number): void {
  if (expires > now && expires <= now + LONGEST_DAYS * DAY_MS) return;
  const detail = expires <= now ? 'this time is over' : `at most ${String(LONGEST_DAYS)} days from now`;
  throw new Problem('MFAW_INVALID', 'the expiry is not possible', { errors: [{ pointer: '/expires', detail }] });
}

/** An exception that names what does not exist hides nothing, and nobody would notice. */
export async function checkNames(
  { detector, rule, scope }: Pick<NewException, 'detector' | 'rule' | 'scope'>,
  tenant: TenantId,
  deps: ApiDeps,
): Promise<void> {
  const known = deps.detectors.find(({ id }) => id === detector);
  if (known === undefined) {
    const ids = deps.detectors.map(({ id }) => id);
    throw unknownName('/detector', 'detector', detector, ids);
  }
  if (rule !== undefined && !Object.hasOwn(known.rules, rule))
    throw unknownName('/rule', `rule of ${detector}`, rule, Object.keys(known.rules));
  if (scope.kind !== 'group') return;
  const groups = await exceptionsDeps(deps).groupsOf(tenant);
  if (!groups.has(scope.group)) throw unknownName('/scope/group', 'group', scope.group, groups.keys());
}

function unknownName(pointer: string, what: string, name: string, names: Iterable<string>): Problem {
  const detail = `there is no ${what} ${name}${didYouMean(name, names)}`;
  return new Problem('MFAW_INVALID', detail, { errors: [{ pointer, detail }] });
}

const revokeRoute = defineRoute({
  id: 'revokeException',
  method: 'post',
  path: '/tenants/{tenant}/exceptions/{id}/revoke',
  role: 'admin',
  tag,
  summary: 'Take an exception back; what it hid shows again unless another covers it',
  params: oneParams,
  response: z.strictObject({ exception: exceptionSchema, shown: z.int() }).meta({ id: 'ExceptionRevoked' }),
  async handle({ caller, params: { tenant, id } }, deps) {
    const scope = caller.tenant(tenant);
    const by = caller.actor(deps.now());
    const { stored, shown } = await revokeException(exceptionsDeps(deps), scope.tenant, id, by);
    return { body: { exception: { ...stored.value, version: stored.version }, shown } };
  },
});

export const exceptionRoutes = [listRoute, previewRoute, createRoute, revokeRoute] as const;
