import { tenantId } from '../../events/identity.ts';
import type { Wanted } from './intake.ts';
import { Queue } from './queue.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 20, 12);

function wanted(due: number): Wanted {
  return { id: 'incident~soc', tenant: tenantId('acme'), channel: 'soc', due };
}

describe('queue', () => {
  test.each([
    ['a retry', 15 * 60_000],
    ['the end of quiet hours', DAY],
  ])('%s · waits until then', (_name, wait) => {
    const queue = new Queue();
    queue.add(wanted(NOW + wait), NOW);
    queue.promote(NOW + wait - 1);
    expect(queue.take()).toBeUndefined();
    queue.promote(NOW + wait);
    expect(queue.take()?.id).toBe('incident~soc');
  });

  test('dated by a clock that was a year ahead · does not wait a year', () => {
    const queue = new Queue();
    queue.add(wanted(NOW + 365 * DAY), NOW);
    expect(queue.take()?.id).toBe('incident~soc');
  });

  test('the clock is set back while it waits · does not wait the longer', () => {
    const queue = new Queue();
    queue.add(wanted(NOW + HOUR), NOW);
    queue.promote(NOW - 2 * DAY);
    expect(queue.take()?.id).toBe('incident~soc');
  });
});
