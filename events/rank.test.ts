import { join } from 'node:path';
import fc from 'fast-check';
import { firstEvent, readFixture } from '../test/support/fixture.ts';
import { entra } from './entra/index.ts';
import type { JsonObject } from './event.ts';
import type { EntraRevision } from './rank.ts';
import { contentHash, entraRank } from './rank.ts';

const revision: fc.Arbitrary<EntraRevision> = fc.record({
  settled: fc.boolean(),
  steps: fc.integer({ min: -2, max: 100 }),
  lastStep: fc.oneof(fc.integer(), fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.double()),
  riskState: fc.integer({ min: -1, max: 12 }),
  content: fc.integer({ min: 0, max: 8_191 }),
});

const fixture = (name: string): JsonObject => readFixture(join(__dirname, 'entra/fixtures'), name);
const rankOf = (raw: JsonObject): number => firstEvent(entra, raw).mfa.rank;

/** The same value with the keys of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reordered(child)]),
  );
}

describe('entraRank', () => {
  test('any revision · is a safe non-negative integer', () => {
    fc.assert(
      fc.property(revision, (copy) => {
        const rank = entraRank(copy);
        expect(Number.isSafeInteger(rank)).toBe(true);
        expect(rank).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('the greatest revision · fills 53 bits', () => {
    const greatest = { settled: true, steps: 31, lastStep: Number.MAX_VALUE, riskState: 7, content: 8_191 };
    expect(entraRank(greatest)).toBe(Number.MAX_SAFE_INTEGER);
  });

  const base = { settled: false, steps: 3, lastStep: Date.UTC(2026, 10, 20, 9), riskState: 1, content: 77 };
  const low = { steps: 0, lastStep: 0, riskState: 0, content: 0 };
  test.each([
    ['settled', { ...low, settled: true }],
    ['steps', { ...base, ...low, steps: 4 }],
    ['the last step', { ...base, lastStep: base.lastStep + 1_000, riskState: 0, content: 0 }],
    ['the risk state', { ...base, riskState: 2, content: 0 }],
    ['the content', { ...base, content: 78 }],
  ])('%s · outweighs everything after it', (_, greater) => {
    expect(entraRank(greater)).toBeGreaterThan(entraRank(base));
  });

  test('a complete record · outranks its earlier incomplete revision', () => {
    const complete = rankOf(fixture('signin-interactive-mfa-denied-500121'));
    expect(complete).toBeGreaterThan(rankOf(fixture('signin-same-id-earlier-incomplete-revision')));
  });

  test('an answered factor · outranks the same number of steps said to be satisfied by a token', () => {
    const raw = fixture('signin-object-id-principal');
    const claim = {
      authenticationMethod: 'Previously satisfied',
      succeeded: true,
      authenticationStepResultDetail: 'MFA requirement satisfied by claim in the token',
    };
    expect(rankOf(raw)).toBeGreaterThan(rankOf({ ...raw, authenticationDetails: [claim] }));
  });

  test('a risk detection · is outranked by its later update, whatever the state', () => {
    const raw = fixture('riskDetection');
    const later = { ...raw, riskState: 'none', lastUpdatedDateTime: '2026-11-20T09:21:00Z' };
    expect(rankOf(later)).toBeGreaterThan(rankOf({ ...raw, riskState: 'confirmedCompromised' }));
  });

  test('a republished record with a risk state · outranks the one without', () => {
    const raw = fixture('signin-interactive-mfa-approved');
    expect(rankOf({ ...raw, riskState: 'atRisk', riskEventTypes_v2: ['anomalousToken'] })).toBeGreaterThan(rankOf(raw));
  });

  test.each(['signin-interactive-mfa-approved', 'directoryAudit-user-registered-security-info', 'riskDetection'])(
    '%s · re-serialised with other key order · ranks the same',
    (name) => {
      const raw = fixture(name);
      expect(rankOf(reordered(raw) as JsonObject)).toBe(rankOf(raw));
    },
  );
});

describe('contentHash', () => {
  test('any fields · stay within 13 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (fields) => {
        const hash = contentHash(fields);
        expect(hash >= 0 && hash < 8_192 && Number.isInteger(hash)).toBe(true);
      }),
    );
  });

  test('neighbouring fields · do not run into each other', () => {
    expect(contentHash(['ab', 'c'])).not.toBe(contentHash(['a', 'bc']));
  });
});
