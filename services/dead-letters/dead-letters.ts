import type { TenantId } from '../../events/identity.ts';
import { DAY_MS } from '../../detectors/kit/closed-days.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { TenantScope } from '../platform/store/scope.ts';
import type { Page, PageRequest, Store, Stored } from '../platform/store/store.ts';
import { ConflictError, NotFoundError } from '../platform/store/store.ts';
import type { RebuildRequest } from '../records/index.ts';
import { encodeJson, TOPICS, userKey } from '../records/index.ts';
import { LETTER_KIND, matches, PAYLOAD_KIND, summarise } from './letter.ts';
import type { DeadLetter, LetterCount, LetterFilter, LetterState, Payload, Settlement } from './letter.ts';

/** Letters a person settled are kept this long. */
export const SETTLED_KEPT_MS = 30 * DAY_MS;

/** Which letters an action is about: these, or all that match. */
export type Selection = { readonly ids: readonly string[] } | { readonly filter: LetterFilter };

/** Letters in order of id; a page holds at most `limit`, and may hold fewer while there is a next one. */
export async function listLetters(
  store: Store,
  scope: TenantScope,
  filter: LetterFilter = {},
  page: PageRequest = {},
): Promise<Page<DeadLetter>> {
  let after = page.after;
  for (;;) {
    const request = { ...page, ...(after === undefined ? {} : { after }) };
    const { items, next } = await store.documents.list<DeadLetter>(scope, LETTER_KIND, request);
    const found = items.map(({ value }) => value).filter((letter) => matches(filter, letter));
    if (found.length > 0 || next === undefined) return { items: found, ...(next === undefined ? {} : { next }) };
    after = next;
  }
}

/** The letter with what a replay would publish. @throws NotFoundError */
export async function showLetter(
  store: Store,
  scope: TenantScope,
  id: string,
): Promise<{ readonly letter: DeadLetter; readonly payload: Payload }> {
  const { letter, payload } = await read(store, scope, id);
  return { letter: letter.value, payload };
}

/** How many there are of each state, stage and code. */
export async function countLetters(store: Store, scope: TenantScope): Promise<readonly LetterCount[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of everyLetter(store, scope, {})) letters.push(letter);
  return summarise(letters);
}

export interface ReplayOutcome {
  readonly replayed: readonly string[];
  /** What was too large to keep cannot be replayed: fetch it again from its source. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/**
 * Publishes again what the letters hold: the record, or a request to rebuild the key. A letter that fails again is open again.
 * Replaying twice is harmless: everything downstream is idempotent.
 * @param selection a filter without a state means the open ones
 * @throws NotFoundError where an id is none of the tenant's
 */
export async function replayLetters(
  { store, log }: { readonly store: Store; readonly log: EventLog },
  scope: TenantScope,
  selection: Selection,
  by: Settlement,
): Promise<ReplayOutcome> {
  const replayed: string[] = [];
  const refused: { id: string; why: string }[] = [];
  for await (const id of selected(store, scope, selection)) {
    const { letter, payload } = await read(store, scope, id);
    if (payload.kind === 'none') {
      refused.push({
        id,
        why: `only the first ${String(payload.excerpt.length)} of ${String(payload.bytes)} bytes were kept`,
      });
      continue;
    }
    await publish(log, scope.tenant, payload);
    await settle(store, scope, letter, 'replayed', by);
    replayed.push(id);
  }
  return { replayed, refused };
}

/** Nobody wants them: they are listed as discarded for 30 days more, however often they are met meanwhile. @returns their ids */
export async function discardLetters(
  store: Store,
  scope: TenantScope,
  selection: Selection,
  by: Settlement,
): Promise<readonly string[]> {
  const discarded: string[] = [];
  for await (const id of selected(store, scope, selection)) {
    await settle(store, scope, (await read(store, scope, id)).letter, 'discarded', by);
    discarded.push(id);
  }
  return discarded;
}

/** Deletes letters settled long ago. @returns how many */
export async function forgetLetters(store: Store, scope: TenantScope, now: number): Promise<number> {
  let count = 0;
  for await (const { id, state, settled, last_at: last } of everyLetter(store, scope, {})) {
    if (state === 'open' || Math.max(settled?.at ?? 0, last) > now - SETTLED_KEPT_MS) continue;
    await store.documents.putAll(scope, [
      { kind: LETTER_KIND, id, value: null, expected: 'any' },
      { kind: PAYLOAD_KIND, id, value: null, expected: 'any' },
    ]);
    count += 1;
  }
  return count;
}

async function read(
  store: Store,
  scope: TenantScope,
  id: string,
): Promise<{ readonly letter: Stored<DeadLetter>; readonly payload: Payload }> {
  const letter = await store.documents.get<DeadLetter>(scope, LETTER_KIND, id);
  const payload = await store.documents.get<Payload>(scope, PAYLOAD_KIND, id);
  if (letter === undefined || payload === undefined) throw new NotFoundError(`there is no dead letter ${id}`);
  return { letter, payload: payload.value };
}

async function* selected(store: Store, scope: TenantScope, selection: Selection): AsyncGenerator<string> {
  if ('ids' in selection) yield* selection.ids;
  else for await (const { id } of everyLetter(store, scope, { state: 'open', ...selection.filter })) yield id;
}

async function* everyLetter(store: Store, scope: TenantScope, filter: LetterFilter): AsyncGenerator<DeadLetter> {
  let after: string | undefined;
  do {
    const page = await listLetters(store, scope, filter, { limit: 500, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

async function publish(log: EventLog, tenant: TenantId, payload: Exclude<Payload, { kind: 'none' }>): Promise<void> {
  if (payload.kind === 'rebuild') {
    const request: RebuildRequest = { tenant, user: payload.user, cause: 'replay' };
    await log.publish(TOPICS.rebuilds, [{ key: userKey(tenant, payload.user), value: encodeJson(request) }]);
    return;
  }
  const topic = payload.kind === 'raw' ? TOPICS.raw : payload.topic;
  await log.publish(topic, [{ key: payload.key, value: Buffer.from(payload.value, 'base64') }]);
}

/** A conflict means that it was met again, or settled by somebody else, since it was read: that is the newer word. */
async function settle(
  store: Store,
  scope: TenantScope,
  { id, version, value }: Stored<DeadLetter>,
  state: LetterState,
  { at, by }: Settlement,
): Promise<void> {
  const settled: DeadLetter = { ...value, state, settled: { at, by } };
  try {
    await store.documents.put(scope, LETTER_KIND, id, settled, version);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
