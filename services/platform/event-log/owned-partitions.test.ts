import { OwnedPartitions } from './owned-partitions.ts';
import type { PartitionFeed } from './owned-partitions.ts';

/** Runs until it is told to end, or as long as `failing` takes to reject. */
class HandFeed implements PartitionFeed {
  readonly told: string[] = [];
  readonly #ended: Promise<void>;
  #end: () => void = () => undefined;
  readonly #failing: Promise<void>;

  constructor(failing: Promise<void> = new Promise(() => undefined)) {
    this.#failing = failing;
    this.#ended = new Promise((resolve) => (this.#end = resolve));
  }

  run(): Promise<void> {
    this.told.push('run');
    return Promise.race([this.#ended, this.#failing]);
  }

  end(): void {
    this.told.push('end');
    this.#end();
  }

  lose(): void {
    this.told.push('lose');
    this.#end();
  }

  pause(paused: boolean): void {
    this.told.push(paused ? 'pause' : 'resume');
  }
}

const nothing = (): Promise<void> => Promise.resolve();

describe('OwnedPartitions', () => {
  test('stop · with feeds at work · all end, then the rest is let go of, then it has stopped', async () => {
    const order: string[] = [];
    const owned = new OwnedPartitions<string>(() => Promise.resolve(void order.push('left')));
    const feed = new HandFeed();
    owned.gain('a/0', 'a', feed, () => Promise.resolve(void order.push('released')));
    await owned.stop();
    await owned.stopped;
    expect([feed.told, order]).toEqual([
      ['run', 'end'],
      ['released', 'left'],
    ]);
  });

  test('a feed fails · another fails after it · the others end, and the first reason is told', async () => {
    const owned = new OwnedPartitions<string>(nothing);
    const other = new HandFeed();
    owned.gain('a/0', 'a', other);
    owned.gain('a/1', 'a', new HandFeed(Promise.reject(new Error('first'))));
    await expect(owned.stopped).rejects.toThrow('first');
    await owned.fail(new Error('second'));
    await expect(owned.stopped).rejects.toThrow('first');
    expect(other.told).toEqual(['run', 'end']);
  });

  test('leaving fails · told, unless there was a reason before', async () => {
    const leave = (): Promise<void> => Promise.reject(new Error('cannot leave'));
    const [stopped, failed] = [new OwnedPartitions<string>(leave), new OwnedPartitions<string>(leave)];
    await Promise.all([stopped.stop(), failed.fail(new Error('the reason'))]);
    await expect(stopped.stopped).rejects.toThrow('cannot leave');
    await expect(failed.stopped).rejects.toThrow('the reason');
  });

  test('the same partition again · begins after the first time, paused where its topic is', async () => {
    const owned = new OwnedPartitions<string>(nothing);
    const feed = new HandFeed();
    let released = false;
    owned.gain('a/0', 'a', feed, () => Promise.resolve(void (released = true)));
    owned.pause(['a', 'b']);
    owned.resume(['b']);
    owned.lose('a/0');
    const { after, paused } = owned.beginning('a/0', 'a');
    await after;
    expect({ released, paused, told: feed.told, keys: owned.keys }).toEqual({
      released: true,
      paused: true,
      told: ['run', 'pause', 'pause', 'lose'],
      keys: [],
    });
  });

  test('gain · while it ends · nothing runs any more', async () => {
    const owned = new OwnedPartitions<string>(nothing);
    const ending = owned.stop();
    const feed = new HandFeed();
    owned.gain('a/0', 'a', feed);
    await ending;
    await owned.stopped;
    expect([owned.keys, feed.told]).toEqual([[], []]);
  });
});
