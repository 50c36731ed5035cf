import { LogUnavailableError } from '../event-log/event-log.ts';
import { StoreUnavailableError } from '../store/store.ts';
import { Patience, StoppedError, waitMs } from './patience.ts';

describe('patience', () => {
  test('Store away twice · tries again, says why meanwhile, and gives the result', async () => {
    const patience = new Patience();
    const reasons: (string | undefined)[] = [];
    let tries = 0;
    const result = await patience.until(() => {
      reasons.push(patience.reason);
      tries += 1;
      if (tries < 3) {
        setImmediate(() => reasons.push(patience.reason));
        throw new StoreUnavailableError('the disk is full');
      }
      return Promise.resolve('stored');
    });
    expect(result).toBe('stored');
    expect(reasons).toContain('the disk is full');
    expect(patience.reason).toBeUndefined();
  });

  test('any other error · is not waited for', async () => {
    await expect(new Patience().until(() => Promise.reject(new TypeError('bug')))).rejects.toThrow(TypeError);
  });

  test('stage stops while waiting · gives up, and nothing later overtakes what was left', async () => {
    const patience = new Patience();
    const left = patience.until(() => Promise.reject(new LogUnavailableError('full')));
    patience.end();
    await expect(left).rejects.toThrow(StoppedError);
    await expect(patience.until(() => Promise.resolve('later batch'))).rejects.toThrow(StoppedError);
  });

  test('stage stops · what is in hand and works is still finished', async () => {
    const patience = new Patience();
    patience.end();
    await expect(patience.until(() => Promise.resolve('done'))).resolves.toBe('done');
  });

  test('wait · grows, is bounded and depends on chance for half of it', () => {
    expect([1, 2, 3, 30].map((attempt) => waitMs(attempt, 1))).toEqual([50, 100, 200, 5_000]);
    expect(waitMs(30, 0)).toBe(2_500);
  });
});
