import { join } from 'node:path';
import { arriveBadly } from '../../bench/chaos/late-arrival.ts';
import { playFlow } from '../../bench/chaos/flow.ts';
import { ACME, reading, toTheEnd } from '../../bench/chaos/held.ts';
import type { Installation } from '../../bench/chaos/installation.ts';
import type { Service } from '../../bench/chaos/service.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import type { Stored, StoredAlert } from '../../services/platform/store/store.ts';
import { readLocalKey } from '../../services/start/local-key-file.ts';
import { TemporaryFolder } from '../support/cli.ts';
import { until } from '../support/pipeline.ts';

const MINUTE = 60_000;
const folder = new TemporaryFolder();
afterAll(() => folder.remove());

const said = new Map<string, object>();
const OPINIONS = [
  { status: 'acknowledged', assignee: 'dana', note: 'looking into it' },
  { status: 'closed', disposition: 'false_positive', note: 'new office' },
  { status: 'closed', disposition: 'true_positive' },
] as const;

function alertsIn(data: string): Promise<Stored<StoredAlert>[]> {
  return reading(data, ({ store }) => toTheEnd((page) => store.alerts.search(ofTenant(ACME), {}, page)));
}

/** A person says something of the first alerts there are. */
async function triage(service: Service, { data }: Installation): Promise<void> {
  await until(async () => (await alertsIn(data)).length >= OPINIONS.length, MINUTE);
  const alerts = await alertsIn(data);
  for (const [index, change] of OPINIONS.entries()) {
    const { id } = alerts[index]!;
    const url = new URL(`/api/v1/alerts/${encodeURIComponent(id)}`, service.url);
    const headers = { Authorization: `Bearer ${readLocalKey(data) ?? ''}`, 'Content-Type': 'application/json' };
    const etag = (await fetch(url, { headers })).headers.get('etag') ?? '';
    const request = { method: 'PATCH', headers: { ...headers, 'If-Match': etag }, body: JSON.stringify(change) };
    const response = await fetch(`${url.href}/triage`, request);
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
    said.set(id, change);
  }
}

test(
  'records up to 72 h late, twice, revised, one provider silent for three days, SIGKILLs · the alerts of scan, nothing falsely retracted, triage stands',
  async () => {
    const options = { seed: 'late', points: 12, records: 20_000, folder: folder.path };
    const report = await playFlow({ ...options, arrive: arriveBadly, midway: triage });
    expect(report.problems).toEqual([]);
    expect(report.alerts).toBeGreaterThan(50);
    const alerts = new Map((await alertsIn(join(folder.path, 'data'))).map(({ id, value }) => [id, value]));
    expect(said.size).toBe(OPINIONS.length);
    for (const [id, { note, ...change }] of said as Map<string, (typeof OPINIONS)[number] & { note?: string }>) {
      expect(alerts.get(id)?.triage).toMatchObject(change);
      expect(alerts.get(id)?.triage.notes?.map(({ text }) => text)).toEqual(note === undefined ? undefined : [note]);
    }
  },
  15 * MINUTE,
);
