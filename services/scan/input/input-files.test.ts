import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRecords } from './read-records.ts';
import type { FileSummary } from './read-item.ts';
import { collect, readBytes } from '../../../test/support/record-files.ts';

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function summaries(...paths: string[]): Promise<FileSummary[]> {
  const items = await collect(readRecords(paths.map((path) => ({ path }))));
  return items.filter((item) => item.kind === 'file');
}

describe('readRecords · files and folders', () => {
  test('a folder · its files by name, folders inside too, hidden ones left out', async () => {
    const folder = folderOf({
      'b.json': '{"n":2}',
      'a/z.gz': gzipSync('{"n":1}'),
      '.hidden': '{"n":0}',
      '.git/x.json': '{"n":0}',
      'c.log': '{"n":3}',
    });
    symlinkSync(join(folder, 'c.log'), join(folder, 'd-link'));
    symlinkSync(folder, join(folder, 'e-circle'));
    const items = await collect(readRecords([{ path: folder, source: 'entra' }]));
    const records = items.filter((item) => item.kind === 'record');
    expect(records.map((item) => [item.origin.file.slice(folder.length + 1), item.record['n'], item.source])).toEqual([
      ['a/z.gz', 1, 'entra'],
      ['b.json', 2, 'entra'],
      ['c.log', 3, 'entra'],
      ['d-link', 3, 'entra'],
    ]);
  });

  test('links · inside the folder followed, out of it refused by name', async () => {
    const elsewhere = folderOf({ 'secret.json': '{"n":9}' });
    const folder = folderOf({ 'a/x.json': '{"n":1}' });
    symlinkSync(join(folder, 'a', 'x.json'), join(folder, 'b'));
    symlinkSync(join(elsewhere, 'secret.json'), join(folder, 'c'));
    symlinkSync(`${folder}-beside`, join(folder, 'd'));
    writeFileSync(`${folder}-beside`, '{"n":8}');
    const found = await summaries(folder);
    const out = 'a link that leads out of the folder: name what it leads to';
    expect(found.map(({ records, problem }) => [records, problem])).toEqual([
      [1, undefined],
      [1, undefined],
      [0, out],
      [0, out],
    ]);
  });

  test('files that are no logs · explained, the rest read', async () => {
    const folder = folderOf({
      'a.zip': Buffer.from('PK\u0003\u0004xxxx'),
      'b.bin': Buffer.from([0x80, 0x81, 1, 2, 3, 0xff, 0, 0, 9]),
      'c.html': '<!doctype html><p>Sign in</p>',
      'd.txt': 'Dear all, this is a note.\nNothing else.',
      'e.json': '{"a":1}',
      'f.json': '',
    });
    const found = await summaries(folder);
    expect(found.map(({ format, records, problem }) => [format, records, problem?.split(':')[0]])).toEqual([
      ['unsupported', 0, 'a ZIP archive or an Excel workbook'],
      ['unsupported', 0, 'a binary file'],
      ['unsupported', 0, 'an XML or HTML page, not an export of records'],
      ['unsupported', 0, 'neither JSON nor a CSV table with a header'],
      ['json', 1, undefined],
      ['empty', 0, 'the file is empty'],
    ]);
  });

  test('a missing file, an empty folder · a problem each, the next file is read', async () => {
    const folder = folderOf({ 'ok.json': '{"a":1}', 'empty/.keep': '' });
    const found = await summaries(join(folder, 'nope.json'), join(folder, 'empty'), join(folder, 'ok.json'));
    expect(found.map((item) => [item.problem, item.records])).toEqual([
      ['no such file or folder', 0],
      ['the folder holds no files', 0],
      [undefined, 1],
    ]);
  });

  test('gzip cut off or damaged · what came before is kept, the problem is named', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ n, noise: Math.sin(n) })).join('\n');
    const zipped = gzipSync(lines);
    const cut = await readBytes(zipped.subarray(0, zipped.length - 5_000));
    expect(cut.records.length).toBeGreaterThan(10_000);
    expect(cut.records.at(-1)?.record['n']).toBe(cut.records.length - 1);
    expect(cut.summary.problem).toBe('the gzip data ends too early: the file was cut off');
    const damaged = Buffer.from(zipped).fill(0xff, 50_000, 50_100);
    expect((await readBytes(damaged)).summary.problem).toMatch(/gzip|incorrect/);
  });

  test('white space only, BOM only · empty', async () => {
    for (const text of [' \n\n', '\ufeff', '\0\0']) {
      const { records, rejected } = await readBytes(text);
      expect([records, rejected]).toEqual([[], []]);
    }
  });

  test('origins · line for documents, line and position in lists; sizes add up', async () => {
    const { records, summary } = await readBytes('{"a":1}\n\n{"a":2}\n{"value":[{"a":3},\n{"a":4}]}');
    expect(records.map((item) => [item.record['a'], item.origin.line, item.origin.index, item.bytes])).toEqual([
      [1, 1, undefined, 7],
      [2, 3, undefined, 7],
      [3, 4, 3, 7],
      [4, 5, 4, 7],
    ]);
    expect(summary.wrappers).toEqual(['value']);
  });

  test('a consumer that stops early · the file is closed', async () => {
    const folder = folderOf({ 'many.json': '{"a":1}\n'.repeat(1_000_000) });
    let seen = 0;
    for await (const item of readRecords([{ path: folder }])) if (item.kind === 'record' && ++seen === 3) break;
    expect(seen).toBe(3);
  });
});
