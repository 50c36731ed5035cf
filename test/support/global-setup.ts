import { buildIfStale } from './build.ts';

interface JestConfig {
  readonly testPathPatterns?: { readonly patterns: readonly string[] };
}

const NEED_THE_BUILD = /e2e|contract|chaos|pipeline/;

/** Once per run, before any test: end-to-end tests run the built program, and threads run built code. A run that names other tests only needs no build. */
export default function setUp({ testPathPatterns }: JestConfig): void {
  const patterns = testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && !patterns.some((pattern) => NEED_THE_BUILD.test(pattern))) return;
  buildIfStale();
  // Told to the workers: what is edited while the tests run concerns the next run.
  process.env['MFAWATCH_TEST_BUILD'] = 'done';
}
