import { jsonOf, pairsOf, wordsOf } from './debug-data.ts';

describe('debugData map · its several forms', () => {
  const BEHAVIOURS = [
    ['New Device', 'POSITIVE'],
    ['Velocity', 'NEGATIVE'],
  ];

  test.each([
    ['text', '{New Device=POSITIVE, Velocity=NEGATIVE}'],
    ['text without braces', 'New Device=POSITIVE, Velocity=NEGATIVE'],
    ['JSON in a string', '{"New Device": "POSITIVE", "Velocity": "NEGATIVE"}'],
    ['object', { 'New Device': 'POSITIVE', Velocity: 'NEGATIVE' }],
    [
      'list of named results',
      [
        { name: 'New Device', result: 'POSITIVE' },
        { name: 'Velocity', result: 'NEGATIVE' },
      ],
    ],
    ['list of single pairs', [{ 'New Device': 'POSITIVE' }, { Velocity: 'NEGATIVE' }]],
    ['list of texts', ['New Device=POSITIVE', 'Velocity=NEGATIVE']],
  ])('pairs · %s · are read alike', (_, value) => {
    expect(pairsOf(value)).toEqual(BEHAVIOURS);
  });

  test('pairs · commas inside a value · belong to it', () => {
    expect(pairsOf('{reasons=Anomalous Device, Anomalous Location, level=HIGH}')).toEqual([
      ['reasons', 'Anomalous Device, Anomalous Location'],
      ['level', 'HIGH'],
    ]);
  });

  test.each([undefined, null, 7, true, '', '{}', '{"broken', 'no pairs here', '=', '{=x}', [], [null, 3]])(
    'pairs · %j · are none',
    (value) => {
      expect(pairsOf(value)).toEqual([]);
    },
  );

  test('pairs · a huge text or object · are cut off', () => {
    expect(pairsOf(`{${'a=b, '.repeat(100_000)}}`).length).toBeLessThanOrEqual(50);
    expect(pairsOf(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`k${n}`, 'v']))).length).toBe(50);
  });
});

test.each([
  ['[USER_PRESENCE, DEVICE_BOUND]', ['USER_PRESENCE', 'DEVICE_BOUND']],
  ['["USER_PRESENCE"]', ['USER_PRESENCE']],
  [['USER_PRESENCE', 5, null], ['USER_PRESENCE']],
  ['USER_PRESENCE', ['USER_PRESENCE']],
  ['', []],
  [{}, []],
  ['["broken', []],
])('words · %j · are %j', (value, words) => {
  expect(wordsOf(value)).toEqual(words);
});

test('JSON in a string · broken, huge or already unpacked · is nothing, nothing, itself', () => {
  expect(jsonOf('[{"a":1}]')).toEqual([{ a: 1 }]);
  expect(jsonOf('{"a":')).toBeUndefined();
  expect(jsonOf(`[${'1,'.repeat(5_000)}1]`)).toBeUndefined();
  expect(jsonOf([1])).toEqual([1]);
});
