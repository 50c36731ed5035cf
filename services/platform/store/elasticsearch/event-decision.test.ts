import { tenantId } from '../../../../events/identity.ts';
import { DAY, sampleEvent } from '../../../../test/contract/store/samples.ts';
import type { EventSample } from '../../../../test/contract/store/samples.ts';
import { eventItem } from './event-body.ts';
import type { EventItem } from './event-body.ts';
import { decide } from './event-decision.ts';
import type { Copy } from './event-decision.ts';

const item = (sample: EventSample): EventItem =>
  eventItem(sampleEvent(tenantId('acme'), sample), undefined) as EventItem;

function copy(index: string, sample: EventSample, ingested = '2026-11-20T00:00:00.000Z', former: string[] = []): Copy {
  const { people, rank } = item(sample);
  const mfawatch = { people, ...(former.length === 0 ? {} : { former_people: former }) };
  return { index, seqNo: 7, primaryTerm: 1, source: { 'event.ingested': ingested, mfawatch, mfa: { rank } } };
}

const actions = ({ writes }: ReturnType<typeof decide>) => writes.map(({ action, index }) => `${action} ${index}`);

describe('what is done about an event', () => {
  test('no copy · created in its month', () => {
    expect(actions(decide('nov', item({ rank: 1 }), [], 'now'))).toEqual(['create nov']);
  });

  test('lower-ranked copy in its month · written over that very copy, with when the first came', () => {
    const decision = decide('nov', item({ rank: 2 }), [copy('nov', { rank: 1 })], 'now');
    expect(decision.outcome).toEqual({ status: 'updated' });
    expect(decision.writes).toMatchObject([{ action: 'index', index: 'nov', seqNo: 7, primaryTerm: 1 }]);
    const body = JSON.parse(Buffer.concat([...(decision.writes[0]?.body ?? [])]).toString()) as Record<string, unknown>;
    expect(body['event.ingested']).toBe('2026-11-20T00:00:00.000Z');
  });

  test('lower-ranked copy in another month · created in its own, then that one goes', () => {
    const decision = decide('dec', item({ rank: 2 }), [copy('nov', { rank: 1 })], 'now');
    expect(actions(decision)).toEqual(['create dec', 'delete nov']);
  });

  test('left over by a crash: both months hold one · duplicate, the lower one goes', () => {
    const copies = [copy('nov', { rank: 1 }), copy('dec', { rank: 2 })];
    const decision = decide('dec', item({ rank: 2 }), copies, 'now');
    expect([decision.outcome.status, actions(decision)]).toEqual(['duplicate', ['delete nov']]);
  });

  test('people of copies that were replaced, and of one that disagrees · all are told', () => {
    const known = copy('nov', { rank: 1, user: 'anna' }, undefined, ['okta:id-carl']);
    const { outcome } = decide('nov', item({ rank: 2, user: 'bert' }), [known], 'now');
    expect(outcome.otherPeople).toEqual(['okta:id-carl', 'okta:id-anna', 'address:anna@acme.example']);
  });
});

describe('an event the Store never takes', () => {
  test.each([
    ['no time', { '@timestamp': 'yesterday' }, 'yesterday'],
    ['a year no clock shows', { '@timestamp': '0001-01-01T00:00:00.000Z' }, 'out of range'],
  ])('%s · poison', (_name, change, reason) => {
    const event = { ...sampleEvent(tenantId('acme'), { time: DAY }), ...change };
    expect(eventItem(event, undefined)).toEqual({ poison: expect.stringContaining(reason) });
  });
});
