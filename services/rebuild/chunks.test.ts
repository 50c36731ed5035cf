import { sighting } from '../../detectors/kit/test-driver.ts';
import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import type { RebuildRecord } from '../records/index.ts';
import { decodeJson, REBUILD_MOST_OBSERVATIONS } from '../records/index.ts';
import { Gathering } from '../detect/gathering.ts';
import { ChunkPacker } from './chunks.ts';

const KEY = { tenant: tenantId('acme'), user: 'alice@example.com', id: 'r1' };

type Chunk = Extract<RebuildRecord, { readonly kind: 'rebuild_chunk' }>;

function packed(observations: Iterable<Observation>): { packer: ChunkPacker; chunks: Uint8Array[] } {
  const packer = new ChunkPacker(KEY);
  const chunks: Uint8Array[] = [];
  for (const observation of observations) {
    const full = packer.add(observation);
    if (full !== undefined) chunks.push(full);
  }
  const rest = packer.finish();
  if (rest !== undefined) chunks.push(rest);
  return { packer, chunks };
}

describe('ChunkPacker', () => {
  test('nothing · no chunk', () => {
    const { packer, chunks } = packed([]);
    expect(chunks).toEqual([]);
    expect(packer.kept()).toEqual({ first: 0, since: -Infinity });
  });

  test('more than one record holds · every chunk below 800 KB, all there, in order', () => {
    const observations = Array.from({ length: 600 }, (_, minutes) => sighting({ minutes, reason: 'é'.repeat(1_000) }));
    const { packer, chunks } = packed(observations);
    expect(chunks.length).toBeGreaterThan(1);
    for (const { byteLength } of chunks) expect(byteLength).toBeLessThan(800_000);
    const records = chunks.map((chunk) => decodeJson<Chunk>(chunk));
    expect(records.map(({ index }) => index)).toEqual(chunks.map((_, index) => index));
    expect(records[0]).toMatchObject({ kind: 'rebuild_chunk', ...KEY });
    expect(records.flatMap((record) => record.observations)).toEqual(observations);
    expect(packer.kept()).toEqual({ first: 0, since: -Infinity });
  });

  test('more than a rebuild plays · both ends agree on which chunks are left out, and since when they know', () => {
    const one = sighting();
    const times = Array.from({ length: REBUILD_MOST_OBSERVATIONS + 5_000 }, (_, index) => one.time + index);
    const { packer, chunks } = packed(times.map((time) => ({ ...one, time, id: `okta:${String(time)}` })));
    const { first, since } = packer.kept();
    const gathering = new Gathering(KEY.id);
    for (const chunk of chunks) gathering.addChunk(decodeJson<Chunk>(chunk));
    const end = { kind: 'rebuild_end', ...KEY, chunks: packer.count, cause: 'late', activeAlerts: [] } as const;
    expect(first).toBeGreaterThan(0);
    expect(gathering.isComplete({ ...end, firstChunk: first, horizon: since })).toBe(true);
    expect(gathering.isComplete({ ...end, firstChunk: first - 1, horizon: since })).toBe(false);
    expect(gathering.stored.length).toBeLessThanOrEqual(REBUILD_MOST_OBSERVATIONS);
    expect(gathering.stored[0]?.time).toBe(since);
  });
});
