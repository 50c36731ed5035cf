import pino from 'pino';
import type { Stage } from '../stage.ts';
import { StageFault, Supervisor } from './supervisor.ts';

interface Probe {
  readonly stage: Stage;
  readonly fall: (error: Error) => void;
}

function probe(name: string, told: string[], traits: { startFails?: boolean; neverStops?: boolean } = {}): Probe {
  let fall: (error: Error) => void = () => undefined;
  const stopped = new Promise<void>((_, reject) => {
    fall = reject;
  });
  stopped.catch(() => undefined);
  const stage: Stage = {
    name,
    stopped,
    start() {
      told.push(`start ${name}`);
      return traits.startFails === true ? Promise.reject(new Error('no')) : Promise.resolve();
    },
    stop() {
      told.push(`stop ${name}`);
      return traits.neverStops === true ? new Promise(() => undefined) : Promise.resolve();
    },
    status: () => ({ state: 'running' }),
  };
  return { stage, fall };
}

const logger = pino({ level: 'silent' });

describe('Supervisor', () => {
  test('three stages · started from the last, stopped from the first', async () => {
    const told: string[] = [];
    const stages = ['in', 'through', 'out'].map((name) => probe(name, told).stage);
    const supervisor = new Supervisor({ stages, logger });
    await supervisor.start();
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(told).toEqual(['start out', 'start through', 'start in', 'stop in', 'stop through', 'stop out']);
    expect(Object.keys(supervisor.status())).toEqual(['in', 'through', 'out']);
  });

  test('one that cannot start · those started are stopped, the reason is thrown', async () => {
    const told: string[] = [];
    const stages = [probe('in', told, { startFails: true }).stage, probe('out', told).stage];
    await expect(new Supervisor({ stages, logger }).start()).rejects.toThrow('no');
    expect(told).toEqual(['start out', 'start in', 'stop out']);
  });

  test('one that falls over · one fault that names it', async () => {
    const one = probe('detect', []);
    const supervisor = new Supervisor({ stages: [one.stage], logger });
    await supervisor.start();
    one.fall(new Error('state lost'));
    await expect(supervisor.fault).rejects.toEqual(new StageFault('detect', new Error('state lost')));
  });

  test('one that never stops · left behind after the grace time', async () => {
    const told: string[] = [];
    const stages = [probe('stuck', told, { neverStops: true }).stage, probe('out', told).stage];
    const supervisor = new Supervisor({ stages, logger, graceMs: 20 });
    await supervisor.start();
    await supervisor.stop();
    expect(told.slice(2)).toEqual(['stop stuck', 'stop out']);
  });
});
