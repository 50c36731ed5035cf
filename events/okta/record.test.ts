import { oktaEvent, oktaRecord } from '../../test/support/okta-record.ts';
import { TEST_FETCHED_AT, testContext } from '../../test/support/context.ts';
import type { JsonObject } from '../event.ts';
import { MAX_FUTURE_MS } from '../normalise.ts';
import { okta } from './index.ts';

const reasonFor = (overrides: JsonObject) => {
  const result = okta.normalise(oktaRecord('user.session.start', overrides), testContext());
  return result.ok ? undefined : result.reason;
};
const at = (ms: number) => new Date(ms).toISOString();

describe('record · recognised by its shape', () => {
  test('an Okta record · whole, or without its id or time · is of the system stream', () => {
    expect(okta.recognise(oktaRecord('user.session.start'))).toBe('system');
    expect(okta.recognise(oktaRecord('no.such.type', { uuid: undefined }))).toBe('system');
    expect(okta.recognise(oktaRecord('no.such.type', { published: undefined }))).toBe('system');
  });

  test.each([
    {},
    { eventType: 'user.session.start' },
    { eventType: 7, uuid: 'x', actor: {}, client: {} },
    { eventType: 'x', uuid: 'y' },
    { id: 'x', createdDateTime: '2026-11-20T10:00:00Z', userPrincipalName: 'a@b.c' },
    { kind: 'admin#reports#activity', id: {}, actor: {}, events: [] },
  ])('another record · %j · is not', (record) => {
    expect(okta.recognise(record)).toBeUndefined();
  });
});

describe('record · refused with a reason', () => {
  test.each([
    [{ uuid: undefined }, 'missing_field', 'uuid'],
    [{ uuid: null }, 'missing_field', 'uuid'],
    [{ uuid: '' }, 'missing_field', 'uuid'],
    [{ uuid: 7 }, 'bad_field', 'uuid'],
    [{ uuid: 'x'.repeat(129) }, 'bad_field', 'uuid'],
    [{ uuid: 'a\u0000b' }, 'bad_field', 'uuid'],
    [{ eventType: undefined }, 'missing_field', 'eventType'],
    [{ eventType: ['user.session.start'] }, 'bad_field', 'eventType'],
    [{ published: undefined }, 'missing_field', 'published'],
    [{ published: null }, 'missing_field', 'published'],
    [{ published: 1_700_000_000_000 }, 'bad_field', 'published'],
    [{ published: 'yesterday' }, 'bad_field', 'published'],
    [{ published: '2026-11-20T10:00:00' }, 'bad_field', 'published'],
    [{ published: '2026-13-40T10:00:00Z' }, 'bad_field', 'published'],
    [{ published: '1970-01-01T00:00:00.000Z' }, 'bad_field', 'published'],
    [{ published: '1999-12-31T23:59:59.999Z' }, 'bad_field', 'published'],
    [{ published: '2099-01-01T00:00:00.000Z' }, 'future', 'published'],
    [{ published: at(TEST_FETCHED_AT + MAX_FUTURE_MS + 1) }, 'future', 'published'],
  ])('record · %j · is %s', (overrides, code, field) => {
    expect(reasonFor(overrides as JsonObject)).toMatchObject({ code, field });
  });

  test.each([
    ['2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T12:00:00.123456+02:00', '2026-11-20T10:00:00.123Z'],
    [at(TEST_FETCHED_AT + MAX_FUTURE_MS), at(TEST_FETCHED_AT + MAX_FUTURE_MS)],
  ])('time · %s · is %s', (published, time) => {
    expect(oktaEvent(oktaRecord('user.session.start', { published }))['@timestamp']).toBe(time);
  });
});

describe('record · kept whatever it holds', () => {
  test('event type · unknown · becomes an event of operation other', () => {
    const event = oktaEvent(oktaRecord('some.new.type'));
    expect(event.event.action).toBe('some.new.type');
    expect(event.mfa).toMatchObject({ operation: 'other', steps: [] });
  });

  test('record · nothing but id, type and time · is an event', () => {
    const result = okta.normalise(
      { uuid: 'u1', eventType: 'user.session.start', published: '2026-11-20T10:00:00Z' },
      testContext(),
    );
    expect(result).toMatchObject({
      ok: true,
      value: [{ event: { id: 'u1', outcome: 'unknown' }, mfa: { steps: [] } }],
    });
  });

  test.each([
    ['SUCCESS', 'success'],
    ['ALLOW', 'success'],
    ['FAILURE', 'failure'],
    ['DENY', 'failure'],
    ['SKIPPED', 'unknown'],
    ['CHALLENGE', 'unknown'],
    ['UNKNOWN', 'unknown'],
    ['RATE_LIMIT', 'unknown'],
    ['DEFERRED', 'unknown'],
    ['SCHEDULED', 'unknown'],
    ['ABANDONED', 'unknown'],
    ['UNANSWERED', 'unknown'],
  ])('outcome · %s · is %s', (result, outcome) => {
    const event = oktaEvent(oktaRecord('user.session.start', { outcome: { result } }));
    expect(event.event.outcome).toBe(outcome);
    expect(event.okta).toMatchObject({ outcome: { result } });
  });

  test('text · control and direction marks, huge length · is cleaned and cut', () => {
    const event = oktaEvent(
      oktaRecord('user.session.start', { displayMessage: `a\u0000b\u202ec${'x'.repeat(1_000_000)}` }),
    );
    expect(event.message?.startsWith('a b cx')).toBe(true);
    expect(event.message?.length).toBeLessThanOrEqual(1_024);
  });
});
