import pino from 'pino';
import { Registry } from 'prom-client';
import type { StageStatus } from '../stage.ts';
import { StageWatch } from './stage-watch.ts';

const RUNNING: StageStatus = { state: 'running' };
const WAITING: StageStatus = { state: 'waiting', detail: 'log.db: the disk is full' };

function watching(): { watch: StageWatch; see: (status: StageStatus) => void; lines: string[]; metrics: Registry } {
  let status = RUNNING;
  const lines: string[] = [];
  const metrics = new Registry();
  const write = (line: string): void => {
    const { level, stage, reason, msg } = JSON.parse(line) as Record<string, string>;
    lines.push([level, stage, reason, msg].filter((part) => part !== undefined).join(' · '));
  };
  const logger = pino({ formatters: { level: (label) => ({ level: label }) } }, { write });
  const watch = new StageWatch({ status: () => ({ ingest: status }), logger, metrics });
  const see = (next: StageStatus): void => {
    status = next;
    watch.look();
  };
  return { watch, see, lines, metrics };
}

describe('StageWatch', () => {
  test('a stage waits over several looks · one line, and one when it goes on', () => {
    const { watch, see, lines } = watching();
    for (const status of [RUNNING, WAITING, WAITING, WAITING, RUNNING, RUNNING]) see(status);
    expect(lines).toEqual([
      'warn · ingest · log.db: the disk is full · a stage waits; nothing is lost, it tries again by itself',
      'info · ingest · the stage goes on',
    ]);
    watch.stop();
  });

  test('a short wait · is not worth a line', () => {
    const { watch, see, lines } = watching();
    for (const status of [WAITING, RUNNING, WAITING, RUNNING]) see(status);
    expect(lines).toEqual([]);
    watch.stop();
  });

  test('a scrape · says which stage waits at that moment', async () => {
    const { watch, see, metrics } = watching();
    see(WAITING);
    expect(await metrics.metrics()).toContain('mfawatch_stage_waiting{stage="ingest"} 1');
    see(RUNNING);
    expect(await metrics.metrics()).toContain('mfawatch_stage_waiting{stage="ingest"} 0');
    watch.stop();
  });
});
