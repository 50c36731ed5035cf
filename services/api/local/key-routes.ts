import { z } from 'zod';
import { ROLES } from '../keys/api-key.ts';
import { createKey, revokeKey } from '../keys/key-store.ts';
import { isLocalKey } from '../keys/local-key.ts';
import { momentSchema } from '../parameters.ts';
import { notFound } from '../problem.ts';
import { defineRoute } from '../route.ts';

const tag = 'Keys';
const idSchema = z.strictObject({ id: z.string().max(64) });

const newKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    role: z.enum(ROLES),
    tenants: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    expires: momentSchema.exactOptional(),
  })
  .meta({ id: 'NewApiKey' });

const postKey = defineRoute({
  id: 'createKey',
  method: 'post',
  path: '/keys',
  role: 'admin',
  tag,
  summary: 'Make an API key; its text is told this once',
  body: newKeySchema,
  status: 201,
  response: z.strictObject({ id: z.string(), text: z.string() }),
  async handle({ caller, body: { tenants, expires, ...key } }, { store, now }) {
    const whose = tenants === 'all' ? tenants : tenants.map((tenant) => caller.tenant(tenant).tenant);
    const until = expires === undefined ? {} : { expires: Date.parse(expires) };
    const { key: made, text } = await createKey(store, { ...key, tenants: whose, ...until }, now());
    return { body: { id: made.id, text } };
  },
});

const postRevoke = defineRoute({
  id: 'revokeKey',
  method: 'post',
  path: '/keys/{id}/revoke',
  role: 'admin',
  tag,
  summary: 'Accept a key no longer',
  params: idSchema,
  response: z.strictObject({ id: z.string() }),
  async handle({ params: { id } }, { store, now }) {
    if (isLocalKey({ id })) throw notFound('API key', id);
    return { body: { id: (await revokeKey(store, id, now())).id } };
  },
});

export const keyRoutes = [postKey, postRevoke] as const;
