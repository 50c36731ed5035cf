/** A growing byte buffer with the few primitives the state codec needs. Integers are LEB128 varints; signed ones zigzag. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Starts over, keeping the buffer. */
  reset(): void {
    this.#length = 0;
  }

  /** Leaves bytes free, to be written to the finished copy. */
  skip(bytes: number): void {
    this.#reserve(bytes);
    this.#length += bytes;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** A safe integer >= 0. */
  unsigned(value: number): void {
    this.#reserve(8);
    const buffer = this.#buffer;
    let at = this.#length;
    let rest = value;
    while (rest >= 0x80) {
      buffer[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[at++] = rest;
    this.#length = at;
  }

  /** A safe integer of half the range either way: zigzag needs one bit. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  float(value: number): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeDoubleLE(value, this.#length);
  }

  text(value: string): void {
    if (value.length < SHORT && this.#shortAscii(value)) return;
    const bytes = Buffer.byteLength(value);
    this.unsigned(bytes);
    this.#reserve(bytes);
    this.#length += this.#buffer.write(value, this.#length, bytes, 'utf8');
  }

  /** A lower-case dashed UUID, as its 16 bytes. */
  uuid(text: string): void {
    this.#reserve(16);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let index = 0; index < 36; index += 2) {
      if (index === 8 || index === 13 || index === 18 || index === 23) index += 1;
      buffer[at++] = (nibble(text.charCodeAt(index)) << 4) | nibble(text.charCodeAt(index + 1));
    }
    this.#length = at;
  }

  /** The bytes of another buffer from one position up to another. */
  copy(source: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    this.#reserve(to - from);
    // Not `subarray`, which makes a Buffer of a Buffer: several times as dear.
    this.#buffer.set(new Uint8Array(source.buffer, source.byteOffset + from, to - from), this.#length);
    this.#length += to - from;
  }

  /** The bytes of another writer. */
  copyFrom(other: ByteWriter, from: number, to: number): void {
    this.copy(other.#buffer, from, to);
  }

  /** A copy of exactly what was written. */
  finish(): Uint8Array {
    // Not a Buffer, whose `slice` would share its bytes.
    return new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset, this.#length).slice();
  }

  /** Writes the text where it is plain ASCII, in which a byte is a character; else nothing. */
  #shortAscii(value: string): boolean {
    const { length } = value;
    this.#reserve(length + 1);
    const buffer = this.#buffer;
    const start = this.#length + 1;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) return false;
      buffer[start + index] = code;
    }
    buffer[start - 1] = length;
    this.#length = start + length;
    return true;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** Texts whose length is one byte; up to here a loop beats the call into the runtime. */
const SHORT = 0x80;

function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
