import { buildIfStale } from './build.ts';

interface JestConfig {
  readonly testPathPatterns?: { readonly patterns: readonly string[] };
}

/** Once per run, before any test: the end-to-end tests run the built program. A run that names other tests only needs no build. */
export default function setUp({ testPathPatterns }: JestConfig): void {
  const patterns = testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && !patterns.some((pattern) => pattern.includes('e2e'))) return;
  buildIfStale();
  // Told to the workers: what is edited while the tests run concerns the next run.
  process.env['MFAWATCH_TEST_BUILD'] = 'done';
}
