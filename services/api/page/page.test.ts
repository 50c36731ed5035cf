import request from 'supertest';
import { ACME, GLOBEX, NOW, openApiWorld } from '../../../test/support/api-world.ts';
import type { ApiWorld } from '../../../test/support/api-world.ts';
import { alertRecord } from '../../../test/support/alert-record.ts';
import { settingsSchema } from '../../platform/settings-schema.ts';
import { ofTenant } from '../../platform/store/scope.ts';
import { saveSettings } from '../../tenants/save-tables.ts';
import { createApi, createKey, createSignInLink } from '../index.ts';
import { html } from './html.ts';
import { localPath } from './gate.ts';
import { zoned } from './words.ts';

let world: ApiWorld;
beforeEach(async () => (world = await openApiWorld()));
afterEach(() => world.close());

type Agent = ReturnType<typeof request.agent>;

async function signedIn(
  role: 'viewer' | 'analyst' | 'admin' = 'admin',
  tenants: 'all' | (typeof ACME)[] = 'all',
): Promise<Agent> {
  const agent = request.agent(world.app);
  const answer = await agent
    .post('/signin')
    .type('form')
    .send({ key: await world.key({ role, tenants }), next: '/alerts' });
  expect([answer.status, answer.get('Location')]).toEqual([303, '/alerts']);
  return agent;
}

async function formOf(agent: Agent, path: string): Promise<Record<string, string>> {
  const { text } = await agent.get(path);
  const field = (name: string): string => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text)?.[1] ?? '';
  return { csrf: field('csrf'), version: field('version') };
}

describe('signing in', () => {
  test('nobody signed in · every page leads to the sign-in and back', async () => {
    const answer = await request(world.app).get('/alerts?show=all');
    expect([answer.status, answer.get('Location')]).toEqual([303, '/signin?next=%2Falerts%3Fshow%3Dall']);
  });

  test('a link from a chat · loads the same page once more, so that the cookie comes along', async () => {
    const answer = await request(world.app).get('/alerts/x').set('Sec-Fetch-Site', 'cross-site');
    expect([answer.status, answer.get('Refresh')]).toEqual([200, '0']);
  });

  test('the cookie · for no script and no other site; over TLS bound to the host', async () => {
    const send = async (publicUrl: string): Promise<string> => {
      const app = createApi({ ...world.deps, publicUrl });
      const answer = await request(app)
        .post('/signin')
        .type('form')
        .send({ key: await world.key({}) });
      return answer.get('Set-Cookie')?.[0] ?? '';
    };
    expect(await send('http://localhost')).toMatch(/^mfawatch=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await send('https://mfa.example')).toMatch(
      /^__Host-mfawatch=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test('a wrong key, a key for figures · 401 in words; too many · 429', async () => {
    const send = (key: string): request.Test => request(world.app).post('/signin').type('form').send({ key });
    expect((await send('mfaw_x')).text).toContain('not, or no longer, in force');
    expect((await send(await world.key({ role: 'metrics' }))).status).toBe(401);
    for (let count = 0; count < 20; count += 1) await send('mfaw_x');
    const answer = await send('mfaw_x');
    expect([answer.status, answer.get('Retry-After')]).toEqual([429, '6']);
  });

  test('a right key or link after too many wrong ones from the same address · gets in', async () => {
    for (let count = 0; count < 25; count += 1) await request(world.app).get('/signin?token=x');
    const { key, text } = await createKey(world.platform.store, { name: 'owner', role: 'admin', tenants: 'all' }, NOW);
    const token = await createSignInLink(world.platform.store, key, NOW);
    expect((await request(world.app).get('/signin?token=x')).status).toBe(429);
    expect((await request(world.app).get(`/signin?token=${token}`)).status).toBe(303);
    expect((await request(world.app).post('/signin').type('form').send({ key: text })).status).toBe(303);
  });

  test.each(['cross-site', 'same-site'])('a form on a page of another site (%s) · signs nobody in', async (site) => {
    const form = { key: await world.key({}) };
    const answer = await request(world.app).post('/signin').set('Sec-Fetch-Site', site).type('form').send(form);
    expect([answer.status, answer.get('Set-Cookie')]).toEqual([403, undefined]);
  });

  test('a one-time link · once', async () => {
    const { key } = await createKey(world.platform.store, { name: 'owner', role: 'admin', tenants: 'all' }, NOW);
    const token = await createSignInLink(world.platform.store, key, NOW);
    const agent = request.agent(world.app);
    expect((await agent.get(`/signin?token=${token}`)).get('Location')).toBe('/');
    expect((await agent.get('/incidents')).status).toBe(200);
    expect((await request(world.app).get(`/signin?token=${token}`)).status).toBe(401);
  });

  test('signing out · ends the session, not only the cookie', async () => {
    const agent = await signedIn();
    const { csrf } = await formOf(agent, '/alerts');
    await agent.post('/signout').type('form').send({ csrf });
    expect((await agent.get('/alerts')).status).toBe(303);
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil', 'alerts', undefined, '/a b'])(
    'going on to %s · leads to the front',
    (next) => {
      expect(localPath(next)).toBe('/');
    },
  );
});

describe('pages', () => {
  const paths = (tenant: 'acme' | 'globex'): string[] => [
    `/alerts/${world.ids[tenant]?.alert ?? ''}`,
    `/incidents/${world.ids[tenant]?.incident ?? ''}`,
    `/tenants/${tenant}/users/alice@example.com`,
    `/tenants/${tenant}/users/alice@example.com/explain?at=2026-11-20T12:00:00Z`,
    `/settings?tenant=${tenant}`,
    `/tenants/${tenant}/exceptions/new`,
    `/tenants/${tenant}/dead-letters/${world.ids[tenant]?.letter ?? ''}`,
  ];
  const LISTS = ['/incidents', '/alerts', '/users', '/exceptions', '/settings', '/dead-letters', '/status'];

  test('all of them · 200, with a policy that runs nothing inline', async () => {
    const agent = await signedIn();
    for (const path of [...LISTS, ...paths('acme')]) {
      const answer = await agent.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.get('Content-Security-Policy')).toContain("default-src 'none';script-src 'self'");
      expect(answer.text).not.toMatch(/ style="| on\w+="|<script>/);
      expect(answer.get('Cache-Control')).toBe('no-store');
    }
  });

  test('incidents · how many wait, by severity and by status', async () => {
    const { text } = await (await signedIn()).get('/incidents');
    const tile = (name: string): string | undefined => new RegExp(`<b class="${name}">([^<]*)</b>`).exec(text)?.[1];
    expect(['critical', 'high', 'open', 'acknowledged'].map(tile)).toEqual(['0', '2', '2', '0']);
  });

  test('an alert · leads to every condition that was checked; a moment without a zone is refused', async () => {
    const agent = await signedIn('viewer');
    const { text } = await agent.get(`/alerts/${world.ids['acme']?.alert ?? ''}`);
    const path = /href="([^"]*\/explain\?at=[^"]*)"/.exec(text)?.[1] ?? '';
    const answer = await agent.get(path);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('user.session.start');
    expect(answer.text).toMatch(/impossible-travel: quiet/);
    expect((await agent.get('/tenants/acme/users/alice@example.com/explain?at=noon')).status).toBe(400);
  });

  test('settings · as a file says them, without what is empty and without the places of files', async () => {
    const { store } = world.platform;
    const text = settingsSchema.parse({ egress: ['203.0.113.0/24'], geoDatabase: '/srv/secret/geo.mmdb' });
    await saveSettings(store, ACME, { text, effectiveFrom: NOW, at: NOW, by: 'ada' }, world.deps.detectors);
    const page = (await (await signedIn('viewer')).get('/settings?tenant=acme')).text;
    expect(page).toContain('<pre>timeZone: UTC\negress:\n  - 203.0.113.0/24\ngeoDatabase: geo.mmdb\n</pre>');
    expect(page).not.toContain('/srv/secret');
  });

  test('an address of nothing · a page that says so', async () => {
    const answer = await (await signedIn()).get('/nope');
    expect([answer.status, answer.type]).toEqual([404, 'text/html']);
    expect(answer.text).toContain('There is no page of this address.');
  });

  test('of another tenant · 404, and nothing of it in any list', async () => {
    const agent = await signedIn('admin', [ACME]);
    for (const path of paths('globex')) expect([path, (await agent.get(path)).status]).toEqual([path, 404]);
    for (const path of LISTS) expect((await agent.get(path)).text.toLowerCase()).not.toContain(GLOBEX);
  });

  test('what a role may not · is not offered, and refused', async () => {
    const agent = await signedIn('viewer');
    const { text } = await agent.get(paths('acme')[0] ?? '');
    expect(text).not.toContain('Acknowledge');
    expect((await agent.get('/dead-letters')).status).toBe(403);
    const { csrf } = await formOf(agent, '/alerts');
    const answer = await agent
      .post(`${paths('acme')[0] ?? ''}/triage`)
      .type('form')
      .send({ csrf, action: 'acknowledge' });
    expect(answer.status).toBe(403);
  });

  test('markup in a record · is shown, not run', async () => {
    const record = alertRecord({ id: '202611-x', name: '<script>alert(1)</script>', fullName: '"><img src=x>' });
    await world.platform.store.alerts.merge(ofTenant(ACME), [record]);
    const agent = await signedIn();
    for (const path of ['/alerts', '/alerts/202611-x']) {
      const { text } = await agent.get(path);
      expect(text).toContain('&lt;script&gt;alert(1)');
      expect(text).not.toMatch(/<script>alert|<img/);
    }
  });
});

describe('triage on the page', () => {
  const path = (): string => `/alerts/${world.ids['acme']?.alert ?? ''}`;

  test('without the token of the form · refused', async () => {
    const agent = await signedIn();
    const { version } = await formOf(agent, path());
    for (const csrf of ['', 'x'.repeat(43)]) {
      const answer = await agent.post(`${path()}/triage`).type('form').send({ csrf, version, action: 'acknowledge' });
      expect(answer.status).toBe(403);
    }
  });

  test('acknowledged with a note, closed, reopened · as said, with history', async () => {
    const agent = await signedIn('analyst');
    const act = async (fields: object): Promise<number> => {
      const form = await formOf(agent, path());
      return (
        await agent
          .post(`${path()}/triage`)
          .type('form')
          .send({ ...form, ...fields })
      ).status;
    };
    expect(await act({ action: 'acknowledge', note: 'looking', assignee: 'jane' })).toBe(303);
    expect(await act({ action: 'close', assignee: 'jane' })).toBe(422);
    expect(await act({ action: 'close', disposition: 'false_positive', assignee: 'jane' })).toBe(303);
    expect(await act({ action: 'reopen' })).toBe(303);
    const found = await world.platform.store.alerts.get(ofTenant(ACME), world.ids['acme']?.alert ?? '');
    expect(found?.value.triage).toMatchObject({ status: 'open', notes: [{ text: 'looking', by: 'test' }] });
    expect(found?.value.triage.assignee).toBeUndefined();
    expect((await agent.get(path())).text).toContain('acknowledged');
  });

  test('somebody was quicker · nothing is saved, the note stays in the form', async () => {
    const agent = await signedIn();
    const form = await formOf(agent, path());
    const send = (note: string): request.Test =>
      agent
        .post(`${path()}/triage`)
        .type('form')
        .send({ ...form, action: 'acknowledge', note });
    expect((await send('first')).status).toBe(303);
    const answer = await send('my long note');
    expect(answer.status).toBe(412);
    expect(answer.text).toMatch(/It has changed since you opened it[^]*<textarea[^>]*>my long note<\/textarea>/);
  });

  test('several at once · those unchanged since the page was loaded', async () => {
    const agent = await signedIn();
    const { text } = await agent.get('/alerts');
    const alert = [...text.matchAll(/name="alert"\s+value="([^"]+)"/g)].map(([, value = '']) => value);
    const { csrf } = await formOf(agent, '/alerts');
    const send = (): request.Test =>
      agent.post('/alerts/triage').type('form').send({ csrf, alert, action: 'acknowledge' });
    expect((await send()).get('Location')).toBe('/alerts?done=2-0');
    expect((await send()).get('Location')).toBe('/alerts?done=0-2');
  });
});

describe('names every object has', () => {
  test('as what was done, as a rule · are none of ours', async () => {
    const agent = await signedIn();
    expect((await agent.get('/dead-letters?done=constructor')).text).not.toContain('role="status"');
    const { csrf } = await formOf(agent, '/tenants/acme/exceptions/new');
    const form = { csrf, scope: 'tenant', detector: 'sms-mfa-use', rule: 'constructor', reason: 'nothing', days: '1' };
    const answer = await agent
      .post('/tenants/acme/exceptions/new')
      .type('form')
      .send({ ...form, action: 'create' });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('there is no rule of sms-mfa-use')]);
  });
});

describe('exceptions on the page', () => {
  test('previewed, made, revoked · the alert goes and comes back', async () => {
    const agent = await signedIn();
    const { csrf } = await formOf(agent, '/alerts');
    const form = {
      csrf,
      scope: 'user',
      user: 'alice@example.com',
      detector: 'impossible-travel',
      reason: 'a trip',
      owner: 'jane',
      days: '365',
    };
    const send = (action: string): request.Test =>
      agent
        .post('/tenants/acme/exceptions/new')
        .type('form')
        .send({ ...form, action });
    expect((await send('preview')).text).toContain('<b>1 alert</b> of the last 90 days');
    expect((await send('create')).get('Location')).toBe('/exceptions?done=made-1');
    const alert = `/alerts/${world.ids['acme']?.alert ?? ''}"`;
    expect((await agent.get('/alerts')).text).not.toContain(alert);
    expect((await agent.get('/alerts?show=hidden')).text).toContain(alert);
    const revoke = /action="(\/tenants\/acme\/exceptions\/[^"]+\/revoke)"/.exec(
      (await agent.get('/exceptions')).text,
    )?.[1];
    expect(
      (
        await agent
          .post(revoke ?? '')
          .type('form')
          .send({ csrf })
      ).get('Location'),
    ).toBe('/exceptions?done=revoked-1');
    expect((await agent.get('/alerts')).text).toContain(alert);
  });

  test('a detector nobody has · told in the form, which keeps what was typed', async () => {
    const agent = await signedIn();
    const { csrf } = await formOf(agent, '/alerts');
    const form = {
      csrf,
      scope: 'tenant',
      detector: 'imposible-travel',
      reason: 'my reason',
      owner: 'jane',
      days: '30',
      action: 'create',
    };
    const answer = await agent.post('/tenants/acme/exceptions/new').type('form').send(form);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/did you mean &quot;impossible-travel&quot;[^]*my reason/);
  });
});

describe('words', () => {
  test('html · escapes what is put in, also in attributes', () => {
    expect(html`<a title="${`"'<>&`}">${['a', html`<b>${1}</b>`, undefined, false]}</a>`.text).toBe(
      '<a title="&quot;&#39;&lt;&gt;&amp;">a<b>1</b></a>',
    );
  });

  test.each([
    ['2026-11-20T12:00:00.000Z', 'Europe/Madrid', '2026-11-20 13:00:00 +01:00'],
    ['2026-07-20T12:00:00.000Z', 'America/New_York', '2026-07-20 08:00:00 -04:00'],
    ['2026-07-20T12:00:00.000Z', 'UTC', '2026-07-20 12:00:00 +00:00'],
  ])('%s in %s · with its offset', (iso, zone, text) => {
    expect(zoned(iso, zone)).toBe(text);
  });
});
