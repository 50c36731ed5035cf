import type { WireRecord } from 'kafkajs/src/cluster/index.js';
import { pageOf } from './page.ts';

const message = (offset: number, producerId: string, isControlRecord = false, inTransaction = true): WireRecord => ({
  offset: String(offset),
  timestamp: '1700000000000',
  key: Buffer.from(`k${String(offset)}`),
  value: null,
  isControlRecord,
  batchContext: { producerId, inTransaction },
});
const page = (from: bigint, messages: WireRecord[], aborted: [producerId: string, firstOffset: number][] = []) =>
  pageOf(
    {
      partition: 0,
      highWatermark: '99',
      lastStableOffset: '99',
      abortedTransactions: aborted.map(([producerId, first]) => ({ producerId, firstOffset: String(first) })),
      messages,
    },
    from,
  );

describe('pageOf', () => {
  test('markers after the last record · not seen, and the position is behind them', () => {
    const { records, next } = page(0n, [message(0, 'a'), message(1, 'a', true)]);
    expect(records.map(({ key }) => key)).toEqual(['k0']);
    expect(next).toBe(2n);
  });

  test('two aborted transactions overlap, told in order of their ends · nothing of either, all of a third', () => {
    const messages = [
      message(3, 'b'),
      message(4, 'c'),
      message(5, 'a'),
      message(6, 'b', true),
      message(7, 'a', true),
      message(8, 'b'),
    ];
    const { records, next } = page(3n, messages, [
      ['b', 2],
      ['a', 1],
    ]);
    expect(records.map(({ offset }) => offset)).toEqual([4n, 8n]);
    expect(next).toBe(9n);
  });

  test('batch begins before the wanted offset · only what was asked for', () => {
    const { records, next } = page(
      2n,
      [0, 1, 2].map((offset) => message(offset, '-1', false, false)),
    );
    expect(records.map(({ offset, time }) => [offset, time])).toEqual([[2n, 1_700_000_000_000]]);
    expect(next).toBe(3n);
  });

  test('nothing · the position stays', () => {
    expect(page(5n, [])).toEqual({ records: [], next: 5n });
  });
});
