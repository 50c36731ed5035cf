import { readdirSync } from 'node:fs';
import { ok, reject } from '../../../events/result.ts';
import type { JsonObject, Source } from '../../../events/event.ts';
import type { Provider } from '../../../events/normalise.ts';
import { describeShared } from '../../../test/support/shared.ts';
import { providerOf } from './provider-of.ts';
import { readRecords } from './read-records.ts';
import { parseSourceFile, parseSourceName } from './source-file.ts';
import { collect } from '../../../test/support/record-files.ts';

function provider(source: Source, key: string): Provider {
  return {
    source,
    recognise: (record: JsonObject) => (key in record ? 'stream' : undefined),
    normalise: () => reject('unknown_shape', 'not asked here'),
  };
}

const OKTA = provider('okta', 'eventType');
const ENTRA = provider('entra', 'createdDateTime');
const PROVIDERS = [OKTA, ENTRA];

describe('providerOf', () => {
  test('a shape one provider has · that provider and its stream', () => {
    expect(providerOf({ createdDateTime: 'x' }, PROVIDERS)).toEqual(ok({ provider: ENTRA, stream: 'stream' }));
    expect(providerOf({ createdDateTime: 'x', eventType: 'y' }, PROVIDERS, 'entra')).toEqual(
      ok({ provider: ENTRA, stream: 'stream' }),
    );
  });

  test('another provider than stated · names what it looks like', () => {
    expect(providerOf({ eventType: 'x' }, PROVIDERS, 'entra')).toEqual(
      reject('wrong_provider', 'expected a Microsoft Entra ID record; this looks like an Okta System Log event'),
    );
  });

  test('a shape nobody has · names its keys, printable and not too many', () => {
    expect(providerOf({ a: 1, 'b\u001b[2J': 2 }, PROVIDERS)).toEqual(
      reject('unknown_shape', "no provider's record has these keys: a, b?[2J"),
    );
    expect(providerOf({}, PROVIDERS, 'okta')).toEqual(
      reject('unknown_shape', "no provider's record has these keys: (none)"),
    );
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${String(index)}`, 0]));
    expect(providerOf(many, PROVIDERS)).toMatchObject({
      reason: { message: expect.stringMatching(/k11 and 8 more$/) as string },
    });
  });
});

describe('parseSourceFile', () => {
  test.each([
    ['okta:a.json', { source: 'okta', path: 'a.json' }],
    ['google:-', { source: 'google_workspace', path: '-' }],
    ['entra:C:\\logs\\a.json', { source: 'entra', path: 'C:\\logs\\a.json' }],
    ['C:\\logs\\a.json', { path: 'C:\\logs\\a.json' }],
    ['./okta:a.json', { path: './okta:a.json' }],
    ['logs/', { path: 'logs/' }],
  ])('%s', (argument, expected) => {
    expect(parseSourceFile(argument)).toEqual(expected);
  });

  test.each(['toString', '__proto__', 'Okta', ''])('%j · no source', (name) => {
    expect(parseSourceName(name)).toBeUndefined();
  });
});

describeShared('samples', 'readRecords · the sample records', (folder) => {
  test('every file · one record, nothing rejected', async () => {
    const items = await collect(readRecords([{ path: folder }]));
    const summaries = items.filter((item) => item.kind === 'file');
    expect(summaries).toHaveLength(readdirSync(folder).length);
    for (const summary of summaries) expect(summary).toMatchObject({ records: 1, rejected: 0, format: 'json' });
  });
});
