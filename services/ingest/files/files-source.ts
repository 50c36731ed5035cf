import type { TenantId } from '../../../events/identity.ts';
import { describeFileError } from '../../platform/file-error.ts';
import type { Poll, Source } from '../source.ts';
import type { FilesSourceConfig } from './config.ts';
import type { FileCursor, Head, WholeCursor } from './file-cursor.ts';
import { headOf, sameHead } from './file-head.ts';
import { fileKind } from './file-kind.ts';
import type { FoundFile, FoundFiles } from './follow-files.ts';
import { followedFiles } from './follow-files.ts';
import { firstTime } from './first-time.ts';
import { readLines } from './read-lines.ts';
import { Taken } from './taken.ts';
import { WholeReader } from './whole-reader.ts';

/** The cursor of a files source: of every file that is there, how far it has been read. */
export interface FilesCursor {
  readonly files: readonly FileCursor[];
}

/** A file that must be read whole is left alone until nobody has written to it for so long. */
const AT_REST_MS = 2_000;
/** After this long an unfinished line is given up: programs that write in blocks leave one standing until they have more to say. */
const ABANDONED_MS = 24 * 3_600_000;
/** A file is read on until it is this far ahead of the one behind it: files are merged in order of time, but not record by record. */
const AHEAD_MS = 900_000;

/** A file with where its reading is; `pending` while there may be more to read now. */
interface Followed {
  readonly file: FoundFile;
  readonly cursor: FileCursor;
  readonly pending: boolean;
}

/** Follows a folder or file as log shippers write it: new files, appended lines, rotation by renaming or emptying. */
export class FilesSource implements Source {
  readonly id: string;
  readonly tenant: TenantId;
  readonly everyMs: number;
  readonly #config: FilesSourceConfig;
  readonly #whole = new WholeReader();

  constructor(tenant: TenantId, config: FilesSourceConfig) {
    this.tenant = tenant;
    this.id = config.id;
    this.everyMs = config.every;
    this.#config = config;
  }

  /**
   * Of all files with something left the one that is furthest behind in time is read on, again and again, so that time goes forward over all of
   * them: what comes out of order costs detection many times as much.
   */
  async poll(cursor: unknown, now: number): Promise<Poll> {
    const known = (cursor as FilesCursor | undefined)?.files ?? [];
    const found = await followedFiles(this.#config.path);
    const followed = await this.#look(found, known, now);
    const taken = new Taken(now, this.#config.source);
    const after = await this.#readInTurn(followed, now, taken);
    const files = after.map(({ cursor: file }) => file);
    const frontier = frontierOf(after, this.#config.lag);
    const unread = files.flatMap((file) =>
      file.kind === 'whole' && file.problem !== undefined ? [`${file.path}: ${file.problem}`] : [],
    );
    const problems = [...found.problems, ...unread];
    return {
      records: taken.records,
      refused: taken.refused,
      more: after.some(({ pending }) => pending),
      ...(isSame(known, files) ? {} : { cursor: { files } satisfies FilesCursor }),
      ...(frontier === undefined ? {} : { frontier }),
      ...(problems.length === 0 ? {} : { trouble: problems.join('; ') }),
    };
  }

  async close(): Promise<void> {
    await this.#whole.close();
  }

  async #look({ files }: FoundFiles, known: readonly FileCursor[], now: number): Promise<readonly Followed[]> {
    const followed: Followed[] = [];
    for (const file of files) {
      try {
        const one = await follow(file, known, now);
        if (one !== undefined) followed.push(one);
      } catch (error) {
        // Gone or locked between two looks: what is known of it stays, and what it says of time with it.
        const last = known.find(({ path }) => path === file.path);
        if (last === undefined) throw new Error(`${file.path}: ${describeFileError(error)}`, { cause: error });
        followed.push({ file, cursor: last, pending: false });
      }
    }
    return followed;
  }

  /** An unfinished last line is no reason to keep another file waiting: a file that gives nothing is no longer pending. */
  async #readInTurn(followed: readonly Followed[], now: number, taken: Taken): Promise<readonly Followed[]> {
    const after = [...followed];
    while (!taken.isFull) {
      const [next, other] = inTurn(after);
      if (next === undefined) break;
      const until = other === undefined ? Infinity : newestOf(other) + AHEAD_MS;
      after[after.indexOf(next)] = await this.#read(next, until, now, taken);
    }
    return after;
  }

  async #read({ file, cursor }: Followed, until: number, now: number, taken: Taken): Promise<Followed> {
    if (cursor.kind === 'whole') {
      const read = await this.#whole.read(cursor, until, taken);
      return { file, cursor: read, pending: !read.done };
    }
    const abandoned = now - file.changed > ABANDONED_MS;
    const read = await readLines({ path: file.path, size: file.size, abandoned }, cursor, until, taken);
    return { file, cursor: read, pending: read.offset > cursor.offset && read.offset < file.size };
  }
}

/** What is to be done with a file, or undefined where there is nothing to be said of it yet. */
async function follow(file: FoundFile, known: readonly FileCursor[], now: number): Promise<Followed | undefined> {
  const before = await knownAs(file, known);
  const cursor = before ?? (file.sibling || file.size === 0 ? undefined : await begin(file, now));
  if (cursor === undefined) return undefined;
  if (cursor.kind === 'lines') return { file, cursor, pending: cursor.offset < file.size };
  const isAnother = cursor.size !== file.size || cursor.changed !== file.changed;
  if (!isAnother) return { file, cursor, pending: !cursor.done };
  if (now - file.changed < AT_REST_MS) return { file, cursor, pending: false };
  return { file, cursor: wholeCursor(file, cursor.head), pending: true };
}

/** The same file under whatever name: same inode, same beginning, and not shorter than what was read of it. */
async function knownAs(file: FoundFile, known: readonly FileCursor[]): Promise<FileCursor | undefined> {
  for (const cursor of known) {
    if (cursor.inode !== file.inode) continue;
    if (cursor.kind === 'lines' && file.size < cursor.offset) continue;
    const isUntouched = cursor.path === file.path && cursor.changed === file.changed && isReadOut(cursor, file);
    if (isUntouched) return cursor;
    const head = await sameHead(file.path, cursor.head);
    if (head === undefined) continue;
    return cursor.kind === 'lines'
      ? { ...cursor, head, path: file.path, changed: file.changed }
      : { ...cursor, head, path: file.path };
  }
  return undefined;
}

function isReadOut(cursor: FileCursor, { size }: FoundFile): boolean {
  return cursor.kind === 'lines' ? cursor.offset === size : cursor.size === size;
}

async function begin(file: FoundFile, now: number): Promise<FileCursor | undefined> {
  const kind = await fileKind(file.path);
  const head = await headOf(file.path);
  const { path, inode, changed } = file;
  if (now - file.changed < restBefore(kind)) return undefined;
  const newest = await firstTime(path, now);
  const begun = newest === undefined ? {} : { newest };
  if (kind === 'lines') return { kind, path, inode, head, offset: 0, line: 0, changed, ...begun };
  return { ...wholeCursor(file, head), ...begun };
}

/** For how long nobody must have written to a file that begins so. */
function restBefore(kind: 'lines' | 'whole' | undefined): number {
  if (kind === 'lines') return -Infinity;
  // Begun as a whole file it would be read from its start with every line that comes, and never while it is busy.
  return kind === 'whole' ? AT_REST_MS : ABANDONED_MS;
}

function wholeCursor({ path, inode, size, changed }: FoundFile, head: Head): WholeCursor {
  return { kind: 'whole', path, inode, head, index: 0, size, changed, done: false };
}

/** Those with something left, the one furthest behind in time first. */
function inTurn(followed: readonly Followed[]): readonly Followed[] {
  return followed.filter(({ pending }) => pending).sort((a, b) => newestOf(a) - newestOf(b));
}

function newestOf({ cursor }: Followed): number {
  return cursor.newest ?? 0;
}

/** While files have something left, time has come as far as the one furthest behind; then as far as the newest record of all. */
function frontierOf(followed: readonly Followed[], lag: number): number | undefined {
  const pending = followed.filter((each) => each.pending);
  const times = (pending.length > 0 ? pending : followed).map(({ cursor }) => cursor.newest);
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0 || (pending.length > 0 && known.length < times.length)) return undefined;
  return (pending.length > 0 ? Math.min(...known) : Math.max(...known)) - lag;
}

function isSame(before: readonly FileCursor[], after: readonly FileCursor[]): boolean {
  return before.length === after.length && after.every((cursor, index) => cursor === before[index]);
}
