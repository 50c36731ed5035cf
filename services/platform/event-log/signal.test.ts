import { Signal } from './signal.ts';

describe('Signal', () => {
  test('until · the condition holds already · resolves at once', async () => {
    await new Signal().until(() => true);
  });

  test('until · told of changes · resolves with the one that makes it hold', async () => {
    const signal = new Signal();
    let value = 0;
    const three = signal.until(() => value === 3).then(() => value);
    for (let round = 0; round < 5; round += 1) {
      value += 1;
      signal.notify();
      await new Promise(setImmediate);
    }
    await expect(three).resolves.toBe(3);
  });

  test('until · never holds · resolves when the time is over', async () => {
    const began = performance.now();
    await new Signal().until(() => false, 30);
    expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  });
});
