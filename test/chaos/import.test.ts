import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reading } from '../../bench/chaos/held.ts';
import { flowOf, linesOf, TENANT } from '../../bench/chaos/input.ts';
import { Service } from '../../bench/chaos/service.ts';
import { truthOf } from '../../bench/chaos/truth.ts';
import { verify } from '../../bench/chaos/verify.ts';
import { createRandom } from '../../simulator/organisation/random.ts';
import type { RawRecord } from '../../simulator/organisation/record.ts';
import { TemporaryFolder } from '../support/cli.ts';

const MINUTE = 60_000;
const SEED = process.env['MFAWATCH_CHAOS_SEED'] ?? 'pieces';
const PIECES = 4;
const KILLS_EACH = 3;
const folder = new TemporaryFolder();
afterAll(() => folder.remove());

const random = createRandom(SEED).fork('import');
const flow = flowOf(SEED, 16_000);
const records = [...flow.records, ...flow.tail];
const settings = folder.write('acme.yaml', flow.settings);
const data = join(folder.path, 'data');
const logs = join(folder.path, 'logs');

/** Every record in a piece drawn by lot, every piece in an order drawn by lot: copies of one event may lie in any two. */
function writePieces(): readonly string[] {
  const pieces = Array.from({ length: PIECES }, (): RawRecord[] => []);
  const drawn = records.map((record) => ({ record, at: random.next() })).sort((a, b) => a.at - b.at);
  for (const { record } of drawn) random.pick(pieces).push(record);
  mkdirSync(logs);
  return pieces.map((piece, index) => {
    const file = join(logs, `piece-${String(index)}.ndjson`);
    writeFileSync(file, linesOf(piece));
    return file;
  });
}

function importing(file: string): Service {
  return new Service(['import', '--tenant', TENANT, '--settings', settings, '--data', data, file]);
}

test(
  'an organisation in shuffled pieces · SIGKILL between and during them · the alerts of scan of all of them, nobody told',
  async () => {
    for (const file of writePieces()) {
      for (let kill = 0; kill < KILLS_EACH; kill += 1) {
        const run = importing(file);
        await Promise.race([sleep(random.between(200, 4_000)), run.ended]);
        await run.kill();
      }
      const run = importing(file);
      expect([(await run.ended).code, run.output]).toEqual([0, expect.any(String)]);
    }
    const truth = await truthOf(logs, settings, records);
    const findings = await reading(data, (held) => verify(held, truth, new Map()));
    expect(findings.problems).toEqual([]);
    expect(findings.alerts).toBeGreaterThan(50);
  },
  15 * MINUTE,
);
