import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../detectors/kit/alert.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { tenantId } from '../../events/identity.ts';
import { createClassify } from '../../events/network/classify.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { PROVIDERS } from '../../services/platform/providers.ts';
import { openBundledAsnTable } from '../../services/platform/asn-table.ts';
import { readClassLists } from '../../services/platform/class-list-files.ts';
import { openBundledGeo } from '../../services/platform/geo-database.ts';
import { createLocate } from '../../services/platform/locate.ts';
import type { DeadLetter } from '../../services/scan/collect.ts';
import { scan } from '../../services/scan/scan.ts';
import type { ScanResult } from '../../services/scan/scan.ts';
import { TemporaryFolder } from '../support/cli.ts';
import { describeShared } from '../support/shared.ts';

interface Scanned extends ScanResult {
  readonly letters: readonly DeadLetter[];
  readonly alerts: readonly Alert[];
}

const locate = createLocate({
  geo: openBundledGeo(),
  asn: openBundledAsnTable(),
  classify: createClassify(readClassLists(undefined)),
});

async function scanned(files: readonly string[], history: readonly string[] = []): Promise<Scanned> {
  const letters: DeadLetter[] = [];
  const result = await scan({
    tenant: tenantId('default'),
    inputs: files.map((path) => ({ path })),
    history: history.map((path) => ({ path })),
    settings: DEFAULT_SETTINGS,
    detectors: [impossibleTravel, sessionHijacking, smsMfaUse],
    providers: PROVIDERS,
    locate,
    now: Date.parse('2026-11-22T12:00:00Z'),
    onDeadLetter: (letter) => letters.push(letter),
  });
  return { ...result, letters, alerts: result.replay.alerts.map(({ alert }) => alert) };
}

/** `time rule user severity` of every alert. */
function titles(alerts: readonly Alert[]): string[] {
  return alerts.map(
    (alert) => `${alert['@timestamp']} ${alert.rule.id} ${alert.user.email ?? ''} ${alert.mfa.alert.severity}`,
  );
}

const ADMIN = 'admin@cloud-response.com';
const WORKSPACE = 'workspace@cloud-response.com';

/** What docs/real-data.md judges one by one. */
const ALERTS = [
  `2022-07-27T11:43:36.917Z anonymiser-arrival ${WORKSPACE} low`,
  `2022-07-27T11:51:00.540Z anonymiser-arrival ${ADMIN} medium`,
  `2022-08-02T07:04:54.076Z impossible-travel ${WORKSPACE} high`,
  `2022-08-02T07:13:37.996Z sms-mfa-use ${WORKSPACE} medium`,
  `2022-08-02T07:13:37.996Z anonymiser-arrival ${WORKSPACE} low`,
  `2022-08-02T08:59:41.940Z impossible-travel ${ADMIN} high`,
  `2022-08-02T09:32:37.406Z impossible-travel ${WORKSPACE} high`,
];

interface RawEvent {
  readonly id: string;
  readonly file: string;
  readonly time: string;
  readonly name: string;
  readonly user: string;
  readonly ip: string;
  readonly parameters: ReadonlyMap<string, unknown>;
}

interface RawActivity {
  readonly id: { readonly time: string; readonly uniqueQualifier: string };
  readonly actor: { readonly email?: string };
  readonly ipAddress?: string;
  readonly events: readonly {
    readonly name: string;
    readonly parameters?: readonly { readonly name: string; readonly value?: unknown; readonly multiValue?: unknown }[];
  }[];
}

/** The raw file flattened by hand: an oracle that shares nothing with the normaliser. */
function rawEvents(folder: string, file: string): readonly RawEvent[] {
  const { activities } = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as {
    activities: readonly RawActivity[];
  };
  return activities.flatMap(({ id, actor, ipAddress, events }) =>
    events.map(({ name, parameters = [] }, position) => {
      const time = new Date(id.time).toISOString();
      return {
        id: `${time}|${id.uniqueQualifier}|${name}|${String(position)}`,
        file,
        time,
        name,
        user: actor.email ?? '',
        ip: ipAddress ?? '',
        parameters: new Map(parameters.map((one) => [one.name, one.value ?? one.multiValue ?? Object.values(one)[1]])),
      };
    }),
  );
}

describeShared('corpus/google-workspace', 'scan · a real organisation', (folder) => {
  const file = (name: string): string => join(folder, `${name}.json`);
  const login = rawEvents(folder, 'login');
  const byId = new Map(login.map((event) => [event.id, event]));
  let whole: Scanned;

  beforeAll(async () => {
    whole = await scanned([file('login'), file('admin'), file('user_accounts')]);
  });

  test.each(['login', 'admin', 'user_accounts'])('%s alone · every record is read, every event kept', async (name) => {
    const { collection, letters } = await scanned([file(name)]);
    const raw = JSON.parse(readFileSync(file(name), 'utf8')) as { activities: readonly unknown[] };
    expect(collection.counts.records).toBe(raw.activities.length);
    expect(collection.counts.bySource.get('google_workspace')).toBe(rawEvents(folder, name).length);
    expect(letters).toEqual([]);
  });

  test('all three together · exactly the alerts that were read one by one', () => {
    expect(titles(whole.alerts)).toEqual(ALERTS);
  });

  test('the folder · the licence beside the logs is named as no log, nothing else is lost', async () => {
    const { collection, letters, alerts } = await scanned([folder]);
    const unread = collection.files.filter(({ problem }) => problem !== undefined);
    expect(unread.map((one) => one.file)).toEqual([join(folder, 'LICENSE')]);
    expect(letters).toEqual([]);
    expect(collection.counts.records).toBe(283);
    expect(collection.counts.events).toBe(287);
    expect(titles(alerts)).toEqual(ALERTS);
  });

  test('the login log alone · knows no roles and a shorter past: one alert fewer, one less grave', async () => {
    const { alerts } = await scanned([file('login')]);
    expect(titles(alerts)).toEqual([`2022-07-27T11:51:00.540Z anonymiser-arrival ${ADMIN} low`, ...ALERTS.slice(2)]);
  });

  test('admin and account logs alone, or all of it as history · silence', async () => {
    expect((await scanned([file('admin'), file('user_accounts')])).alerts).toEqual([]);
    expect((await scanned([file('user_accounts')], [file('login'), file('admin')])).alerts).toEqual([]);
  });

  test('the admin log as history · teaches as much as beside the login log', async () => {
    expect(titles((await scanned([file('login')], [file('admin')])).alerts)).toEqual(ALERTS);
  });

  test('every event an alert quotes · is a raw login event of that user, at its time, from one of its addresses', () => {
    for (const { user, related, source, mfa, ...alert } of whole.alerts) {
      const quoted = mfa.alert.event_ids.map((id) => byId.get(id));
      expect(quoted.every((event) => event?.user === user.email)).toBe(true);
      expect([...new Set(quoted.map((event) => event?.ip))].sort()).toEqual([...related.ip]);
      expect(quoted.some((event) => event?.time === alert['@timestamp'] && event.ip === source?.ip)).toBe(true);
      for (const { event_id: id, time } of mfa.alert.evidence)
        if (id !== undefined) expect(byId.get(id)?.time).toBe(time);
    }
  });

  test('every journey · joins two successes of one user on different networks, as far and fast as the figures say', () => {
    const journeys = whole.alerts.flatMap(({ mfa }) => (mfa.travel === undefined ? [] : [mfa.travel]));
    expect(journeys).toHaveLength(3);
    for (const { from, to, ...figures } of journeys) {
      const [start, end] = [byId.get(from.event_id), byId.get(to.event_id)];
      expect([start?.name, end?.name]).toEqual(['login_success', 'login_success']);
      expect([start?.ip, end?.ip]).toEqual([from.ip, to.ip]);
      expect(start?.user).toBe(end?.user);
      const minutes = (Date.parse(end?.time ?? '') - Date.parse(start?.time ?? '')) / 60_000;
      expect(figures.minutes).toBeCloseTo(minutes, 1);
      const km = kilometres(from.location, to.location);
      expect(Math.abs(figures.distance_km - km)).toBeLessThan(1);
      expect((km - 200) / (minutes / 60)).toBeGreaterThan(900);
    }
  });

  test('phone codes · the one alert holds every raw verification by phone, each once', () => {
    const codes = login.filter(
      ({ name, parameters }) =>
        name === 'login_verification' &&
        parameters.get('is_second_factor') === true &&
        JSON.stringify(parameters.get('login_challenge_method')).includes('phone'),
    );
    const alert = whole.alerts.find(({ rule }) => rule.id === 'sms-mfa-use');
    expect(codes.length).toBeGreaterThan(0);
    expect(alert?.mfa.factor?.uses).toBe(codes.length);
    expect(alert?.mfa.alert.event_ids).toEqual(expect.arrayContaining(codes.map(({ id }) => id)));
    expect(new Set(codes.map(({ user, time }) => `${user} ${time.slice(0, 10)}`)).size).toBe(1);
  });

  test('the sign-in Google flagged · stands in the journey that ends there', () => {
    const flagged = login.filter(({ parameters }) => parameters.get('is_suspicious') === true);
    expect(flagged).toHaveLength(1);
    const alert = whole.alerts.find(({ mfa }) => mfa.travel?.to.event_id === flagged[0]?.id);
    expect(alert?.mfa.alert.evidence).toContainEqual(
      expect.objectContaining({ what: 'provider_verdict', event_id: flagged[0]?.id }),
    );
  });

  test('the renamed account · is told by the name its records bear, and followed as one', () => {
    const renamed = whole.alerts.filter(({ user }) => user.email === WORKSPACE);
    expect(new Set(renamed.map(({ user }) => user.name))).toEqual(new Set(['suspicious@cloud-response.com']));
    for (const { event, pivot } of renamed) {
      expect(event.reason).toContain(WORKSPACE);
      expect(pivot.google).toContain(`Actor is ${WORKSPACE};`);
    }
  });
});

describeShared('samples', 'scan · the samples', (folder) => {
  test('every file is an event but the revision of another; without a past, Okta’s own memory lets one session be judged', async () => {
    const { collection, letters, alerts } = await scanned([folder]);
    const files = readdirSync(folder);
    const { counts } = collection;
    expect(letters).toEqual([]);
    expect(counts.records).toBe(files.length);
    const kept = [...counts.bySource.values()].reduce((sum, count) => sum + count, 0);
    expect(kept + counts.revisions).toBe(files.length);
    expect(counts.revisions).toBe(files.filter((name) => name.includes('same-id-earlier')).length);
    expect(titles(alerts)).toEqual(['2026-11-20T09:14:01.871Z session-born-elsewhere alice.moreau@example.com high']);
  });

  test('the same, once two weeks of the user are known · the session kept by a phishing proxy is found', async () => {
    const sample = readFileSync(join(folder, 'okta-user.authentication.auth_via_mfa-fastpass.json'), 'utf8');
    const { published, uuid, ...rest } = JSON.parse(sample) as { readonly published: string; readonly uuid: string };
    const records = Array.from({ length: 15 }, (_, day) => ({
      ...rest,
      published: published.replace('-20T', `-${String(day + 5).padStart(2, '0')}T`),
      uuid: `${uuid}-${String(day)}`,
    }));
    const past = new TemporaryFolder();
    const { alerts } = await scanned([folder], [past.write('past.ndjson', records)]);
    past.remove();
    expect(titles(alerts)).toEqual([
      '2026-11-20T09:14:01.871Z session-born-elsewhere alice.moreau@example.com critical',
      '2026-11-20T09:17:48.311Z anonymiser-arrival alice.moreau@example.com medium',
    ]);
  });
});

/** Great circle on a sphere of 6,371 km, by the haversine. */
function kilometres(a: Point | undefined, b: Point | undefined): number {
  if (a === undefined || b === undefined) return NaN;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

interface Point {
  readonly lat: number;
  readonly lon: number;
}
