import { parseJson } from '../../scan/input/parse-json.ts';
import { MAX_RECORD_BYTES } from '../../scan/input/read-item.ts';
import { RecordSink } from '../../scan/input/record-sink.ts';
import type { LinesCursor } from './file-cursor.ts';
import { readStart } from './file-head.ts';
import type { Taken } from './taken.ts';
import { later } from './taken.ts';

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

export interface LineFile {
  readonly path: string;
  readonly size: number;
  /** Nothing has been appended for long: what is not finished now never will be. */
  readonly abandoned: boolean;
}

/**
 * Reads the next lines of a file, about a megabyte or up to the first that lies behind `until` (ms since 1970). A last line without its end
 * counts as soon as it is a whole object (no beginning of an object is one), else waits for the rest.
 */
export async function readLines(
  file: LineFile,
  cursor: LinesCursor,
  until: number,
  taken: Taken,
): Promise<LinesCursor> {
  const bytes = await nextLines(file, cursor.offset);
  const reader = new LineReader(file.path, taken, cursor);
  let from = 0;
  let isEnough = false;
  for (let end = bytes.indexOf(NEWLINE); end >= 0 && !isEnough; end = bytes.indexOf(NEWLINE, from)) {
    reader.line(bytes.toString('utf8', from, end));
    from = end + 1;
    isEnough = taken.isFull || (reader.newest ?? 0) > until;
  }
  if (isEnough) return reader.cursorAt(cursor, file.path, from);
  if (cursor.offset + bytes.length >= file.size && reader.lastLine(bytes.toString('utf8', from), file.abandoned))
    from = bytes.length;
  else if (bytes.length - from > MAX_RECORD_BYTES) {
    reader.tooLarge(bytes.toString('utf8', from));
    from = bytes.length;
  }
  return reader.cursorAt(cursor, file.path, from);
}

/** At least one whole line where there is one, however long. */
async function nextLines({ path, size }: LineFile, offset: number): Promise<Buffer> {
  for (let length = CHUNK_BYTES; ; length *= 4) {
    const bytes = await readStart(path, Math.min(length, size - offset), offset);
    if (bytes.includes(NEWLINE) || bytes.length < length || length > MAX_RECORD_BYTES) return bytes;
  }
}

class LineReader {
  readonly #path: string;
  readonly #taken: Taken;
  lines: number;
  newest: number | undefined;

  constructor(path: string, taken: Taken, { line, newest }: LinesCursor) {
    this.#path = path;
    this.#taken = taken;
    this.lines = line;
    this.newest = newest;
  }

  /** @param read bytes behind the cursor it began at */
  cursorAt(cursor: LinesCursor, path: string, read: number): LinesCursor {
    const moved = { ...cursor, path, offset: cursor.offset + read, line: this.lines };
    return this.newest === undefined ? moved : { ...moved, newest: this.newest };
  }

  line(text: string): void {
    this.lines += 1;
    const content = text.trim();
    if (content === '') return;
    const parsed = parseJson(content);
    const sink = new RecordSink(this.#path);
    if (parsed.ok) sink.document(parsed.value, content.length, this.lines, false, () => content);
    else sink.reject({ code: 'broken_json', message: parsed.message }, this.lines, content);
    for (const item of sink.take()) {
      const alone = item.kind === 'rejected' ? sink.rejected === 1 : parsed.ok && item.record === parsed.value;
      this.newest = later(this.newest, this.#taken.add(item, alone ? content : undefined));
    }
  }

  /** Whether the line is done with. A line that is empty so far is not. */
  lastLine(text: string, abandoned: boolean): boolean {
    const content = text.trim();
    if (content === '') return false;
    if (!abandoned && !(content.endsWith('}') && parseJson(content).ok)) return false;
    this.line(text);
    // Its line end, should it come, is then an empty rest of the same line.
    this.lines -= 1;
    return true;
  }

  tooLarge(text: string): void {
    const sink = new RecordSink(this.#path);
    const message = `a line of more than ${String(MAX_RECORD_BYTES)} bytes`;
    sink.reject({ code: 'too_large', message }, this.lines + 1, text.slice(0, 200));
    for (const item of sink.take()) this.#taken.add(item);
  }
}
