import { readdirSync, readFileSync } from 'node:fs';
import { activity } from '../../test/support/google-activity.ts';
import { testContext } from '../../test/support/context.ts';
import { describeShared } from '../../test/support/shared.ts';
import type { JsonObject } from '../event.ts';
import { google } from './index.ts';

describe('google.recognise', () => {
  test.each(['login', 'user_accounts', 'admin', 'token', 'saml'])(
    'application %s · is its own stream',
    (application) => {
      expect(google.recognise(activity(application, 'x'))).toBe(application);
    },
  );

  test.each(['drive', 'constructor', 'alert', 'other'])('application %s · is the stream other', (application) => {
    expect(google.recognise(activity(application, 'x'))).toBe('other');
  });

  test('the kind alone · is enough, and so is the shape alone', () => {
    expect(google.recognise({ kind: 'admin#reports#activity' })).toBe('other');
    expect(google.recognise({ ...activity('login', 'x'), kind: 'audit#activity' })).toBe('login');
    expect(google.recognise({ ...activity('login', 'x'), kind: undefined })).toBe('login');
  });

  const FOREIGN: readonly JsonObject[] = [
    {},
    { id: 'e1', createdDateTime: '2026-11-20T09:00:00Z', appDisplayName: 'Office' },
    { uuid: 'u1', eventType: 'user.session.start', published: '2026-11-20T09:00:00Z' },
    { id: { applicationName: 'login' } },
    { id: { applicationName: 7 }, events: [] },
    { alertId: 7, createTime: 'x', type: 'y' },
    { items: [activity('login', 'x')] },
  ];
  test.each(FOREIGN)('%j · is not Google', (record) => {
    expect(google.recognise(record)).toBeUndefined();
    expect(google.normalise(record, testContext())).toMatchObject({ ok: false, reason: { code: 'unknown_shape' } });
  });
});

describeShared('samples', 'google.recognise · all samples', (folder) => {
  test.each(readdirSync(folder))('%s · is Google exactly where it says so', (file) => {
    const record = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as JsonObject;
    expect(google.recognise(record) !== undefined).toBe(file.startsWith('google-'));
  });
});
