/** Reads what `ByteWriter` wrote. Every read past the end throws a RangeError: a cut record is noticed, not half believed, nor looped over. */
export class ByteReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#buffer.length;
  }

  get position(): number {
    return this.#at;
  }

  /** Moves to a position of the record. */
  seek(position: number): void {
    this.#at = position;
  }

  /** How many of something follow: each takes at least a byte, so there cannot be more than bytes are left. */
  count(): number {
    const count = this.unsigned();
    if (count > this.#buffer.length - this.#at) throw new RangeError('state record ends early');
    return count;
  }

  byte(): number {
    const value = this.#buffer[this.#at];
    if (value === undefined) throw new RangeError('state record ends early');
    this.#at += 1;
    return value;
  }

  unsigned(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value;
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  float(): number {
    const value = this.#buffer.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  text(): string {
    const length = this.unsigned();
    const start = this.#skip(length);
    return this.#buffer.toString('utf8', start, start + length);
  }

  /** A lower-case dashed UUID from its 16 bytes. */
  uuid(): string {
    const start = this.#skip(16);
    const hex = this.#buffer.toString('hex', start, start + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Moves on, and says from where. */
  #skip(length: number): number {
    const start = this.#at;
    if (length > this.#buffer.length - start) throw new RangeError('state record ends early');
    this.#at = start + length;
    return start;
  }
}
