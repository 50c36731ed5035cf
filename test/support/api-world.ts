import type { Express } from 'express';
import { tenantId } from '../../events/identity.ts';
import type { TenantId } from '../../events/identity.ts';
import { createApi, createKey, revokeKey } from '../../services/api/index.ts';
import type { ApiDeps, NewKey } from '../../services/api/index.ts';
import { takeInLetters } from '../../services/dead-letters/index.ts';
import { loadDetectors } from '../../services/platform/detector-registry.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import type { Store } from '../../services/platform/store/store.ts';
import { encodeRaw } from '../../services/records/index.ts';
import { createTables } from '../../services/tenants/load-tables.ts';
import { alertRecord } from './alert-record.ts';
import { incident } from './incident.ts';
import { oktaEvent, oktaRecord } from './okta-record.ts';
import { openTestPlatform } from './platform.ts';
import type { TestPlatform } from './platform.ts';

export const ACME = tenantId('acme');
export const GLOBEX = tenantId('globex');
export const NOW = Date.UTC(2026, 10, 20, 13);
export const USER = 'alice@example.com';
const NOON = NOW - 3_600_000;

export interface ApiWorld {
  readonly app: Express;
  readonly deps: ApiDeps;
  readonly platform: TestPlatform;
  readonly clock: { now: number };
  /** Ids of what each tenant has one of: the same words, other tenants. */
  readonly ids: Readonly<Record<string, { alert: string; incident: string; letter: string }>>;
  key(key: Partial<NewKey>): Promise<string>;
  close(): Promise<void>;
}

/** The API on a real log and Store, with two tenants that each have one of everything. */
export async function openApiWorld(overrides: Partial<ApiDeps> = {}): Promise<ApiWorld> {
  const clock = { now: NOW };
  const now = (): number => clock.now;
  const platform = await openTestPlatform(2, now);
  const { store } = platform;
  const deps: ApiDeps = {
    ...platform.context(),
    version: '0.0.0-test',
    stages: () => ({ detect: { state: 'running', detail: 'all is well', figures: { keys: 3 } } }),
    tenants: () =>
      Promise.resolve([
        { id: ACME, name: 'Acme' },
        { id: GLOBEX, name: 'Globex' },
      ]),
    detectors: await loadDetectors(),
    loadTables: createTables(store),
    exceptionsChanged: () => undefined,
    ...overrides,
  };
  const ids = { acme: await fill(store, ACME), globex: await fill(store, GLOBEX) };
  const key: ApiWorld['key'] = async (wanted) =>
    (await createKey(store, { name: 'test', role: 'viewer', tenants: 'all', ...wanted }, now())).text;
  return { app: createApi(deps), deps, platform, clock, ids, key, close: () => platform.close() };
}

/** A key that has been taken back. */
export async function revokedKey(world: ApiWorld): Promise<string> {
  const { store } = world.platform;
  const { key, text } = await createKey(store, { name: 'gone', role: 'admin', tenants: 'all' }, NOW);
  await revokeKey(store, key.id, NOW);
  return text;
}

async function fill(store: Store, tenant: TenantId): Promise<{ alert: string; incident: string; letter: string }> {
  const scope = ofTenant(tenant);
  const alert = `202611-${tenant}-alert`;
  const incidentId = `202611-${tenant}-incident`;
  await store.alerts.merge(scope, [alertOf(tenant, alert)]);
  const document = incident({ id: incidentId, tenant, user: USER });
  await store.incidents.put(scope, [{ kind: 'incident', sequence: 1, incident: document }]);
  const event = oktaEvent(oktaRecord('user.session.start', { uuid: 'event-1', published: '2026-11-20T11:59:00.000Z' }));
  await store.events.put(scope, [{ ...event, organization: { id: tenant } }]);
  await store.documents.put(
    scope,
    'user-risk',
    USER,
    { tenant, user: USER, risk: 50, active_alerts: 1, last_event: '2026-11-20T12:00:00.000Z', sequence: 1 },
    'any',
  );
  const letter = `${tenant}-letter`;
  const value = encodeRaw({ kind: 'data', tenant, stream: 'okta', fetched: NOON, record: '{"broken":' });
  await takeInLetters(store, [
    {
      offset: 1,
      record: {
        id: letter,
        tenant,
        stage: 'normalise',
        reason: { code: 'broken_json', message: 'the record ends too soon' },
        at: NOON,
        replay: { kind: 'raw', key: `${tenant}|x`, value: Buffer.from(value).toString('base64') },
      },
    },
  ]);
  return { alert, incident: incidentId, letter };
}

function alertOf(tenant: TenantId, id: string): ReturnType<typeof alertRecord> {
  const record = alertRecord({ id, last: NOON, first: NOON });
  const { alert } = record;
  if (alert === undefined) throw new Error('the test’s alert has a document');
  const fields = { ...alert.mfa.alert, event_ids: ['event-1', 'event-2'], event_count: 2 };
  return { ...record, tenant, alert: { ...alert, organization: { id: tenant }, mfa: { alert: fields } } };
}
