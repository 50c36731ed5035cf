import { readFileSync } from 'node:fs';
import { describeShared } from '../../../test/support/shared.ts';
import { COVERED_PREFIXES, EVENT_TYPE_GROUPS, ruleOf } from './index.ts';

const named = EVENT_TYPE_GROUPS.flatMap((group) => group.eventTypes);

/** ECS 9: the words each category may be combined with. */
const TYPES_OF_CATEGORY: Record<string, readonly string[]> = {
  authentication: ['start', 'end', 'info'],
  session: ['start', 'end', 'info'],
  iam: ['admin', 'change', 'creation', 'deletion', 'group', 'info', 'user'],
  configuration: ['access', 'change', 'creation', 'deletion', 'info'],
  threat: ['indicator'],
  network: ['denied'],
  email: ['info'],
  api: ['denied'],
};

test('event-type table · a name · stands in it once', () => {
  expect(new Set(named).size).toBe(named.length);
});

test.each(EVENT_TYPE_GROUPS.map((group) => [group.eventTypes[0], group] as const))(
  'event-type table · %s and its like · use ECS categories and types that go together',
  (_, group) => {
    for (const category of group.category) {
      expect(TYPES_OF_CATEGORY[category]).toEqual(expect.arrayContaining([...group.type]));
    }
  },
);

test('event-type table · an unknown or hostile name · is other', () => {
  for (const name of ['no.such.type', '', '__proto__', 'constructor', 'toString']) {
    expect(ruleOf(name).operation).toBe('other');
  }
});

test('event-type table · delivery events · never prove anything', () => {
  const deliveries = named.filter((name) => /^system\.(?:sms|voice|push)\.|^device\.custom_push/.test(name));
  expect(deliveries.length).toBeGreaterThan(12);
  for (const name of deliveries) {
    expect(ruleOf(name)).toMatchObject({
      operation: 'challenge',
      step: { result: expect.stringMatching(/^delivery$|^receipt$/) },
    });
  }
});

describeShared('schemas/okta-event-types.tsv', 'event-type table · against Okta’s catalogue', (path) => {
  const documented = new Set(
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t')[0] ?? ''),
  );

  test('event-type table · every entry · is an event type Okta documents', () => {
    expect(named.filter((name) => !documented.has(name))).toEqual([]);
  });

  test('event-type table · every documented type under a covered prefix · has an entry', () => {
    const covered = [...documented].filter((name) => COVERED_PREFIXES.some((prefix) => name.startsWith(prefix)));
    const entries = new Set(named);
    expect(covered.length).toBeGreaterThan(300);
    expect(covered.filter((name) => !entries.has(name))).toEqual([]);
  });
});
