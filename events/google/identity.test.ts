import { testContext, TEST_FETCHED_AT } from '../../test/support/context.ts';
import { activity, eventOf, eventsOf } from '../../test/support/google-activity.ts';
import type { JsonObject, JsonValue } from '../event.ts';
import { MAX_FUTURE_MS } from '../normalise.ts';
import { alertEventId } from '../observe.ts';
import { google } from './index.ts';

function withId(id: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const base = { time: '2026-11-20T09:00:00.000Z', uniqueQualifier: '42', applicationName: 'login', customerId: 'C1' };
  return activity('login', 'logout', {}, { id: { ...base, ...id } });
}

function reasonOf(record: JsonObject): { code: string; field: string | undefined } | undefined {
  const result = google.normalise(record, testContext());
  return result.ok ? undefined : { code: result.reason.code, field: result.reason.field };
}

describe('google identity', () => {
  test('several events of one activity · differ by name and position', () => {
    const raw = activity(
      'admin',
      'x',
      {},
      { events: [{ name: 'RENAME_USER' }, { name: 'RENAME_USER' }, { name: 'CREATE_USER' }] },
    );
    expect(eventsOf(raw).map((event) => event.event.id)).toEqual([
      'admin|2026-11-20T09:00:00.000Z|42|RENAME_USER|0',
      'admin|2026-11-20T09:00:00.000Z|42|RENAME_USER|1',
      'admin|2026-11-20T09:00:00.000Z|42|CREATE_USER|2',
    ]);
  });

  test('the same fact in two applications · two stored identities, one id for people', () => {
    const ids = ['login', 'user_accounts'].map((application) => eventOf(activity(application, '2sv_disable')).event.id);
    expect(ids[0]).not.toBe(ids[1]);
    const quoted = ids.map((id) => alertEventId('google_workspace', id));
    expect(quoted).toEqual(Array(2).fill('2026-11-20T09:00:00.000Z|42|2sv_disable|0'));
  });

  test('a sign-in and its verification · share everything but the name', () => {
    const ids = ['login_success', 'login_verification'].map((name) => eventOf(activity('login', name)).event.id);
    expect(new Set(ids).size).toBe(2);
  });

  test('a qualifier written as a number · still identifies', () => {
    expect(eventOf(withId({ uniqueQualifier: 7 })).event.id).toBe('login|2026-11-20T09:00:00.000Z|7|logout|0');
  });

  test.each([
    [{ applicationName: undefined }, 'missing_field', 'id.applicationName'],
    [{ applicationName: 'log|in' }, 'bad_field', 'id.applicationName'],
    [{ applicationName: 7 }, 'bad_field', 'id.applicationName'],
    [{ uniqueQualifier: undefined }, 'missing_field', 'id.uniqueQualifier'],
    [{ uniqueQualifier: '' }, 'bad_field', 'id.uniqueQualifier'],
    [{ uniqueQualifier: 'a|b' }, 'bad_field', 'id.uniqueQualifier'],
    [{ uniqueQualifier: 'x'.repeat(65) }, 'bad_field', 'id.uniqueQualifier'],
    [{ uniqueQualifier: ['42'] }, 'bad_field', 'id.uniqueQualifier'],
    [{ time: undefined }, 'missing_field', 'id.time'],
    [{ time: 'yesterday' }, 'bad_field', 'id.time'],
    [{ time: '1999-12-31T23:59:59.999Z' }, 'bad_field', 'id.time'],
    [{ time: '2099-01-01T00:00:00.000Z' }, 'future', 'id.time'],
  ])('%j · is refused as %s at %s', (id, code, field) => {
    expect(reasonOf(withId(id))).toEqual({ code, field });
  });

  test.each([
    [{ events: undefined }, 'missing_field', 'events'],
    [{ events: [] }, 'missing_field', 'events'],
    [{ events: [{ name: 'logout' }, { type: 'login' }] }, 'missing_field', 'events[1].name'],
    [{ events: [{ name: 'x'.repeat(201) }] }, 'bad_field', 'events[0].name'],
    [{ events: [{ name: 'log\u0000out' }] }, 'bad_field', 'events[0].name'],
    [{ events: ['logout'] }, 'missing_field', 'events[0].name'],
    [{ events: Array(1_001).fill({ name: 'logout' }) }, 'too_large', 'events'],
  ])('an activity with odd events · is refused as a whole (%#)', (overrides, code, field) => {
    expect(reasonOf(activity('login', 'logout', {}, overrides))).toEqual({ code, field });
  });

  test('the edge of the future · ten minutes after fetching are allowed, a millisecond more is not', () => {
    const at = (ms: number): JsonObject => withId({ time: new Date(ms).toISOString() });
    expect(reasonOf(at(TEST_FETCHED_AT + MAX_FUTURE_MS))).toBeUndefined();
    expect(reasonOf(at(TEST_FETCHED_AT + MAX_FUTURE_MS + 1))?.code).toBe('future');
  });
});
