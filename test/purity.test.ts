import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** I4: lint keeps `events/` and `detectors/` free of the outside world; here is proof that it would notice. */
const VIOLATIONS: readonly (readonly [situation: string, file: string, code: string, rule: string])[] = [
  ['the file system', 'events/x/reader.ts', "import { readFileSync } from 'node:fs';", 'no-restricted-imports'],
  ['the file system, old name', 'detectors/x/reader.ts', "import fs from 'fs';", 'no-restricted-imports'],
  ['the network', 'detectors/x/client.ts', "import { get } from 'node:https';", 'no-restricted-imports'],
  ['a logger', 'events/x/log.ts', "import pino from 'pino';", 'no-restricted-imports'],
  ['the geolocation database', 'events/x/geo.ts', "import maxmind from 'maxmind';", 'no-restricted-imports'],
  ['the clock', 'events/x/now.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['the clock, as a date', 'detectors/x/now.ts', 'export const now = new Date();', 'no-restricted-syntax'],
  ['a stopwatch', 'detectors/x/now.ts', 'export const now = performance.now();', 'no-restricted-globals'],
  ['chance', 'detectors/x/dice.ts', 'export const dice = Math.random();', 'no-restricted-properties'],
  ['the environment', 'detectors/x/env.ts', "export const home = process.env['HOME'];", 'no-restricted-globals'],
  ['the web', 'events/x/web.ts', "export const page = fetch('https://example.com');", 'no-restricted-globals'],
  ['a timer', 'detectors/x/timer.ts', 'setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['the screen', 'events/x/print.ts', "console.log('hello');", 'no-restricted-globals'],
  [
    'a detector from events',
    'events/x/a.ts',
    "import { x } from '../../detectors/kit/view.ts';",
    'no-restricted-imports',
  ],
  ['a service from events', 'events/x/a.ts', "import { x } from '../../services/a.ts';", 'no-restricted-imports'],
  [
    'a service from a detector',
    'detectors/x/a.ts',
    "import { x } from '../../services/a.ts';",
    'no-restricted-imports',
  ],
  ['test support from a detector', 'detectors/x/a.ts', "import { x } from '../../test/a.ts';", 'no-restricted-imports'],
  ['another detector', 'detectors/x/a.ts', "import { x } from '../sms-mfa-use/past.ts';", 'no-restricted-imports'],
  ['Kafka outside the platform', 'services/x/a.ts', "import { Kafka } from 'kafkajs';", 'no-restricted-imports'],
  [
    'the simulator from a service',
    'services/x/a.ts',
    "import { x } from '../../simulator/a.ts';",
    'no-restricted-imports',
  ],
];

const ALLOWED: readonly (readonly [situation: string, file: string, code: string])[] = [
  [
    'hashing',
    'events/x/hash.ts',
    "import { createHash } from 'node:crypto';\nexport const hash = createHash('sha256');",
  ],
  ['the kit', 'detectors/x/a.ts', "import { habits } from '../kit/profile.ts';\nexport const x = habits;"],
  ['events', 'detectors/x/a.ts', "import { hasFact } from '../../events/observation.ts';\nexport const x = hasFact;"],
  ['a neighbour', 'detectors/x/a.ts', "import { past } from './past.ts';\nexport const x = past;"],
  ['a time that is given', 'events/x/a.ts', 'export const at = (ms: number): string => new Date(ms).toISOString();'],
];

type Case = readonly [file: string, code: string];

/** Its configuration is a module, which only a Node of its own can load: one run for all snippets, as files that need not exist. */
const LINT = `
  import { ESLint } from 'eslint';
  let input = '';
  for await (const piece of process.stdin) input += piece;
  const eslint = new ESLint();
  const broken = [];
  for (const [filePath, code] of JSON.parse(input)) {
    const [result] = await eslint.lintText(code, { filePath });
    broken.push((result?.messages ?? []).map(({ ruleId }) => ruleId));
  }
  process.stdout.write(JSON.stringify(broken));
`;

function rulesBroken(cases: readonly Case[]): (readonly string[])[] {
  const node = ['--input-type=module', '--eval', LINT];
  return JSON.parse(
    execFileSync(process.execPath, node, { cwd: ROOT, input: JSON.stringify(cases), encoding: 'utf8' }),
  ) as string[][];
}

describe('I4 · lint', () => {
  const cases = [...VIOLATIONS, ...ALLOWED].map(([, file, code]): Case => [file, code]);
  const broken = rulesBroken(cases);

  test.each(VIOLATIONS.map((violation, index) => [...violation, index] as const))(
    '%s · in %s · is refused',
    (_situation, _file, _code, rule, index) => {
      expect(broken[index]).toContain(rule);
    },
  );

  test.each(ALLOWED.map((allowed, index) => [...allowed, VIOLATIONS.length + index] as const))(
    '%s · in %s · is allowed',
    (_situation, _file, _code, index) => {
      expect(broken[index]).toEqual([]);
    },
  );
});
