import { join } from 'node:path';
import { createEcsCheck } from '../../test/support/ecs.ts';
import type { Golden } from '../../test/support/golden.ts';
import { expectGolden, goldenCases, goldenOf } from '../../test/support/golden.ts';
import { describeShared } from '../../test/support/shared.ts';
import type { MfaEvent } from '../event.ts';
import { google } from './index.ts';

const CASES = goldenCases(join(__dirname, 'fixtures'));

describe('google.normalise · recorded shapes', () => {
  test.each(CASES)('$name · becomes its expected documents', ({ raw, expectedPath }) => {
    expectGolden(goldenOf(google, raw), expectedPath);
  });
});

describeShared('schemas/ecs-fields.tsv', 'google.normalise · ECS', (path) => {
  const check = createEcsCheck(path);
  test.each(CASES)('$name · uses only ECS fields outside its own roots', ({ raw }) => {
    const golden: Golden = goldenOf(google, raw);
    expect(golden.events).toBeDefined();
    expect(golden.events!.flatMap(check)).toEqual([]);
  });
});

test('2sv_disable in login and in user_accounts · two events that say one fact', () => {
  const [one, two] = ['login-2sv_disable', 'user_accounts-2sv_disable-duplicate'].map((name) => {
    const fixture = CASES.find((candidate) => candidate.name === name);
    return goldenOf(google, fixture!.raw).events![0]!;
  });
  const fact = (event: MfaEvent): unknown => [
    event['@timestamp'],
    event.event.action,
    event.user,
    event.source,
    event.mfa,
  ];
  expect(fact(two!)).toEqual(fact(one!));
  expect(two!.event.id).not.toBe(one!.event.id);
});
