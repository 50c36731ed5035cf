import { LogUnavailableError } from '../event-log/event-log.ts';
import { pause, persist, Task } from './task.ts';

describe('task', () => {
  test('told to stop while it waits · ends without a fault', async () => {
    const task = new Task((signal) => pause(60_000, signal));
    task.start();
    await task.stop();
    await expect(task.stopped).resolves.toBeUndefined();
  });

  test('falls over · stopped says why, stop does not', async () => {
    const task = new Task(() => Promise.reject(new Error('broken')));
    task.start();
    await expect(task.stopped).rejects.toThrow('broken');
    await expect(task.stop()).resolves.toBeUndefined();
  });

  test('stopped before it was started · never runs', async () => {
    let ran = false;
    const task = new Task(() => {
      ran = true;
      return Promise.resolve();
    });
    await task.stop();
    expect(ran).toBe(false);
  });
});

describe('persist', () => {
  const { signal } = new AbortController();

  test('the log is full twice · tries the same again and tells of the wait', async () => {
    const told: (string | undefined)[] = [];
    let attempts = 0;
    const value = await persist(
      () => (++attempts < 3 ? Promise.reject(new LogUnavailableError('the log is full')) : Promise.resolve('done')),
      { signal, onWait: (reason) => told.push(reason) },
    );
    expect(value).toBe('done');
    expect(told).toEqual(['the log is full', 'the log is full', undefined]);
  });

  test('any other error · is thrown at once', async () => {
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      return Promise.reject(new TypeError('no'));
    };
    await expect(persist(attempt, { signal })).rejects.toThrow(TypeError);
    expect(attempts).toBe(1);
  });
});
