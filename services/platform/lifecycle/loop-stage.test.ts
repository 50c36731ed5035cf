import { LogUnavailableError } from '../event-log/event-log.ts';
import { LoopStage } from './loop-stage.ts';

const describeNothing = () => ({});

describe('loop stage', () => {
  test('told to stop while it waits · ends without a fault', async () => {
    const stage = new LoopStage({ name: 'test', loops: [({ pause }) => pause(60_000)], describe: describeNothing });
    await stage.start();
    await stage.stop();
    await expect(stage.stopped).resolves.toBeUndefined();
    expect(stage.status().state).toBe('stopped');
  });

  test('one loop falls over · the others end and stopped says why', async () => {
    const loops = [
      () => Promise.reject(new Error('broken')),
      ({ pause }: { pause: (ms: number) => Promise<void> }) => pause(60_000),
    ];
    const stage = new LoopStage({ name: 'test', loops, describe: describeNothing });
    await stage.start();
    await expect(stage.stopped).rejects.toThrow('broken');
    await expect(stage.stop()).resolves.toBeUndefined();
  });

  test('stopped before it was started · never runs', async () => {
    let ran = false;
    const loop = () => {
      ran = true;
      return Promise.resolve();
    };
    await new LoopStage({ name: 'test', loops: [loop], describe: describeNothing }).stop();
    expect(ran).toBe(false);
  });

  test('the log is full · says that it waits and for what', async () => {
    const stage = new LoopStage({
      name: 'test',
      loops: [({ patience }) => patience.until(() => Promise.reject(new LogUnavailableError('the log is full')))],
      describe: describeNothing,
    });
    await stage.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stage.status()).toEqual({ state: 'waiting', detail: 'the log is full' });
    await stage.stop();
    await expect(stage.stopped).resolves.toBeUndefined();
  });
});
