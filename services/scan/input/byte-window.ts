const NEWLINE = 0x0a;

/** The part of a stream that is still of interest: bytes are appended behind and dropped in front, lines are counted as they pass. */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  end = 0;
  private line = 1;
  private lineStart = 0;
  private counted = 0;

  append(chunk: Buffer): void {
    if (this.end === 0) {
      this.bytes = chunk;
      this.end = chunk.length;
      return;
    }
    if (this.end + chunk.length > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + chunk.length));
      this.bytes.copy(grown, 0, 0, this.end);
      this.bytes = grown;
    }
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.lineAt(count);
    // The rest is copied, never moved within a caller's chunk: a chunk is only borrowed.
    this.bytes = Buffer.from(this.bytes.subarray(count, this.end));
    this.end -= count;
    this.counted -= count;
    this.lineStart -= count;
  }

  /** Line, from 1, of the byte at `index`. Asked for in ascending order. */
  lineAt(index: number): number {
    if (index <= this.counted) return this.line;
    // Searching a view ends at `index`; searching the buffer would run to its end in a file without line breaks.
    const passed = this.bytes.subarray(this.counted, index);
    for (let at = passed.indexOf(NEWLINE); at >= 0; at = passed.indexOf(NEWLINE, at + 1)) {
      this.line++;
      this.lineStart = this.counted + at + 1;
    }
    this.counted = index;
    return this.line;
  }

  /** Column in bytes, from 1, of the byte at `index`, which lies on the line last asked for. */
  columnAt(index: number): number {
    return index - this.lineStart + 1;
  }

  /** The white space a line begins with, if nothing but that stands between the line's beginning and `index`. */
  indentAt(index: number): string | undefined {
    let start = index;
    while (start > 0 && (this.bytes[start - 1] === 0x20 || this.bytes[start - 1] === 0x09)) start--;
    const atLineStart = start === 0 ? this.lineStart === 0 : this.bytes[start - 1] === NEWLINE;
    return atLineStart ? this.bytes.toString('latin1', start, index) : undefined;
  }
}
