import { join } from 'node:path';
import type { MfaEvent } from '../event.ts';
import { createEcsCheck } from '../../test/support/ecs.ts';
import { expectGolden, goldenCases, goldenOf } from '../../test/support/golden.ts';
import { describeShared } from '../../test/support/shared.ts';
import { entra } from './index.ts';

const cases = goldenCases(join(__dirname, 'fixtures'));

describe('entra.normalise · recorded and constructed records', () => {
  test.each(cases)('$name · becomes its expected document', ({ raw, expectedPath }) => {
    expectGolden(goldenOf(entra, raw), expectedPath);
  });

  test.each(cases)('$name · is an event', ({ raw }) => {
    expect(goldenOf(entra, raw).reason).toBeUndefined();
  });

  test.each(cases)('$name · holds no token and no phone number', ({ raw }) => {
    const written = JSON.stringify(goldenOf(entra, raw));
    expect(written).not.toContain('ZXhhbXBsZVRva2VuSWQwMDAx');
    expect(written).not.toMatch(/41234567|X{4}/);
  });
});

describeShared('schemas/ecs-fields.tsv', 'entra documents · outside our own roots · are ECS', (tsv) => {
  const check = createEcsCheck(tsv);
  test.each(cases)('$name', ({ raw }) => {
    const events: readonly MfaEvent[] = goldenOf(entra, raw).events ?? [];
    expect(events.flatMap((event) => check(event))).toEqual([]);
    expect(events.length).toBeGreaterThan(0);
  });
});
