import type { MfaEvent } from '../../events/event.ts';
import { tenantId } from '../../events/identity.ts';
import { NO_ALIASES } from '../../events/observe.ts';
import { ALICE, BOB, oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { ACME, alertRecord } from '../../test/support/alert-record.ts';
import { caughtUp, everything, openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { listLetters } from '../dead-letters/index.ts';
import type { EventLog, OutgoingRecord } from '../platform/event-log/event-log.ts';
import type { StageContext } from '../platform/stage.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { StoreUnavailableError } from '../platform/store/store.ts';
import type { DeadLetterRecord, RebuildRequest } from '../records/index.ts';
import { encodeJson, GROUPS, TOPICS } from '../records/index.ts';
import type { TenantTables } from '../tenants/tables.ts';
import { createIndexStage } from './index-stage.ts';
import type { ExceptionOf } from './index-run.ts';
import { USER_RISK_KIND } from './write-incidents.ts';

const SCOPE = ofTenant(ACME);

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

const tables = { aliases: { ...NO_ALIASES, tokensOf: () => [] } } as unknown as TenantTables;

/** Indexes all there is, and stops. */
async function index(overrides: Partial<StageContext> & { exceptionOf?: ExceptionOf } = {}): Promise<StageContext> {
  const context = platform.context(overrides);
  const exceptionOf = overrides.exceptionOf ?? (() => Promise.resolve(undefined));
  const stage = createIndexStage({ ...context, loadTables: () => Promise.resolve(tables), exceptionOf });
  await stage.start();
  const fallen = stage.stopped.then(() => new Promise<never>(() => undefined));
  await Promise.race([fallen, settled()]);
  await stage.stop();
  return context;
}

async function settled(): Promise<void> {
  const { log } = platform;
  await caughtUp(log, GROUPS.indexEvents, TOPICS.events);
  await caughtUp(log, GROUPS.indexAlerts, TOPICS.alerts);
  await caughtUp(log, GROUPS.indexIncidents, TOPICS.incidents);
  await caughtUp(log, GROUPS.indexDeadLetters, TOPICS.deadLetters);
}

function event(uuid: string, { rank, actor = ALICE }: { rank?: number; actor?: object } = {}): MfaEvent {
  const made = oktaEvent(oktaRecord('user.session.start', { uuid, actor: { ...actor } }));
  const { mfa } = made;
  return { ...made, organization: { id: ACME }, mfa: { ...mfa, rank: rank ?? mfa.rank } };
}

function records(values: readonly unknown[], key = 'acme|k'): OutgoingRecord[] {
  return values.map((value) => ({ key, value: encodeJson(value) }));
}

/** The Store with some of the methods of one part of it replaced. */
function storeWith<K extends 'events' | 'alerts' | 'incidents'>(part: K, changes: Partial<Store[K]>): Store {
  const { store } = platform;
  return { ...store, [part]: { ...store[part], ...changes } };
}

/** The same log as an object some of whose methods may be replaced. */
function boundTo(log: EventLog): EventLog {
  return {
    ensureTopics: (topics) => log.ensureTopics(topics),
    publish: (topic, published) => log.publish(topic, published),
    consume: (options) => log.consume(options),
    transact: (assignment, outgoing, next) => log.transact(assignment, outgoing, next),
    replay: (topic, partition, range) => log.replay(topic, partition, range),
    committed: (group, topic) => log.committed(group, topic),
    endOffsets: (topic) => log.endOffsets(topic),
    startOffsets: (topic) => log.startOffsets(topic),
    trim: (topic, partition, before) => log.trim(topic, partition, before),
    close: () => log.close(),
  };
}

describe('index stage · events', () => {
  test('delivered twice, revised and out of order · one document each, the newest copy', async () => {
    const old = event('e1', { rank: 5 });
    const revised = { ...event('e1', { rank: 9 }), message: 'revised' };
    await platform.log.publish(TOPICS.events, records([revised, old, event('e2'), event('e2')]));
    const { metrics } = await index();
    const page = await platform.store.events.search(SCOPE, {});
    expect(page.items).toHaveLength(2);
    expect(page.items.find((item) => item.event.id === old.event.id)?.message).toBe('revised');
    const text = await metrics.metrics();
    expect(text).toContain('mfawatch_index_items_total{kind="events",status="created"} 2');
    expect(text).toContain('mfawatch_fetched_to_searchable_seconds_count 2');
  });

  test('a copy names somebody else · both are rebuilt', async () => {
    await platform.log.publish(
      TOPICS.events,
      records([event('e1', { rank: 5 }), event('e1', { rank: 9, actor: BOB })]),
    );
    await index();
    const requests = await everything<RebuildRequest>(platform.log, TOPICS.rebuilds);
    expect(requests.map(({ user }) => user).sort()).toEqual(['alice@example.com', 'bob@example.com']);
    expect(requests[0]).toMatchObject({ tenant: 'acme', cause: 'moved' });
  });

  test('killed between storing a copy that names somebody else and asking · both are rebuilt after the restart', async () => {
    await platform.log.publish(TOPICS.events, records([event('e1', { rank: 5 })]));
    await index();
    await platform.log.publish(TOPICS.events, records([event('e1', { rank: 9, actor: BOB })]));
    const log = { ...boundTo(platform.log), publish: () => Promise.reject(new Error('killed')) };
    await expect(index({ log })).rejects.toThrow('killed');
    await index();
    const requests = await everything<RebuildRequest>(platform.log, TOPICS.rebuilds);
    expect(requests.map(({ user }) => user).sort()).toEqual(['alice@example.com', 'bob@example.com']);
  });

  test('the Store refuses one for now and is away for a while · everything is stored, nothing dropped', async () => {
    let calls = 0;
    const put: Store['events']['put'] = async (scope, items) => {
      calls += 1;
      if (calls === 1) throw new StoreUnavailableError('disk full');
      const refused = calls === 2 ? 1 : 0;
      const outcomes = await platform.store.events.put(scope, items.slice(refused));
      return refused === 0 ? outcomes : [{ status: 'retry', reason: 'busy' } as const, ...outcomes];
    };
    await platform.log.publish(TOPICS.events, records([event('e1'), event('e2'), event('e3')]));
    await index({ store: storeWith('events', { put }) });
    expect((await platform.store.events.search(SCOPE, {})).items).toHaveLength(3);
    expect(calls).toBe(3);
  });

  test('one the Store will never take · dead letter that can be put back; the others are stored', async () => {
    const put: Store['events']['put'] = async (scope, items) => {
      const good = items.filter(({ message }) => message !== 'poison');
      const outcomes = [...(await platform.store.events.put(scope, good))];
      return items.map((item) =>
        item.message === 'poison'
          ? { status: 'poison', reason: 'no date' }
          : (outcomes.shift() ?? { status: 'duplicate' }),
      );
    };
    await platform.log.publish(
      TOPICS.events,
      records([event('e1'), { ...event('e2'), message: 'poison' }, event('e3')]),
    );
    await index({ store: storeWith('events', { put }) });
    expect((await platform.store.events.search(SCOPE, {})).items).toHaveLength(2);
    const letters = await everything<DeadLetterRecord>(platform.log, TOPICS.deadLetters);
    expect(letters).toMatchObject([
      {
        stage: 'index',
        tenant: 'acme',
        reason: { code: 'unindexable', message: 'no date' },
        replay: { kind: 'republish' },
      },
    ]);
    expect((await listLetters(platform.store, SCOPE)).items).toMatchObject([{ state: 'open', count: 1 }]);
  });

  test('an error nobody foresaw · stops the stage, and the position stays', async () => {
    await platform.log.publish(TOPICS.events, records([event('e1')]));
    const put = (): Promise<never> => Promise.reject(new TypeError('bug'));
    await expect(index({ store: storeWith('events', { put }) })).rejects.toThrow('bug');
    expect(await platform.log.committed(GROUPS.indexEvents, TOPICS.events)).toEqual([0n, 0n]);
    await index();
    expect((await platform.store.events.search(SCOPE, {})).items).toHaveLength(1);
  });
});

describe('index stage · alerts and incidents', () => {
  test('alert covered by an exception · carries it, and loses it once it is covered no more', async () => {
    await platform.log.publish(
      TOPICS.alerts,
      records([alertRecord({ id: '202611-a' }), alertRecord({ id: '202611-b' })]),
    );
    await index({ exceptionOf: (_, alert) => Promise.resolve(alert.event.id === '202611-a' ? 'x1' : undefined) });
    const exceptionOfA = async (): Promise<string | undefined> =>
      (await platform.store.alerts.get(SCOPE, '202611-a'))?.value.mfa.alert.exception;
    expect(await exceptionOfA()).toBe('x1');
    expect((await platform.store.alerts.get(SCOPE, '202611-b'))?.value.mfa.alert.exception).toBeUndefined();
    await platform.log.publish(TOPICS.alerts, records([alertRecord({ id: '202611-a', sequence: 2 })]));
    await index();
    expect(await exceptionOfA()).toBeUndefined();
  });

  test('user risk · the highest sequence stays, whatever comes later', async () => {
    const risk = (sequence: number): object => ({
      kind: 'user_risk',
      sequence,
      risk: {
        tenant: ACME,
        user: 'alice@example.com',
        risk: sequence,
        active_alerts: 1,
        last_event: '2026-11-20T12:00:00.000Z',
      },
    });
    await platform.log.publish(TOPICS.incidents, records([risk(3), risk(7), risk(5)]));
    await index();
    await platform.log.publish(TOPICS.incidents, records([risk(6)]));
    await index();
    const stored = await platform.store.documents.get(SCOPE, USER_RISK_KIND, 'alice@example.com');
    expect(stored?.value).toMatchObject({ risk: 7, sequence: 7 });
  });

  test('tenants of one batch · each sees its own alone', async () => {
    const other = tenantId('other');
    const foreign = { ...event('e1'), organization: { id: other } };
    await platform.log.publish(TOPICS.events, records([event('e1'), foreign]));
    await index();
    expect((await platform.store.events.search(ofTenant(other), {})).items).toMatchObject([
      { organization: { id: other } },
    ]);
    expect((await platform.store.events.search(SCOPE, {})).items).toHaveLength(1);
  });
});
