import fc from 'fast-check';
import { EVENTS, readBytes } from '../../../test/support/record-files.ts';

const DAMAGE: readonly (readonly [name: string, apply: (text: string) => string])[] = [
  ['cut in half', (text) => text.slice(0, Math.floor(text.length / 2))],
  ['cut inside a string', (text) => text.slice(0, text.indexOf('user') + 3)],
  ['cut after a bracket', (text) => text.slice(0, text.indexOf('"target":') + 10)],
  ['without its last bracket', (text) => text.trimEnd().slice(0, -1)],
  ['one bracket too many', (text) => `${text}}`],
  ['a quote too many', (text) => text.replace('"eventType', '""eventType')],
  ['a quote missing', (text) => text.replace('"eventType"', '"eventType')],
  ['a comma missing', (text) => text.replace(/,(\s*)"eventType"/, '$1"eventType"')],
  ['a bare word', (text) => text.replace(/"eventType":\s*"[^"]*"/, '"eventType": undefined')],
  ['a bad escape', (text) => text.replace('user', '\\xuser')],
  ['a raw line break in a string', (text) => text.replace('user', 'us\ner')],
];

type Layout = readonly [name: string, join: (records: readonly string[]) => string, print: (event: object) => string];
const compact = (event: object): string => JSON.stringify(event);
const pretty = (event: object): string => JSON.stringify(event, null, 2);
const indented = (event: object): string => pretty(event).replace(/^/gm, '  ');

const LAYOUTS: readonly Layout[] = [
  ['one a line', (records) => records.join('\n'), compact],
  ['pretty-printed in a row', (records) => records.join('\n'), pretty],
  ['array', (records) => `[${records.join(',')}]`, compact],
  ['array, one a line', (records) => `[\n${records.join(',\n')}\n]`, compact],
  ['array, pretty-printed', (records) => `[\n${records.join(',\n')}\n]`, indented],
  ['page', (records) => `{"@odata.context":"x","value":[${records.join(', ')}],"@odata.nextLink":"y"}`, compact],
  ['page, pretty-printed', (records) => `{\n"value": [\n${records.join(',\n')}\n]\n}`, indented],
];

const RECORDS = Array.from({ length: 6 }, (_, index) => ({
  uuid: `id-${String(index)}`,
  actor: { name: 'Ann', list: [{ uuid: 'inner' }, {}] },
  eventType: 'user.session.start',
  target: [{ uuid: 'nested', a: [1, 2] }, { b: null }],
}));

describe.each(LAYOUTS)('JsonReader · %s', (_, join, print) => {
  describe.each(DAMAGE)('one record %s', (name, damage) => {
    test.each([0, 1, 3, 5])('at position %i · its neighbours survive and it is explained', async (position) => {
      const text = join(RECORDS.map((event, index) => (index === position ? damage(print(event)) : print(event))));
      const whole = await readBytes(text);
      const neighbours = RECORDS.filter((_, index) => index !== position);
      // Of the damaged record itself a piece may be taken for a record; it will be no provider's.
      const good = whole.records
        .map((item) => item.record)
        .filter((record) => String(record['uuid']).startsWith('id-'));
      expect({ name, good: good.filter((record) => record['uuid'] !== `id-${String(position)}`) }).toEqual({
        name,
        good: neighbours,
      });
      expect(whole.rejected.length).toBeGreaterThanOrEqual(1);
      expect(whole.rejected[0]?.reason).toMatchObject({
        code: 'broken_json',
        message: expect.stringMatching(/\w/) as string,
      });
      expect(await readBytes(text, 7)).toEqual(whole);
    });
  });
});

describe('JsonReader · hostile input', () => {
  test('any bytes changed anywhere · ends, counts add up, no exception', async () => {
    const bytes = Buffer.from(
      `{"value":[${EVENTS.map((event) => JSON.stringify(event)).join(',\n')}]}\n${JSON.stringify(EVENTS[0])}\n`,
    );
    const edit = fc.tuple(fc.nat(bytes.length - 1), fc.constantFrom(...Buffer.from('{}[]",:\\\n\0x ')));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), async (edits, size) => {
        const changed = Buffer.from(bytes);
        for (const [at, byte] of edits) changed[at] = byte;
        const result = await readBytes(changed, size);
        expect(result).toEqual(await readBytes(changed));
        expect(result.summary).toMatchObject({ records: result.records.length, rejected: result.rejected.length });
      }),
      { numRuns: 700 },
    );
  });

  test('text that only looks like JSON · ends without an exception', async () => {
    const soup = fc.array(
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', '{"a":', '1', 'null', ' ', '{"value":[', '\u00e9'),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(soup, async (parts) => {
        const text = `{"a":1}\n${parts.join('')}`;
        const result = await readBytes(text);
        expect(result.records.length).toBeGreaterThanOrEqual(1);
        expect(await readBytes(text, 3)).toEqual(result);
      }),
      { numRuns: 700 },
    );
  });

  test('brackets without end · one dead letter, in time', async () => {
    const { records, rejected } = await readBytes(`{"a":1}\n${'{"a":[\n'.repeat(300_000)}\n{"a":2}\n`);
    expect(records[0]?.record).toEqual({ a: 1 });
    expect(rejected.length).toBeGreaterThanOrEqual(1);
  }, 20_000);

  test('nested beyond the limit · too deep, on a line and in a list', async () => {
    const deep = `{"a":${'['.repeat(300)}${']'.repeat(300)}}`;
    for (const text of [
      `{"b":1}\n${deep}\n{"b":2}`,
      `[{"b":1},${deep},{"b":2}]`,
      `{"b":1}\n{"message":${JSON.stringify(deep)}}\n{"b":2}`,
    ]) {
      const { records, rejected } = await readBytes(text);
      expect(records.map((item) => item.record)).toEqual([{ b: 1 }, { b: 2 }]);
      expect(rejected.map((item) => item.reason.code)).toEqual(['too_deep']);
    }
  });

  test('a record of 12 MB among small ones · too large, its neighbours survive', async () => {
    const huge = `{"b":"${'x'.repeat(12 * 1024 * 1024)}"}`;
    for (const text of [`{"b":1}\n${huge}\n{"b":2}`, `[{"b":1},${huge},{"b":2}]`, `${huge}\n{"b":1}\n{"b":2}`]) {
      const { records, rejected } = await readBytes(text, 64 * 1024);
      expect(records.map((item) => item.record)).toEqual([{ b: 1 }, { b: 2 }]);
      expect(rejected.map((item) => [item.reason.code, item.reason.message])).toEqual([
        ['too_large', expect.stringContaining('12.0 MB')],
      ]);
      expect(rejected[0]?.excerpt.length).toBeLessThan(200);
    }
  });

  test('control characters and NULs in strings · kept', async () => {
    const { records, rejected } = await readBytes('{"a":"x\u0000\u0001\ty"}\n\0\0\n[{"a":"\u0007"}]');
    expect(records.map((item) => item.record)).toEqual([{ a: 'x\u0000\u0001\ty' }, { a: '\u0007' }]);
    expect(rejected).toEqual([]);
  });

  test('values that are no records · each rejected by name', async () => {
    const { records, rejected } = await readBytes('[1, "two", null, {"a":1}]\nplain text\n{"a":2}');
    expect(records.map((item) => item.record)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(rejected.map((item) => item.reason.code)).toEqual([
      'not_an_object',
      'not_an_object',
      'not_an_object',
      'broken_json',
    ]);
  });

  test('a broken line · named with line and column', async () => {
    const { rejected } = await readBytes('{"a":1}\n\n{"a" 2}\n{"a":3}\n');
    expect(rejected).toEqual([
      {
        kind: 'rejected',
        reason: { code: 'broken_json', message: 'expected : and found 2 at line 3, column 6' },
        origin: { file: '-', line: 3 },
        excerpt: '{"a"',
      },
    ]);
  });
});
