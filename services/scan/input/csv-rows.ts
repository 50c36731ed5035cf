import { ByteWindow } from './byte-window.ts';
import { MAX_RECORD_BYTES } from './read-item.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
/** A quoted cell rarely spans more than a few lines; a quote that was never closed would swallow the rest of the file. */
const MAX_ROW_LINES = 2_000;

export interface RowSlice {
  readonly text: string;
  readonly bytes: number;
  readonly line: number;
  /** Set when the row cannot be one. */
  readonly broken?: 'too_large' | 'unclosed_quote';
}

/** Cuts CSV bytes into rows: a line break inside quotes belongs to its cell. An unclosed quote costs its own line only. */
export class CsvRows {
  private readonly window = new ByteWindow();
  private start = 0;
  private at = 0;
  private quoted = false;
  private lines = 0;
  /** End of the row's first line: where to go on when its quotes prove to be unclosed. */
  private firstLineEnd = -1;
  private skipped = 0;

  push(chunk: Buffer): RowSlice[] {
    this.window.append(chunk);
    const rows = this.cut(false);
    this.compact();
    return rows;
  }

  end(): RowSlice[] {
    const rows = this.cut(true);
    while (this.start < this.window.end) rows.push(...this.finish(), ...this.cut(true));
    return rows;
  }

  private cut(final: boolean): RowSlice[] {
    const rows: RowSlice[] = [];
    const { bytes, end } = this.window;
    while (this.at < end) {
      const newline = bytes.indexOf(NEWLINE, this.at);
      if (newline < 0 || newline >= end) break;
      rows.push(...this.line(newline));
    }
    if (!final && end - this.start > MAX_RECORD_BYTES) rows.push(...this.giveUp());
    return rows;
  }

  private line(newline: number): RowSlice[] {
    this.quoted = this.quoted !== hasOddQuotes(this.window.bytes, this.at, newline);
    this.at = newline + 1;
    this.lines++;
    if (this.firstLineEnd < 0) this.firstLineEnd = newline + 1;
    if (!this.quoted) return [this.take(newline + 1, undefined)];
    return this.lines > MAX_ROW_LINES ? this.giveUp() : [];
  }

  private take(to: number, broken: RowSlice['broken']): RowSlice {
    const line = this.window.lineAt(this.start);
    const bytes = to - this.start + this.skipped;
    const text = this.window.bytes.toString(
      'utf8',
      this.start,
      broken === undefined ? to : Math.min(to, this.start + 1024),
    );
    this.start = to;
    this.at = to;
    this.quoted = false;
    this.lines = 0;
    this.firstLineEnd = -1;
    const tooLarge = this.skipped > 0 || bytes > MAX_RECORD_BYTES;
    this.skipped = 0;
    if (tooLarge) return { text: text.slice(0, 1024), bytes, line, broken: 'too_large' };
    return broken === undefined ? { text, bytes, line } : { text, bytes, line, broken };
  }

  private giveUp(): RowSlice[] {
    if (this.firstLineEnd >= 0) return [this.take(this.firstLineEnd, 'unclosed_quote')];
    // One endless line: forget it as it comes.
    this.skipped += this.window.end - this.start;
    this.start = this.window.end;
    this.at = this.window.end;
    return [];
  }

  /** The last row, without a line break behind it. */
  private finish(): RowSlice[] {
    const { window } = this;
    const odd = this.quoted !== hasOddQuotes(window.bytes, this.at, window.end);
    if (!odd) return [this.take(window.end, undefined)];
    return [this.take(this.firstLineEnd >= 0 ? this.firstLineEnd : window.end, 'unclosed_quote')];
  }

  private compact(): void {
    if (this.start === 0) return;
    this.window.drop(this.start);
    this.at -= this.start;
    if (this.firstLineEnd >= 0) this.firstLineEnd -= this.start;
    this.start = 0;
  }
}

function hasOddQuotes(bytes: Buffer, from: number, to: number): boolean {
  const line = bytes.subarray(from, to);
  let odd = false;
  for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) odd = !odd;
  return odd;
}
