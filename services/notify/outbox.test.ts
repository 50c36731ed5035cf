import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ACME, NOON, incident } from '../../test/support/incident.ts';
import { ofTenant } from '../platform/store/scope.ts';
import { openSqliteStore } from '../platform/store/sqlite/sqlite-store.ts';
import type { Store } from '../platform/store/store.ts';
import type { Incident } from '../records/index.ts';
import type { Answer } from './channel.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import { complete } from './complete.ts';
import { takeIn } from './intake.ts';
import type { Item } from './item.ts';
import type { Notification, OutboxEntry } from './notification.ts';
import { KINDS, notificationId } from './notification.ts';
import { prepare } from './prepare.ts';

const POLICY: ChannelPolicy = { id: 'ops', minSeverity: 'low', maxAge: 86_400_000, stormLimit: 1_000 };
const SCOPE = ofTenant(ACME);
const DELIVERED: Answer = { outcome: 'delivered', code: 200 };
const FATES = ['delivered', 'refused', 'silence', 'crash before sending', 'crash after sending'] as const;
type Fate = (typeof FATES)[number];

let store: Store;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mfawatch-outbox-'));
  store = await openSqliteStore({ file: join(folder, 'store.db'), now: () => NOON, threads: false });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** One incident, its channel, and a receiver that remembers all it was sent. */
class World {
  readonly sent: Item[] = [];
  readonly #id: string;
  #revision = 0;
  #detection: Incident['detection'] = 'retracted';

  constructor(id: string) {
    this.#id = id;
  }

  async news(detection: Incident['detection'], repeats: boolean): Promise<void> {
    this.#revision += 1;
    this.#detection = detection;
    const change = {
      id: this.#id,
      alerts: [],
      detection,
      status: detection === 'active' ? 'open' : 'retracted',
    } as const;
    const record = {
      kind: 'incident',
      sequence: this.#revision,
      incident: incident({ ...change, revision: this.#revision }),
    } as const;
    const dependencies = { store, policies: [POLICY], isExcepted: () => Promise.resolve(false), now: () => NOON };
    await takeIn(record, dependencies);
    if (repeats) await takeIn(record, dependencies);
  }

  async attempt(fate: Fate): Promise<boolean> {
    const id = notificationId(this.#id, POLICY.id);
    const outbox = await store.documents.get<OutboxEntry>(SCOPE, KINDS.outbox, id);
    const stored = await store.documents.get<Notification>(SCOPE, KINDS.notification, id);
    if (outbox === undefined || stored === undefined) return false;
    const prepared = await prepare(stored, outbox.version, POLICY, {
      store,
      isExcepted: () => Promise.resolve(false),
      tenantInfo: () => ({ name: 'Acme', timeZone: 'UTC' }),
      now: () => NOON,
    });
    if (prepared.step !== 'send' || fate === 'crash before sending') return true;
    if (fate !== 'refused') this.sent.push(prepared.item);
    if (fate === 'crash after sending') return true;
    const received = fate === 'refused' ? 'no' : 'unknown';
    const answer: Answer = fate === 'delivered' ? DELIVERED : { outcome: 'failed', received, reason: fate };
    const wanted = { id, tenant: ACME, channel: POLICY.id, due: NOON };
    const { item, isRepeat } = prepared;
    const outboxVersion = outbox.version;
    await complete(store, { wanted, item, isRepeat, answer, outboxVersion, now: NOON, chance: 0 });
    return true;
  }

  /** What the receiver must believe in the end. */
  get truth(): string {
    return this.#detection === 'active' ? `open ${String(this.#revision)}` : 'nothing open';
  }

  get belief(): string {
    const last = this.sent.at(-1);
    return last === undefined || last.kind === 'resolved' ? 'nothing open' : `open ${String(last.revision)}`;
  }
}

describe('outbox', () => {
  const news = fc.record({
    detection: fc.constantFrom('active' as const, 'retracted' as const),
    repeats: fc.boolean(),
  });
  const attempt = fc.record({ fate: fc.constantFrom(...FATES) });
  let worlds = 0;

  test('any mix of news, failures and crashes · the receiver recovers · one content per key, the truth in the end, never two open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(news, attempt), { minLength: 1, maxLength: 25 }), async (steps) => {
        const world = new World(`202611-world${String((worlds += 1))}`);
        for (const step of steps) {
          if ('fate' in step) await world.attempt(step.fate);
          else await world.news(step.detection, step.repeats);
        }
        for (let tries = 0; (await world.attempt('delivered')) && tries < 10; tries++);
        expect(await world.attempt('delivered')).toBe(false);
        expect(world.belief).toBe(world.truth);
        checkSent(world.sent);
      }),
      { numRuns: 100 },
    );
  });
});

function checkSent(sent: readonly Item[]): void {
  const contents = new Map<string, string>();
  let isOpen = false;
  for (const item of sent) {
    const content = JSON.stringify(item);
    const known = contents.get(item.key);
    expect(known ?? content).toBe(content);
    contents.set(item.key, content);
    if (known !== undefined) continue;
    expect(isOpen).toBe(item.kind !== 'opened');
    isOpen = item.kind !== 'resolved';
  }
}
