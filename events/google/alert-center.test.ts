import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testContext } from '../../test/support/context.ts';
import { eventOf } from '../../test/support/google-activity.ts';
import type { JsonObject, JsonValue } from '../event.ts';
import { google } from './index.ts';

const SAMPLE = JSON.parse(
  readFileSync(join(__dirname, 'fixtures/alertcenter-suspicious-login.json'), 'utf8'),
) as JsonObject;

function alert(overrides: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return { ...SAMPLE, ...overrides };
}

describe('google alert center', () => {
  test.each([
    ['Suspicious login', 'verdict_suspicious'],
    ['Suspicious login (less secure app)', 'verdict_suspicious'],
    ['Suspicious programmatic login', 'verdict_suspicious'],
    ['Leaked password', 'verdict_leaked_password'],
    ['User suspended', 'verdict_compromised'],
    ['User suspended (spam)', 'verdict_suspicious'],
    ['User suspended (spam through relay)', 'verdict_suspicious'],
    ['User suspended (suspicious activity)', 'verdict_compromised'],
    ['State Sponsored Attack', 'verdict_attack'],
    ['Government backed attack', 'verdict_attack'],
  ])('%s · %s about the person named', (type, fact) => {
    const event = eventOf(alert({ type }));
    expect(event.mfa).toMatchObject({ operation: 'verdict', facts: [fact], verdict: type });
    expect(event.user?.email).toBe('alice.moreau@example.com');
  });

  test('a type that is about no account · is kept as other', () => {
    const event = eventOf(alert({ type: 'User reported phishing', data: {} }));
    expect(event.mfa).toMatchObject({ operation: 'other', facts: [] });
    expect(event.user).toBeUndefined();
    expect(event.related).toBeUndefined();
  });

  test('an update · outranks the alert it updates, under the same identity', () => {
    const updated = eventOf(alert({ updateTime: '2026-11-20T10:00:00Z' }));
    const first = eventOf(SAMPLE);
    expect(updated.event.id).toBe(first.event.id);
    expect(updated.mfa.rank).toBeGreaterThan(first.mfa.rank);
  });

  test('no start time · it happened when it was created', () => {
    expect(eventOf(alert({ startTime: undefined }))['@timestamp']).toBe('2026-11-20T09:20:31.000Z');
  });

  test.each([
    [{ alertId: '' }, 'bad_field', 'alertId'],
    [{ alertId: 'x'.repeat(129) }, 'bad_field', 'alertId'],
    [{ type: 7 }, 'missing_field', 'type'],
    [{ startTime: 'soon' }, 'bad_field', 'startTime'],
    [{ startTime: '1970-01-01T00:00:00Z' }, 'bad_field', 'startTime'],
    [{ startTime: '2099-01-01T00:00:00Z' }, 'future', 'startTime'],
    [{ startTime: undefined, createTime: null }, 'missing_field', 'createTime'],
  ])('%j · is refused as %s at %s', (overrides, code, field) => {
    expect(google.normalise(alert(overrides), testContext())).toMatchObject({ ok: false, reason: { code, field } });
  });
});
