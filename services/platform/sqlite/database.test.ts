import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database.ts';
import { DatabaseDamagedError, DatabaseUnavailableError } from './errors.ts';

const SCHEMA = 'CREATE TABLE things (id INTEGER PRIMARY KEY, value BLOB)';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mfaw-database-'));
  file = join(folder, 'a #1 100%.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openDatabase', () => {
  test('new file · settings asked for · are in force', () => {
    const database = openDatabase({ file });
    const pragma = (name: string): unknown => database.prepare(`PRAGMA ${name}`).get()?.[0];
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('page_size')]).toEqual([
      'wal',
      2,
      1,
      8192,
    ]);
    database.close();
  });

  test('new file · can be read by its owner’s user alone, what SQLite puts beside it too', () => {
    const database = openDatabase({ file, migrations: [SCHEMA] });
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    database.close();
  });

  test('migrations · some applied by an earlier version · only the new ones run', () => {
    openDatabase({ file, migrations: [SCHEMA] }).close();
    const database = openDatabase({ file, migrations: [SCHEMA, 'ALTER TABLE things ADD COLUMN name TEXT'] });
    expect(database.prepare('SELECT name FROM things').all()).toEqual([]);
    expect(database.prepare('PRAGMA user_version').get()).toEqual([2]);
    database.close();
  });

  test('migrations · file of a newer version · is refused with what to do', () => {
    openDatabase({ file, migrations: [SCHEMA, 'SELECT 1'] }).close();
    expect(() => openDatabase({ file, migrations: [SCHEMA] })).toThrow(/newer version of mfawatch.*update/);
  });

  test('migration · fails half way · leaves nothing behind', () => {
    expect(() => openDatabase({ file, migrations: [`${SCHEMA}; SELECT nonsense`] })).toThrow(/nonsense/);
    openDatabase({ file, migrations: [SCHEMA] }).close();
  });

  test('file that is no database · says which and what to do', () => {
    writeFileSync(file, 'not a database, whatever it is called. '.repeat(1000));
    const open = (): unknown => openDatabase({ file });
    expect(open).toThrow(DatabaseDamagedError);
    expect(open).toThrow(/a #1 100%\.db is not a database .*restore/);
  });

  test('file that cannot be opened · is unavailable', () => {
    mkdirSync(file);
    expect(() => openDatabase({ file })).toThrow(DatabaseUnavailableError);
    expect(() => openDatabase({ file: join(folder, 'none', 'x.db') })).toThrow(DatabaseUnavailableError);
  });

  test('read only · reads, refuses to write, creates nothing', () => {
    openDatabase({ file, migrations: [SCHEMA] }).close();
    const database = openDatabase({ file, readOnly: true });
    expect(database.prepare('SELECT count(*) FROM things').get()).toEqual([0]);
    expect(() => database.exec('DELETE FROM things')).toThrow(/read only/);
    database.close();
    expect(() => openDatabase({ file: join(folder, 'other.db'), readOnly: true })).toThrow(DatabaseUnavailableError);
  });
});

describe('Database', () => {
  test('size bound · reached · write fails whole, works again when raised', () => {
    const bounded = openDatabase({ file, migrations: [SCHEMA], maxBytes: 100_000 });
    const fill = (): unknown =>
      bounded.write(() => {
        for (let index = 0; index < 100; index++)
          bounded.prepare('INSERT INTO things (value) VALUES (?)').run(new Uint8Array(5000));
      });
    expect(fill).toThrow(DatabaseUnavailableError);
    expect(bounded.prepare('SELECT count(*) FROM things').get()).toEqual([0]);
    bounded.close();
    const database = openDatabase({ file, migrations: [SCHEMA] });
    expect(database.prepare('INSERT INTO things (value) VALUES (?)').run(null)).toBe(1);
    database.close();
  });

  test('each · left early · the next write works', () => {
    const database = openDatabase({ file, migrations: [SCHEMA] });
    const insert = database.prepare('INSERT INTO things (id, value) VALUES (?, ?)');
    for (let id = 1; id <= 250; id++) insert.run(id, new Uint8Array([id]));
    const seen: unknown[] = [];
    for (const [id] of database.prepare<[number]>('SELECT id FROM things WHERE id > ?').each(0)) {
      seen.push(id);
      if (seen.length === 150) break;
    }
    expect(seen.at(-1)).toBe(150);
    expect([...database.prepare('SELECT id FROM things').each()]).toHaveLength(250);
    database.write(() => database.exec('DELETE FROM things'));
    database.close();
  });

  test('constraint · violated · is nobody’s disk failure', () => {
    const database = openDatabase({ file, migrations: [SCHEMA] });
    const insert = database.prepare('INSERT INTO things (id) VALUES (?)');
    insert.run(1);
    expect(() => insert.run(1)).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }));
    database.close();
  });
});
