import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { Webhook } from 'standardwebhooks';
import type { Received, Receiver } from '../../test/support/receiver.ts';
import { startReceiver, status } from '../../test/support/receiver.ts';
import { ACME, NOON, incident } from '../../test/support/incident.ts';
import { openSqliteLog } from '../platform/event-log/sqlite/index.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { Stage } from '../platform/stage.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { openSqliteStore } from '../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../platform/store/store.ts';
import { TOPICS, encodeJson, topicSpecs, userKey } from '../records/index.ts';
import type { Incident } from '../records/index.ts';
import { createChannel, createNotifyStage, failedNotifications, webhookPayloadSchema } from './index.ts';
import type { WebhookPayload } from './webhook/payload.ts';
import { channelSchema } from './channel-config.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLD_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const HOUR_MS = 3_600_000;

let folder: string;
let log: EventLog;
let store: Store;
let receiver: Receiver;
let clock: number;
let sequence: number;
const stages: Stage[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mfawatch-notify-'));
  clock = NOON - Date.now();
  sequence = 0;
  log = await openSqliteLog({ file: join(folder, 'log.db'), now, threads: false });
  store = await openSqliteStore({ file: join(folder, 'store.db'), now, threads: false });
  await log.ensureTopics(topicSpecs(1));
  receiver = await startReceiver();
});

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.stop()));
  await receiver.close();
  await log.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

function now(): number {
  return Date.now() + clock;
}

function webhook(id: string, url: string, more: object = {}) {
  const base = { kind: 'webhook', id, url, secrets: [SECRET, OLD_SECRET], allowPrivate: true, allowHttp: true };
  return createChannel(channelSchema.parse({ ...base, timeout: '1s', ...more }), () => Date.now());
}

async function run(channels = [webhook('ops', receiver.url)]): Promise<Stage> {
  const context = { log, store, now, logger: pino({ level: 'silent' }), metrics: new Registry(), partitions: 1 };
  const tenantInfo = () => ({ name: 'Acme Ltd', timeZone: 'Europe/Madrid' });
  const stage = createNotifyStage(context, {
    channels,
    tenants: () => [ACME],
    tenantInfo,
    publicUrl: 'https://mfawatch.example/',
    chance: () => 0,
  });
  await stage.start();
  stages.push(stage);
  return stage;
}

/** What correlate publishes and index puts into the Store. */
async function happen(change: Partial<Incident> = {}): Promise<void> {
  sequence += 1;
  const record = { kind: 'incident', sequence, incident: incident({ alerts: [], ...change }) } as const;
  await store.incidents.put(ofTenant(ACME), [record]);
  await log.publish(TOPICS.incidents, [{ key: userKey(ACME, record.incident.user), value: encodeJson(record) }]);
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries++) await delay(50);
  expect(condition()).toBe(true);
}

const told = (one: Received): WebhookPayload => webhookPayloadSchema.parse(JSON.parse(one.body));
const story = (): string[] => receiver.received.map((one) => `${told(one).type} ${String(told(one).data.revision)}`);
const keys = (): (string | string[] | undefined)[] => receiver.received.map(({ headers }) => headers['webhook-id']);

describe('notify', () => {
  test('an incident · opens, grows, repeats, is withdrawn · told once each, signed by every key', async () => {
    await run();
    await happen();
    await until(() => receiver.received.length === 1);
    await happen({ revision: 2, severity: 'critical' });
    await until(() => receiver.received.length === 2);
    await happen({ revision: 2, severity: 'critical', risk: 99 });
    await happen({ revision: 3, detection: 'retracted', status: 'retracted' });
    await until(() => receiver.received.length === 3);
    expect(story()).toEqual(['incident.opened 1', 'incident.updated 2', 'incident.resolved 3']);
    expect(new Set(keys()).size).toBe(3);
    const [first] = receiver.received as [Received];
    for (const secret of [SECRET, OLD_SECRET])
      expect(() => new Webhook(secret).verify(first.body, first.headers as Record<string, string>)).not.toThrow();
    expect(told(first).data.story).toMatchObject({
      organisation: 'Acme Ltd',
      when: '20 Nov 12:50 +01:00 to 20 Nov 12:55 +01:00',
      link: 'https://mfawatch.example/incidents/202611-incident1',
    });
    const outbox = await store.documents.list(ofTenant(ACME), 'notification_outbox');
    expect(outbox.items).toHaveLength(0);
  });

  test('a receiver · down while an incident grows · hears of its newest state only', async () => {
    receiver.behave = status(503);
    await run();
    await happen();
    await until(() => receiver.received.length === 1);
    for (const revision of [2, 3, 4]) await happen({ revision });
    await delay(300);
    receiver.received.length = 0;
    receiver.behave = status(200);
    clock += HOUR_MS;
    await until(() => receiver.received.length === 1);
    await delay(300);
    expect(story()).toEqual(['incident.opened 4']);
  });

  test('a crash · between sending and noting it · the same bytes under the same key, then what is new', async () => {
    receiver.behave = () => undefined;
    const first = await run();
    await happen();
    await until(() => receiver.received.length === 1);
    await first.stop();
    await happen({ revision: 2 });
    receiver.behave = status(200);
    clock += HOUR_MS;
    await run();
    await until(() => receiver.received.length === 3);
    const [before, again] = receiver.received as [Received, Received];
    expect(again.headers['webhook-id']).toBe(before.headers['webhook-id']);
    expect(again.body).toBe(before.body);
    expect(story()).toEqual(['incident.opened 1', 'incident.opened 1', 'incident.updated 2']);
  });

  test('a person · closes an open incident · resolved, with the disposition', async () => {
    await run();
    await happen();
    await until(() => receiver.received.length === 1);
    const stored = await store.incidents.get(ofTenant(ACME), '202611-incident1');
    const change = { status: 'closed', disposition: 'false_positive' } as const;
    await store.incidents.triage(ofTenant(ACME), stored!.id, stored!.version, change, { name: 'kim', at: now() });
    await until(() => receiver.received.length === 2);
    expect(told(receiver.received[1]!)).toMatchObject({
      type: 'incident.resolved',
      data: { story: { news: 'Over: closed as false positive.' } },
    });
  });

  test('a storm · more than the limit within the hour · one summary for the rest, no resolve for what was never opened', async () => {
    await run([webhook('ops', receiver.url, { stormLimit: 2 })]);
    for (let at = 0; at < 6; at++) await happen({ id: `202611-storm${String(at)}` });
    await until(() => receiver.received.length === 2);
    await delay(500);
    clock += 61_000;
    await until(() => receiver.received.length === 3);
    expect(told(receiver.received[2]!)).toMatchObject({ type: 'incident.summary', data: { revision: 4 } });
    for (let at = 0; at < 6; at++)
      await happen({ id: `202611-storm${String(at)}`, revision: 2, detection: 'retracted', status: 'retracted' });
    await until(() => receiver.received.length === 5);
    await delay(300);
    expect(story().slice(3)).toEqual(['incident.resolved 2', 'incident.resolved 2']);
  });

  test('a dead receiver · beside a living one · the living one hears at once', async () => {
    const dead = await startReceiver(() => undefined);
    await run([webhook('dead', dead.url), webhook('ops', receiver.url)]);
    for (let at = 0; at < 8; at++) await happen({ id: `202611-many${String(at)}` });
    await until(() => receiver.received.length === 8);
    await dead.close();
  });

  test('a receiver · away for more than 72 hours · given up, listed and in the history', async () => {
    receiver.behave = status(500);
    await run();
    await happen();
    await until(() => receiver.received.length === 1);
    clock += 73 * HOUR_MS;
    await until(() => receiver.received.length === 2);
    await delay(200);
    const [failed] = await failedNotifications(store, ACME);
    expect(failed).toMatchObject({ channel: 'ops', status: 'failed', lastError: 'HTTP 500', attempts: 2 });
    const history = await store.history.search(ofTenant(ACME), {});
    expect(history.items.map(({ action }) => action)).toContain('notification.failed');
  });

  test('quiet hours · an incident comes and grows · one item when they end', async () => {
    const quietHours = { from: '12:00', to: '15:00', timeZone: 'UTC' };
    await run([webhook('ops', receiver.url, { quietHours })]);
    await happen();
    await happen({ revision: 2 });
    await delay(500);
    expect(receiver.received).toHaveLength(0);
    clock += 3 * HOUR_MS;
    await until(() => receiver.received.length === 1);
    expect(story()).toEqual(['incident.opened 2']);
  });

  test('a channel for outsiders · masks names · nothing of the person in any byte', async () => {
    await run([webhook('ops', receiver.url, { mask: 'names' })]);
    await happen();
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]!.body).not.toMatch(/jane|doe|acme\.example/i);
  });
});
