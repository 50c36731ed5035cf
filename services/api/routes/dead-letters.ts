import { z } from 'zod';
import { isoTime } from '../../../events/iso-time.ts';
import { decodeRaw } from '../../records/index.ts';
import { discardLetters, listLetters, replayLetters, showLetter } from '../../dead-letters/index.ts';
import type { DeadLetter, Payload } from '../../dead-letters/index.ts';
import { given, pageOf, pageShape } from '../parameters.ts';
import { defineRoute } from '../route.ts';
import { pageSchema, timeSchema } from '../schemas.ts';

const tag = 'Dead letters';
const params = z.strictObject({ tenant: z.string().max(63) });
const oneParams = z.strictObject({ tenant: z.string().max(63), id: z.string().max(200) });
const stateSchema = z.enum(['open', 'replayed', 'discarded']);
const stageSchema = z.enum(['ingest', 'normalise', 'detect', 'index', 'correlate']);
/** Of a record that is shown; the whole is what a replay publishes. */
const EXCERPT = 20_000;

const letterShape = {
  id: z.string(),
  tenant: z.string(),
  stage: stageSchema,
  state: stateSchema,
  code: z.string(),
  message: z.string(),
  field: z.string().exactOptional(),
  origin: z.string().exactOptional(),
  replay: z
    .enum(['raw', 'rebuild', 'republish', 'none'])
    .meta({ description: 'What a replay does; none: it was too large to keep.' }),
  count: z.int().meta({ description: 'How often it was met.' }),
  first_at: timeSchema,
  last_at: timeSchema,
  settled: z.strictObject({ at: timeSchema, by: z.string() }).exactOptional(),
};

const letterSchema = z.strictObject(letterShape).meta({ id: 'DeadLetter' });
export type LetterView = z.output<typeof letterSchema>;

export function letterView(letter: DeadLetter): LetterView {
  const { id, tenant, stage, state, replay, count, origin, settled, reason } = letter;
  const field = 'field' in reason ? reason.field : undefined;
  return {
    ...{ id, tenant, stage, state, code: reason.code, message: reason.message, replay, count },
    ...given({ field, origin }),
    first_at: isoTime(letter.at),
    last_at: isoTime(letter.last_at),
    ...(settled === undefined ? {} : { settled: { at: isoTime(settled.at), by: settled.by } }),
  };
}

/** The record in words a person can read, cut where it is long. */
export function payloadText(payload: Payload): string {
  switch (payload.kind) {
    case 'raw': {
      const raw = decodeRaw(Buffer.from(payload.value, 'base64'));
      return (raw.kind === 'data' ? raw.record : JSON.stringify(raw)).slice(0, EXCERPT);
    }
    case 'republish':
      return Buffer.from(payload.value, 'base64').toString().slice(0, EXCERPT);
    case 'rebuild':
      return `${payload.user}${payload.detector === undefined ? '' : `, ${payload.detector}`}`;
    case 'none':
      return payload.excerpt;
  }
}

const listRoute = defineRoute({
  id: 'listDeadLetters',
  method: 'get',
  path: '/tenants/{tenant}/dead-letters',
  role: 'admin',
  tag,
  summary: 'What could not be handled',
  params,
  query: z.strictObject({
    state: stateSchema.default('open'),
    stage: stageSchema.optional(),
    ...pageShape,
  }),
  response: pageSchema(letterSchema, 'DeadLetterPage'),
  async handle({ caller, params: { tenant }, query }, { store }) {
    const filter = { state: query.state, ...given({ stage: query.stage }) };
    const page = await listLetters(store, caller.tenant(tenant), filter, pageOf(query));
    return { body: { items: page.items.map(letterView), ...given({ next: page.next }) } };
  },
});

const showRoute = defineRoute({
  id: 'getDeadLetter',
  method: 'get',
  path: '/tenants/{tenant}/dead-letters/{id}',
  role: 'admin',
  tag,
  summary: 'One dead letter with its record',
  params: oneParams,
  response: z.strictObject({ letter: letterSchema, record: z.string() }).meta({ id: 'DeadLetterDetail' }),
  async handle({ caller, params: { tenant, id } }, { store }) {
    const { letter, payload } = await showLetter(store, caller.tenant(tenant), id);
    return { body: { letter: letterView(letter), record: payloadText(payload) } };
  },
});

const idsSchema = z
  .strictObject({ ids: z.array(z.string().max(200)).min(1).max(100) })
  .meta({ id: 'DeadLetterSelection' });

const replayRoute = defineRoute({
  id: 'replayDeadLetters',
  method: 'post',
  path: '/tenants/{tenant}/dead-letters/replay',
  role: 'admin',
  tag,
  summary: 'Handle up to 100 again; what fails again is open again',
  params,
  body: idsSchema,
  response: z
    .strictObject({
      replayed: z.array(z.string()).readonly(),
      refused: z.array(z.strictObject({ id: z.string(), why: z.string() })).readonly(),
    })
    .meta({ id: 'ReplayOutcome' }),
  async handle({ caller, params: { tenant }, body: { ids } }, { store, log, now }) {
    const by = { at: now(), by: caller.name };
    return { body: await replayLetters({ store, log }, caller.tenant(tenant), { ids }, by) };
  },
});

const discardRoute = defineRoute({
  id: 'discardDeadLetters',
  method: 'post',
  path: '/tenants/{tenant}/dead-letters/discard',
  role: 'admin',
  tag,
  summary: 'Nobody wants up to 100 of them; kept for 30 days more',
  params,
  body: idsSchema,
  response: z.strictObject({ discarded: z.array(z.string()).readonly() }).meta({ id: 'DiscardOutcome' }),
  async handle({ caller, params: { tenant }, body: { ids } }, { store, now }) {
    const by = { at: now(), by: caller.name };
    return { body: { discarded: await discardLetters(store, caller.tenant(tenant), { ids }, by) } };
  },
});

export const deadLetterRoutes = [listRoute, replayRoute, discardRoute, showRoute] as const;
