import { LogUnavailableError } from '../platform/event-log/event-log.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import type { Stage } from '../platform/stage.ts';
import type { AlertRecord, DeadLetterRecord, Incident, IncidentMessage } from '../records/index.ts';
import { encodeJson, GROUPS, TOPICS, userKey } from '../records/index.ts';
import { seededRandom } from '../../test/support/random.ts';
import { alertRecord, NOON } from '../../test/support/alert-record.ts';
import { caughtUp, everything, openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { createCorrelateStage } from './correlate-stage.ts';

const HOUR_MS = 3_600_000;

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

function publish(alerts: readonly AlertRecord[]): Promise<void> {
  const records = alerts.map((alert) => ({ key: userKey(alert.tenant, alert.user), value: encodeJson(alert) }));
  return platform.log.publish(TOPICS.alerts, records);
}

/** Alerts of a dozen users: joining, moving, going and coming back. */
function history(count: number): AlertRecord[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, sequence) => {
    const user = `user${String(Math.floor(random() * 12))}@example.com`;
    const id = `202611-${user}-${String(Math.floor(random() * 6))}`;
    const first = NOON + Math.floor(random() * 300) * HOUR_MS;
    const detection = random() < 0.25 ? 'retracted' : 'active';
    return alertRecord({ id, user, sequence, first, detection });
  });
}

/** The newest document of each incident: what a Store holds at the end. */
async function incidents(): Promise<Incident[]> {
  const newest = new Map<string, Incident>();
  for (const message of await everything<IncidentMessage>(platform.log, TOPICS.incidents)) {
    if (message.kind === 'incident') newest.set(message.incident.id, message.incident);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function correlated(stage: Stage): Promise<Incident[]> {
  await stage.start();
  await caughtUp(platform.log, GROUPS.correlate, TOPICS.alerts);
  await stage.stop();
  return incidents();
}

describe('correlate stage', () => {
  test('restarted again and again while alerts come · the same incidents as in one go', async () => {
    const alerts = history(600);
    for (let from = 0; from < alerts.length; from += 100) {
      await publish(alerts.slice(from, from + 100));
      await correlated(createCorrelateStage(platform.context()));
    }
    const restarted = await incidents();
    const other = await openTestPlatform();
    const first = platform;
    try {
      platform = other;
      await publish(alerts);
      expect(await correlated(createCorrelateStage(platform.context()))).toEqual(restarted);
      expect(restarted.length).toBeGreaterThan(12);
    } finally {
      platform = first;
      await other.close();
    }
  });

  test('log full for a while · waits, says so, and nothing is counted twice', async () => {
    let failures = 3;
    const full: EventLog = Object.create(platform.log, {
      transact: {
        value: (...args: Parameters<EventLog['transact']>) => {
          failures -= 1;
          if (failures >= 0) return Promise.reject(new LogUnavailableError('the log is full'));
          return platform.log.transact(...args);
        },
      },
      ...bound(platform.log),
    }) as EventLog;
    await publish([alertRecord({ id: '202611-a' }), alertRecord({ id: '202611-b', sequence: 2 })]);
    const stage = createCorrelateStage(platform.context({ log: full }));
    await stage.start();
    while (stage.status().state !== 'waiting') await new Promise((resolve) => setTimeout(resolve, 2));
    expect(stage.status().detail).toBe('the log is full');
    await caughtUp(platform.log, GROUPS.correlate, TOPICS.alerts);
    await stage.stop();
    expect(await incidents()).toMatchObject([{ revision: 2, alerts: [{ id: '202611-a' }, { id: '202611-b' }] }]);
  });

  test('damaged record of the changelog · dead letter, and correlation goes on', async () => {
    const key = 'acme|alice@example.com';
    await publish([alertRecord({ id: '202611-a' })]);
    await correlated(createCorrelateStage(platform.context()));
    await platform.log.publish(TOPICS.correlations, [{ key, value: Buffer.from('no state') }]);
    await publish([alertRecord({ id: '202611-b', sequence: 2 })]);
    await correlated(createCorrelateStage(platform.context()));
    const [letter] = await everything<DeadLetterRecord>(platform.log, TOPICS.deadLetters);
    expect(letter).toMatchObject({ stage: 'correlate', tenant: 'acme', reason: { code: 'corrupt_state' } });
    expect(await incidents()).toHaveLength(2);
  });
});

/** Methods of a class with private fields want their own object. */
function bound(log: EventLog): PropertyDescriptorMap {
  const names = ['consume', 'replay', 'publish', 'committed', 'endOffsets', 'startOffsets'] as const;
  return Object.fromEntries(names.map((name) => [name, { value: (log[name] as () => unknown).bind(log) }]));
}
