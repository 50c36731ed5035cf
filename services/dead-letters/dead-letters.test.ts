import { ACME } from '../../test/support/alert-record.ts';
import { everything, openTestPlatform } from '../../test/support/platform.ts';
import type { TestPlatform } from '../../test/support/platform.ts';
import { tenantId } from '../../events/identity.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { DeadLetterRecord, RawRecord, RebuildRequest } from '../records/index.ts';
import { decodeRaw, encodeRaw, TOPICS } from '../records/index.ts';
import {
  countLetters,
  discardLetters,
  forgetLetters,
  listLetters,
  replayLetters,
  SETTLED_KEPT_MS,
  showLetter,
} from './dead-letters.ts';
import { takeInLetters } from './take-in.ts';

const SCOPE = ofTenant(ACME);
const BY = { at: 1_000, by: 'carol' };
const RAW: RawRecord = { kind: 'data', tenant: ACME, stream: 'okta', fetched: 1, record: '{"broken' };

let platform: TestPlatform;
beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform.close());

function letter(id: string, overrides: Partial<DeadLetterRecord> = {}): DeadLetterRecord {
  return {
    id,
    tenant: ACME,
    stage: 'normalise',
    reason: { code: 'broken_json', message: 'ends too early' },
    at: 500,
    replay: { kind: 'raw', key: 'acme|1', value: Buffer.from(encodeRaw(RAW)).toString('base64') },
    ...overrides,
  };
}

function arrive(record: DeadLetterRecord, offset: number): Promise<void> {
  return takeInLetters(platform.store, [{ record, offset }]);
}

async function stateOf(id: string): Promise<{ state: string; count: number }> {
  const { state, count } = (await showLetter(platform.store, SCOPE, id)).letter;
  return { state, count };
}

describe('dead letters', () => {
  test('same record taken in twice · counts once; the same failure again · counts', async () => {
    await arrive(letter('a'), 1);
    await arrive(letter('a'), 1);
    expect(await stateOf('a')).toEqual({ state: 'open', count: 1 });
    await arrive(letter('a'), 2);
    expect(await stateOf('a')).toEqual({ state: 'open', count: 2 });
  });

  test('replayed · the raw record is on its topic again as it was, and the letter says who did it', async () => {
    await arrive(letter('a'), 1);
    expect(await replayLetters(platform, SCOPE, { ids: ['a'] }, BY)).toEqual({ replayed: ['a'], refused: [] });
    const values: RawRecord[] = [];
    for (const partition of [0, 1])
      for await (const records of platform.log.replay(TOPICS.raw, partition))
        values.push(...records.map(({ value }) => decodeRaw(value!)));
    expect(values).toEqual([RAW]);
    expect((await showLetter(platform.store, SCOPE, 'a')).letter).toMatchObject({ state: 'replayed', settled: BY });
  });

  test('fails again after the replay · open again', async () => {
    await arrive(letter('a'), 1);
    await replayLetters(platform, SCOPE, { filter: {} }, BY);
    await arrive(letter('a'), 2);
    expect(await stateOf('a')).toEqual({ state: 'open', count: 2 });
  });

  test('discarded and met again · stays discarded, is not replayed by a filter', async () => {
    await arrive(letter('a'), 1);
    expect(await discardLetters(platform.store, SCOPE, { ids: ['a'] }, BY)).toEqual(['a']);
    await arrive(letter('a'), 2);
    expect(await stateOf('a')).toEqual({ state: 'discarded', count: 2 });
    expect(await replayLetters(platform, SCOPE, { filter: {} }, BY)).toEqual({ replayed: [], refused: [] });
  });

  test('a detector that failed · replaying asks for the key to be rebuilt', async () => {
    await arrive(letter('a', { stage: 'detect', replay: { kind: 'rebuild', user: 'alice@example.com' } }), 1);
    await replayLetters(platform, SCOPE, { filter: { stage: 'detect' } }, BY);
    const requests = await everything<RebuildRequest>(platform.log, TOPICS.rebuilds);
    expect(requests).toEqual([{ tenant: ACME, user: 'alice@example.com', cause: 'replay' }]);
  });

  test('too large to have been kept · refused with the reason, and stays open', async () => {
    await arrive(letter('a', { replay: { kind: 'none', sha256: 'f00', bytes: 5_000, excerpt: 'abc' } }), 1);
    const { refused } = await replayLetters(platform, SCOPE, { ids: ['a'] }, BY);
    expect(refused).toEqual([{ id: 'a', why: 'only the first 3 of 5000 bytes were kept' }]);
    expect(await stateOf('a')).toMatchObject({ state: 'open' });
  });

  test('another tenant · neither sees nor replays it', async () => {
    await arrive(letter('a'), 1);
    const foreign = ofTenant(tenantId('other'));
    expect((await listLetters(platform.store, foreign)).items).toEqual([]);
    await expect(replayLetters(platform, foreign, { ids: ['a'] }, BY)).rejects.toMatchObject({
      code: 'MFAW_NOT_FOUND',
    });
  });

  test('list with a filter · pages to the end, each letter once', async () => {
    for (let index = 0; index < 25; index += 1)
      await arrive(letter(`l${String(index)}`, index % 5 === 0 ? { stage: 'detect' } : {}), index);
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await listLetters(
        platform.store,
        SCOPE,
        { stage: 'detect' },
        { limit: 3, ...(after === undefined ? {} : { after }) },
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(ids.sort()).toEqual(['l0', 'l10', 'l15', 'l20', 'l5']);
    expect(await countLetters(platform.store, SCOPE)).toMatchObject([
      { stage: 'normalise', count: 20 },
      { stage: 'detect', count: 5 },
    ]);
  });

  test('settled a month ago · forgotten; open ones never', async () => {
    await arrive(letter('a'), 1);
    await arrive(letter('b'), 2);
    await replayLetters(platform, SCOPE, { ids: ['a'] }, BY);
    expect(await forgetLetters(platform.store, SCOPE, BY.at + SETTLED_KEPT_MS - 1)).toBe(0);
    expect(await forgetLetters(platform.store, SCOPE, BY.at + SETTLED_KEPT_MS)).toBe(1);
    expect((await listLetters(platform.store, SCOPE)).items.map(({ id }) => id)).toEqual(['b']);
  });
});
