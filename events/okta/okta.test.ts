import { join } from 'node:path';
import { createEcsCheck } from '../../test/support/ecs.ts';
import { expectGolden, goldenCases, goldenOf } from '../../test/support/golden.ts';
import { describeShared } from '../../test/support/shared.ts';
import { okta } from './index.ts';

const cases = goldenCases(join(__dirname, 'fixtures'));

test.each(cases)('okta · $name · becomes the expected document', ({ raw, expectedPath }) => {
  expectGolden(goldenOf(okta, raw), expectedPath);
});

describeShared('schemas/ecs-fields.tsv', 'okta documents · against the ECS field list', (path) => {
  const violations = createEcsCheck(path);
  test.each(cases)('okta · $name · uses ECS fields with fitting types', ({ raw }) => {
    expect((goldenOf(okta, raw).events ?? []).flatMap(violations)).toEqual([]);
  });
});
