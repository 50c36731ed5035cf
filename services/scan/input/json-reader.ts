import type { JsonObject, JsonValue } from '../../../events/event.ts';
import type { DeadLetterReason } from '../../../events/result.ts';
import { ByteWindow } from './byte-window.ts';
import { excerptOf } from './excerpt.ts';
import {
  CLOSE_OBJECT,
  MAX_INDENT,
  NEWLINE,
  OPEN_OBJECT,
  beforeIndent,
  countLines,
  endsStray,
  isSpace,
} from './json-bytes.ts';
import { JsonScanner } from './json-scanner.ts';
import { parseJson } from './parse-json.ts';
import { MAX_RECORD_BYTES } from './read-item.ts';
import { TOO_DEEP } from './record-sink.ts';
import type { RecordSink } from './record-sink.ts';
import { compactStart, lineStart, resembles } from './recovery.ts';

/** Longer lines are pages more often than records: they are taken apart as they come. */
const WHOLE_LINE_BYTES = 256 * 1024;
/** Kept when bytes are thrown away while looking for the next record, so that its beginning is not cut in two. */
const SEEK_TAIL_BYTES = 1024;
/** Work spent on reading bytes again after damage: at most this often what was read, plus a fixed start. Beyond it, buffers are given up. */
const RESCAN_RATIO = 4;
const RESCAN_START = 8 * MAX_RECORD_BYTES;

/** Damage found: reported once the next good record shows where it ends. */
interface Damage {
  readonly reason: DeadLetterReason;
  readonly line: number;
  readonly excerpt: string;
  /** Indentation of the damaged record, if it began a line: its neighbours then begin theirs alike. */
  readonly indent: string | undefined;
  /** No record begins before this index of the window. */
  from: number;
}

/**
 * Records from JSON in any arrangement: one a line, one page a line, arrays, pages, pretty-printed or not, several in a row. Lines
 * that parse whole take a short way; everything else is cut at record boundaries, so a damaged record costs only itself. Bytes come
 * in by `push`, in pieces of any size; what is found goes to the sink.
 */
export class JsonReader {
  private readonly sink: RecordSink;
  private readonly window = new ByteWindow();
  private readonly scanner = new JsonScanner();
  private readonly note = (wrapper: string): void => void this.sink.wrappers.add(wrapper);
  private damage: Damage | undefined;
  /** After damage in running text: the next record counts only if it looks like the last good one. */
  private unsure = false;
  private reference: JsonObject | undefined;
  private oversized: { readonly line: number; readonly excerpt: string; dropped: number } | undefined;
  private received = 0;
  private rescanned = 0;
  private lineTriedUpTo = -1;

  constructor(sink: RecordSink) {
    this.sink = sink;
  }

  push(chunk: Buffer): void {
    this.received += chunk.length;
    this.window.append(chunk);
    this.drain(false);
    this.compact();
  }

  end(): void {
    this.drain(true);
    while (this.failAtEnd()) this.drain(true);
    this.flushDamage();
    this.scanner.wrappers.forEach(this.note);
  }

  private drain(final: boolean): void {
    for (;;) {
      if (this.damage !== undefined && !this.unsure && !this.seek(final)) return;
      if (this.scanner.idle && !this.unsure) {
        const line = this.wholeLine(final);
        if (line === 'more') return;
        if (line === 'read') continue;
      }
      const stop = this.scanner.scan(this.window.bytes, this.window.end);
      if (stop === 'more') {
        if (this.tooLarge()) continue;
        return;
      }
      if (stop === 'record') this.finishRecord();
      else if (stop === 'broken') this.fail(this.expectation());
      else if (!this.skipStray(final)) return;
    }
  }

  /** A line that begins between documents and parses whole needs no scanning. */
  private wholeLine(final: boolean): 'read' | 'more' | 'scan' {
    const { window, scanner } = this;
    const { bytes, end } = window;
    let at = scanner.at;
    while (at < end && isSpace(bytes[at])) at++;
    scanner.at = at;
    if (at >= end) return 'more';
    if (bytes[at] !== OPEN_OBJECT || at <= this.lineTriedUpTo) return 'scan';
    let stop = bytes.indexOf(NEWLINE, at);
    if (stop < 0 || stop >= end) {
      if (!final && end - at < WHOLE_LINE_BYTES) return 'more';
      if (!final) this.lineTriedUpTo = end - 1;
      if (!final) return 'scan';
      stop = end;
    }
    let last = stop - 1;
    while (isSpace(bytes[last])) last--;
    this.lineTriedUpTo = last;
    if (bytes[last] !== CLOSE_OBJECT || last + 1 - at > MAX_RECORD_BYTES) return 'scan';
    return this.readLine(at, last + 1) ? 'read' : 'scan';
  }

  private readLine(from: number, to: number): boolean {
    const { bytes } = this.window;
    let value: JsonValue;
    try {
      value = JSON.parse(bytes.toString('utf8', from, to)) as JsonValue;
    } catch {
      return false;
    }
    this.sink.document(value, to - from, this.window.lineAt(from), false, () => excerptOf(bytes.subarray(from, to)));
    this.reference = value as JsonObject;
    this.scanner.at = to;
    return true;
  }

  private finishRecord(): void {
    const { scanner, window } = this;
    const from = scanner.recordStart;
    const to = scanner.at;
    if (this.oversized !== undefined || to - from > MAX_RECORD_BYTES) {
      this.rejectOversized(to - from);
      return;
    }
    const slice = window.bytes.subarray(from, to);
    const parsed = scanner.tooDeep ? undefined : parseJson(slice.toString('utf8'));
    if (this.unsure && !(parsed?.ok === true && resembles(parsed.value, this.reference))) {
      this.keepLooking(from + 1);
      return;
    }
    this.flushDamage();
    const line = window.lineAt(from);
    const inList = scanner.insideList;
    scanner.endRecord();
    if (parsed === undefined) this.sink.reject(TOO_DEEP, line, excerptOf(slice), inList);
    else if (!parsed.ok)
      this.sink.reject({ code: 'broken_json', message: parsed.message }, line, excerptOf(slice), inList);
    else this.take(parsed.value, slice, line, inList);
  }

  private take(value: JsonValue, slice: Buffer, line: number, inList: boolean): void {
    this.sink.document(value, slice.length, line, inList, () => excerptOf(slice));
    this.reference = value as JsonObject;
  }

  /** A record that outgrew the limit: its bytes go, its end is still looked for. True when something changed. */
  private tooLarge(): boolean {
    const { scanner, window } = this;
    const from = scanner.recordStart;
    if (from < 0 || this.window.end - from <= MAX_RECORD_BYTES) return false;
    if (this.unsure) {
      this.keepLooking(from + 1);
      return true;
    }
    if (this.oversized === undefined) {
      const indent = window.indentAt(from);
      if (indent !== undefined && lineStart(window.bytes, from + 1, window.end, indent) >= 0) {
        this.fail('the record does not end before the next one begins');
        return true;
      }
      this.flushDamage();
      const excerpt = excerptOf(window.bytes.subarray(from, from + SEEK_TAIL_BYTES));
      this.oversized = { line: window.lineAt(from), excerpt, dropped: 0 };
    }
    this.oversized.dropped += scanner.at - from;
    window.drop(scanner.at);
    scanner.dropRecord();
    this.lineTriedUpTo = -1;
    return false;
  }

  private rejectOversized(bytes: number): void {
    const { scanner, window, oversized } = this;
    const from = scanner.recordStart;
    const size = bytes + (oversized?.dropped ?? 0);
    this.flushDamage();
    const reason: DeadLetterReason = {
      code: 'too_large',
      message: `a record of ${(size / 1024 / 1024).toFixed(1)} MB: more than the ${String(MAX_RECORD_BYTES / 1024 / 1024)} MB that are read`,
    };
    const line = oversized?.line ?? window.lineAt(from);
    const excerpt = oversized?.excerpt ?? excerptOf(window.bytes.subarray(from, from + SEEK_TAIL_BYTES));
    this.sink.reject(reason, line, excerpt, scanner.insideList);
    this.oversized = undefined;
    scanner.endRecord();
  }

  private expectation(): string {
    const { scanner, window } = this;
    const byte = window.bytes[scanner.at] ?? NEWLINE;
    const found =
      byte === NEWLINE
        ? 'a line break'
        : byte > 0x20 && byte < 0x7f
          ? String.fromCharCode(byte)
          : 'a special character';
    return `expected ${scanner.expected} and found ${found}`;
  }

  /** Notes the damage and starts looking for the next record. */
  private fail(what: string): void {
    const { scanner, window } = this;
    const from = scanner.recordStart < 0 ? scanner.at : scanner.recordStart;
    if (this.unsure) {
      this.keepLooking(from + 1);
      return;
    }
    if (this.oversized !== undefined) this.rejectOversized(scanner.at - from);
    else {
      const line = window.lineAt(from);
      const indent = scanner.recordStart < 0 ? undefined : window.indentAt(from);
      const excerpt = excerptOf(window.bytes.subarray(from, scanner.at));
      const message = `${what} at ${this.place(line, from)}`;
      // Nothing tells a record inside from one nested in it before a good record was seen: start where the damage shows.
      const search =
        this.reference !== undefined || indent !== undefined ? from + 1 : Math.max(scanner.lastString, from + 1);
      this.damage = {
        reason: { code: 'broken_json', message },
        line,
        excerpt,
        indent,
        from: scanner.recordStart < 0 ? from : search,
      };
      if (this.exhausted) this.damage.from = window.end;
    }
  }

  /** The scanner's place in words; `line` is the line of the byte at `from`. */
  private place(line: number, from: number): string {
    const { scanner, window } = this;
    const lines = countLines(window.bytes, from, scanner.at);
    const column =
      lines === 0 ? window.columnAt(scanner.at) : scanner.at - window.bytes.lastIndexOf(NEWLINE, scanner.at - 1);
    return `line ${String(line + lines)}, column ${String(column)}`;
  }

  private keepLooking(from: number): void {
    this.unsure = false;
    this.rescanned += Math.max(0, this.scanner.at - from);
    if (this.damage === undefined) return;
    this.damage.from = this.exhausted ? this.window.end : from;
  }

  private get exhausted(): boolean {
    return this.rescanned > RESCAN_START + RESCAN_RATIO * this.received;
  }

  /** Finds where the next record may begin. False when it has to wait for more bytes. */
  private seek(final: boolean): boolean {
    const { damage, scanner, window } = this;
    if (damage === undefined) return true;
    const byLine = lineStart(window.bytes, damage.from, window.end, damage.indent ?? '');
    const compact = damage.indent === undefined || this.reference !== undefined;
    const inText = compact ? compactStart(window.bytes, damage.from, window.end, this.firstKey(damage)) : -1;
    const found = byLine < 0 || (inText >= 0 && inText < byLine) ? inText : byLine;
    if (found < 0) {
      damage.from = Math.max(damage.from, window.end - SEEK_TAIL_BYTES);
      scanner.resume(final ? window.end : Math.max(damage.from, 0));
      return false;
    }
    this.rescanned += Math.max(0, scanner.at - found);
    scanner.resume(found);
    this.lineTriedUpTo = -1;
    if (found === byLine) this.flushDamage();
    else this.unsure = true;
    return true;
  }

  private firstKey(damage: Damage): string | undefined {
    if (this.reference !== undefined) {
      for (const key in this.reference) return key;
    }
    return /^\{\s*"([^"\\]{1,64})"/.exec(damage.excerpt)?.[1];
  }

  private flushDamage(): void {
    const { damage } = this;
    if (damage !== undefined) this.sink.reject(damage.reason, damage.line, damage.excerpt, this.scanner.insideList);
    this.damage = undefined;
    this.unsure = false;
  }

  /** Text between records: up to the next record, comma or line end. False when it has to wait for more bytes. */
  private skipStray(final: boolean): boolean {
    const { scanner, window } = this;
    const from = scanner.at;
    let to = from + 1;
    while (to < window.end && !endsStray(window.bytes[to], scanner.insideList)) to++;
    if (to === window.end && !final && to - from < WHOLE_LINE_BYTES) return false;
    const stray = window.bytes.subarray(from, to);
    scanner.at = to;
    const parsed = parseJson(stray.toString('utf8').trim());
    const reason: DeadLetterReason = parsed.ok
      ? { code: 'not_an_object', message: 'expected a record ({…}) and found a single value' }
      : { code: 'broken_json', message: `expected a record ({…}) and found text that is not JSON` };
    this.sink.reject(reason, window.lineAt(from), excerptOf(stray), scanner.insideList);
    return true;
  }

  /** Whatever is still open when the bytes end was cut off; a record may yet hide in it. True if the search goes on. */
  private failAtEnd(): boolean {
    const { scanner, window } = this;
    if (this.damage !== undefined && !this.unsure) return false;
    if (this.oversized !== undefined) {
      this.rejectOversized(window.end - Math.max(scanner.recordStart, 0));
      return false;
    }
    if (scanner.recordStart < 0 && scanner.depth === 0) return false;
    const inRecord = scanner.recordStart >= 0;
    if (!inRecord) scanner.lastString = window.end;
    this.fail(inRecord ? 'the data ends inside this record,' : 'the data ends before the list of records does,');
    return this.damage !== undefined;
  }

  /** Forgets what has been read, keeping what an open record or a page's key still needs. */
  private compact(): void {
    const { scanner, window } = this;
    let keep = scanner.recordStart >= 0 ? beforeIndent(window.bytes, scanner.recordStart) : scanner.at;
    if (this.damage !== undefined) keep = Math.min(keep, Math.max(this.damage.from - MAX_INDENT, 0));
    else if (scanner.recordStart < 0 && scanner.at - scanner.lastString < SEEK_TAIL_BYTES)
      keep = Math.min(keep, Math.max(scanner.lastString, 0));
    if (keep <= 0) return;
    window.drop(keep);
    scanner.shift(keep);
    this.lineTriedUpTo -= keep;
    if (this.damage !== undefined) this.damage.from -= keep;
  }
}
