import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tenantId } from '../../../events/identity.ts';
import type { Poll } from '../source.ts';
import { filesSourceSchema } from './config.ts';
import { FilesSource } from './files-source.ts';

const NOW = Date.now() + 60_000;
const DAY = 86_400_000;

let folder: string;
let source: FilesSource;
let cursor: unknown;
let last: Poll | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfawatch-files-'));
  cursor = undefined;
  source = follow(folder);
});

afterEach(async () => {
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

function follow(path: string): FilesSource {
  return new FilesSource(tenantId('acme'), filesSourceSchema.parse({ id: 'logs', path }));
}

function line(id: string, hour = 1): string {
  const published = new Date(Date.UTC(2026, 10, 20, hour)).toISOString();
  return `${JSON.stringify({ uuid: id, published, eventType: 'user.session.start' })}\n`;
}

/** Polls until there is nothing more; the ids that came. */
async function drain(now = NOW): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    last = await source.poll(cursor, now);
    // As it comes back from the Store.
    if (last.cursor !== undefined) cursor = JSON.parse(JSON.stringify(last.cursor));
    ids.push(...last.records.map(({ nativeId }) => nativeId ?? '?'));
    if (!last.more) return ids;
  }
}

async function restart(path = folder): Promise<void> {
  await source.close();
  source = follow(path);
}

describe('files source · lines', () => {
  test('a first line that stands unfinished for a minute · is waited for, and the file is one of lines', async () => {
    const file = join(folder, 'a.ndjson');
    writeFileSync(file, line('1').slice(0, 30));
    expect(await drain()).toEqual([]);
    appendFileSync(file, line('1').slice(30) + line('2'));
    expect(await drain()).toEqual(['1', '2']);
    expect(last?.refused).toEqual([]);
    expect(cursor).toMatchObject({ files: [{ kind: 'lines' }] });
  });

  test('appended lines and new files · come once, the text untouched', async () => {
    writeFileSync(join(folder, 'a.ndjson'), line('1') + line('2'));
    expect(await drain()).toEqual(['1', '2']);
    appendFileSync(join(folder, 'a.ndjson'), line('3'));
    writeFileSync(join(folder, 'b.ndjson'), '{"uuid":"4", "odd" :1}\n');
    const poll = await source.poll(cursor, NOW);
    const next = await source.poll(poll.cursor, NOW);
    const both = [poll, next].flatMap(({ records }) => records);
    expect(both.map(({ record }) => record)).toEqual(expect.arrayContaining(['{"uuid":"4", "odd" :1}']));
    expect(both).toHaveLength(2);
    await restart();
    cursor = next.cursor ?? poll.cursor;
    expect(await drain()).toEqual([]);
  });

  test('half a line · waits for the rest; a whole object without its line end does not', async () => {
    const file = join(folder, 'a.ndjson');
    const [three, four] = [line('3'), line('4')];
    writeFileSync(file, line('1') + line('2').trimEnd());
    expect(await drain()).toEqual(['1', '2']);
    appendFileSync(file, `\n${three.slice(0, 20)}`);
    expect(await drain()).toEqual([]);
    appendFileSync(file, three.slice(20) + four);
    expect(await drain()).toEqual(['3', '4']);
    expect(last?.refused).toEqual([]);
  });

  test('half a line · keeps no other file waiting', async () => {
    writeFileSync(join(folder, 'a.ndjson'), line('1', 0) + '{"uu');
    writeFileSync(join(folder, 'b.ndjson'), line('2', 5));
    expect((await drain()).sort()).toEqual(['1', '2']);
    appendFileSync(join(folder, 'b.ndjson'), line('3', 6));
    expect(await drain()).toEqual(['3']);
  });

  test('half a line nobody finishes · is refused whole in the end', async () => {
    const file = join(folder, 'a.ndjson');
    writeFileSync(file, line('1') + '{"uuid":');
    await drain();
    const poll = await source.poll(cursor, NOW + 2 * DAY);
    expect(poll.refused).toEqual([
      expect.objectContaining({
        text: '{"uuid":',
        whole: true,
        reason: expect.objectContaining({ code: 'broken_json' }),
      }),
    ]);
  });

  test('renamed and begun anew · the rest of the old and all of the new come once', async () => {
    const file = join(folder, 'okta.log');
    await restart(file);
    writeFileSync(file, line('1'));
    expect(await drain()).toEqual(['1']);
    appendFileSync(file, line('2'));
    renameSync(file, `${file}.1`);
    writeFileSync(file, line('3'));
    expect((await drain()).sort()).toEqual(['2', '3']);
    expect(await drain()).toEqual([]);
  });

  test.each([
    ['as many bytes', ['3', '4']],
    ['more bytes', ['3', '4', '5']],
    ['fewer bytes', ['3']],
  ])('written over in place with %s · read from its beginning without a restart', async (_, ids) => {
    const file = join(folder, 'a.ndjson');
    writeFileSync(file, line('1') + line('2'));
    expect(await drain()).toEqual(['1', '2']);
    // The clock of a file system may tick in steps of 10 ms.
    await new Promise((resolve) => setTimeout(resolve, 25));
    writeFileSync(file, ids.map((id) => line(id)).join(''));
    expect(await drain()).toEqual(ids);
  });

  test('copied and emptied · what is written afterwards comes from the beginning', async () => {
    const file = join(folder, 'okta.log');
    await restart(file);
    writeFileSync(file, line('1') + line('2'));
    expect(await drain()).toEqual(['1', '2']);
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
    expect(await drain()).toEqual([]);
    appendFileSync(file, line('3') + line('4') + line('5'));
    expect(await drain()).toEqual(['3', '4', '5']);
  });

  test('a damaged line between good ones · is refused with its place', async () => {
    writeFileSync(join(folder, 'a.ndjson'), line('1') + 'not json\n' + line('2'));
    const poll = await source.poll(undefined, NOW);
    expect(poll.records.map(({ nativeId }) => nativeId)).toEqual(['1', '2']);
    expect(poll.refused).toEqual([
      expect.objectContaining({ text: 'not json', origin: `${join(folder, 'a.ndjson')}:2` }),
    ]);
  });

  test('more than a poll takes · comes in order, a kill between polls repeats nothing that was remembered', async () => {
    const ids = Array.from({ length: 12_000 }, (_, index) => String(index));
    writeFileSync(join(folder, 'a.ndjson'), ids.map((id) => line(id)).join(''));
    const seen: string[] = [];
    for (let more = true; more;) {
      const poll = await source.poll(cursor, NOW);
      cursor = poll.cursor ?? cursor;
      seen.push(...poll.records.map(({ nativeId }) => nativeId ?? '?'));
      await restart();
      more = poll.more;
    }
    expect(seen).toEqual(ids);
  });
});

describe('files source · whole files', () => {
  test('gzip and arrays · come once they are at rest, on from the cursor after a restart, and not again', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => line(String(index)));
    writeFileSync(join(folder, 'a.json.gz'), gzipSync(many.join('')));
    writeFileSync(join(folder, 'b.json'), `[${line('x')},${line('y')}]`);
    expect(await drain(Date.now())).toEqual([]);
    const first = await source.poll(undefined, NOW);
    cursor = first.cursor;
    await restart();
    const rest = await drain();
    expect(first.records.length + rest.length).toBe(2_502);
    expect(new Set([...first.records.map(({ nativeId }) => nativeId), ...rest]).size).toBe(2_502);
    expect(await drain()).toEqual([]);
  });

  test('one that is written anew · is read anew', async () => {
    const file = join(folder, 'b.json');
    writeFileSync(file, `[${line('x')}]`);
    expect(await drain()).toEqual(['x']);
    writeFileSync(file, `[${line('x')},${line('y')}]`);
    utimesSync(file, new Date(NOW - 10_000), new Date(NOW - 10_000));
    expect(await drain()).toEqual(['x', 'y']);
  });

  test('a file that is no log · is said to be in the way', async () => {
    writeFileSync(join(folder, 'read.me'), '<html>');
    await drain();
    expect(last?.trouble).toContain('read.me');
  });
});

describe('files source · links', () => {
  test('out of the folder · not read, said to be in the way; what else is there comes', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'mfawatch-elsewhere-'));
    writeFileSync(join(elsewhere, 'rival.ndjson'), line('theirs'));
    symlinkSync(join(elsewhere, 'rival.ndjson'), join(folder, 'a.ndjson'));
    writeFileSync(join(folder, 'b.ndjson'), line('1'));
    expect(await drain()).toEqual(['1']);
    expect(last?.trouble).toBe(
      `${join(folder, 'a.ndjson')}: a link that leads out of the folder: name what it leads to`,
    );
    rmSync(elsewhere, { recursive: true });
  });
});

describe('files source · frontier', () => {
  test('everything read · is the newest record less the lag', async () => {
    writeFileSync(join(folder, 'a.ndjson'), line('1', 3) + line('2', 9) + line('3', 8));
    await drain();
    expect(last?.frontier).toBe(Date.UTC(2026, 10, 20, 8));
  });

  test('one file still behind · holds it back, and is read first', async () => {
    writeFileSync(join(folder, 'a.ndjson'), line('1', 9));
    await drain();
    const long = Array.from({ length: 12_000 }, (_, index) => line(`b${String(index)}`, 2));
    writeFileSync(join(folder, 'b.ndjson'), long.join(''));
    const poll = await source.poll(cursor, NOW);
    expect(poll.more).toBe(true);
    expect(poll.frontier).toBe(Date.UTC(2026, 10, 20, 1));
  });

  test('a record from the future · moves nothing', async () => {
    writeFileSync(
      join(folder, 'a.ndjson'),
      line('1', 3) + JSON.stringify({ uuid: '2', published: '2099-01-01T00:00:00.000Z' }) + '\n',
    );
    await drain();
    expect(last?.frontier).toBe(Date.UTC(2026, 10, 20, 2));
  });

  test('an empty folder, or none · no frontier', async () => {
    await drain();
    expect(last?.frontier).toBeUndefined();
    await restart(join(folder, 'missing'));
    await drain();
    expect(last).toMatchObject({ records: [], more: false, trouble: `${join(folder, 'missing')}: not there yet` });
  });
});
