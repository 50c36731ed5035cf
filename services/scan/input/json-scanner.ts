import { MAX_DEPTH } from './read-item.ts';

/** What the scanner stopped at. */
export type ScanStop =
  /** Out of bytes; call again with more. */
  | 'more'
  /** A record ends just before `at`; it began at `recordStart`. */
  | 'record'
  /** At `at` stands something that cannot stand there, inside a record or a page's own fields. */
  | 'broken'
  /** At `at`, between records, stands something that is neither a record nor a list of them. */
  | 'stray';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const NEWLINE = 0x0a;

const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const AFTER_KEY = 4;
const AFTER_VALUE = 5;

const EXPECTED = [
  'a value',
  'a value or ]',
  'a key in quotes',
  'a key in quotes or }',
  ':',
  'a comma or the closing bracket',
];

/** Keys whose list of objects is what an API page or an export is about. */
export const PAGE_KEYS: ReadonlySet<string> = new Set([
  'value', // Microsoft Graph
  'items', // Google Reports API
  'activities', // Google Reports exports
  'alerts', // Google Alert Center
  'records', // Azure diagnostics (Event Hubs)
  'results', // Splunk, output_mode=json
  'logEvents', // CloudWatch Logs subscriptions
]);

const PLAIN_SCALAR = scalarBytes();
const PLAIN_TEXT = new Uint8Array(256).fill(1);
for (const byte of [QUOTE, BACKSLASH, NEWLINE]) PLAIN_TEXT[byte] = 0;
/** Far beyond any record; keeps a file of a billion brackets from filling the memory. */
const STACK_LIMIT = 1 << 24;

/**
 * Walks JSON bytes and finds where records begin and end without building anything: string- and escape-aware, resumable at any byte,
 * strict inside records (so damage is noticed where it happens) and lenient between them. Containers below `frames` are wrappers
 * (arrays, API pages); an object opened directly inside them is a record, until it shows one of PAGE_KEYS and turns out to be a page.
 */
export class JsonScanner {
  at = 0;
  recordStart = -1;
  /** Where the last string began: after damage, the next record may have begun inside it. */
  lastString = -1;
  tooDeep = false;
  depth = 0;
  /** Names the wrapper when a page or an array is entered. */
  readonly wrappers = new Set<string>();
  private frames = 0;
  private state = VALUE;
  private inString = false;
  private inScalar = false;
  private pageKey: string | undefined;
  private keyEnd = -1;
  private insideHits = false;
  private pagesAllowed = true;
  private kinds = new Uint8Array(256);

  /** Between documents, where a line may be read whole. */
  get idle(): boolean {
    return this.depth === 0;
  }

  get betweenRecords(): boolean {
    return this.depth === this.frames && (this.depth === 0 || this.kinds[this.depth - 1] === OPEN_ARRAY);
  }

  get insideList(): boolean {
    return this.frames > 0;
  }

  get expected(): string {
    return this.inString ? 'the closing quote' : (EXPECTED[this.state] ?? 'JSON');
  }

  /** The caller dropped `count` bytes from the front of its buffer. */
  shift(count: number): void {
    this.at -= count;
    this.recordStart = this.recordStart < 0 ? -1 : this.recordStart - count;
    this.lastString -= count;
    this.keyEnd -= count;
  }

  /** The caller dropped everything up to here of a record too large to keep: go on only to find its end. */
  dropRecord(): void {
    this.shift(this.at);
    this.recordStart = 0;
    this.pagesAllowed = false;
  }

  /** Gives up what is open, back to the wrapper around it, and goes on at `at` as at the start of a record. */
  resume(at: number): void {
    if (this.recordStart < 0) this.leaveBrokenPage();
    this.depth = this.frames;
    this.at = at;
    this.endRecord(VALUE);
  }

  endRecord(state: number = AFTER_VALUE): void {
    this.recordStart = -1;
    this.tooDeep = false;
    this.inString = false;
    this.inScalar = false;
    this.pageKey = undefined;
    this.insideHits = false;
    this.pagesAllowed = true;
    this.state = state;
  }

  scan(bytes: Buffer, end: number): ScanStop {
    while (this.at < end) {
      if (this.inString) {
        if (!this.skipString(bytes, end)) return this.at < end && bytes[this.at] === NEWLINE ? 'broken' : 'more';
        continue;
      }
      const byte = bytes[this.at] ?? 0;
      if (byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09) {
        this.inScalar = false;
        this.at++;
        continue;
      }
      if (this.inScalar && PLAIN_SCALAR[byte] === 1) {
        this.at++;
        continue;
      }
      this.inScalar = false;
      const stop = this.betweenRecords ? this.frameByte(byte) : this.recordByte(byte, bytes);
      if (stop !== undefined) return stop;
    }
    return 'more';
  }

  private leaveBrokenPage(): void {
    while (this.frames > 0 && this.kinds[this.frames - 1] === OPEN_OBJECT) this.frames--;
  }

  /** Between records: commas may be missing or too many, and closing brackets need only match. */
  private frameByte(byte: number): ScanStop | undefined {
    if (byte === OPEN_OBJECT) {
      this.recordStart = this.at;
      this.lastString = this.at;
      this.tooDeep = false;
      return this.open(OPEN_OBJECT, KEY_OR_END);
    }
    if (byte === OPEN_ARRAY) {
      this.wrappers.add('array');
      const stop = this.open(OPEN_ARRAY, VALUE_OR_END);
      this.frames = this.depth;
      return stop;
    }
    if (byte === CLOSE_ARRAY && this.depth > 0) {
      this.at++;
      this.depth--;
      this.frames = this.depth;
      this.state = AFTER_VALUE;
      return undefined;
    }
    // Record separators (RFC 7464) and stray NULs stand between documents of some exports.
    if (byte !== COMMA && byte !== 0x1e && byte !== 0) return 'stray';
    this.at++;
    return undefined;
  }

  private recordByte(byte: number, bytes: Buffer): ScanStop | undefined {
    switch (this.state) {
      case VALUE_OR_END:
        if (this.pageKey !== undefined && (byte === OPEN_OBJECT || byte === CLOSE_ARRAY))
          return this.enterPage(this.pageKey);
        this.pageKey = undefined;
        if (byte === CLOSE_ARRAY) return this.close(OPEN_ARRAY);
        return this.value(byte, bytes);
      case VALUE:
        return this.value(byte, bytes);
      case KEY_OR_END:
        if (byte === CLOSE_OBJECT) return this.close(OPEN_OBJECT);
        return this.key(byte);
      case KEY:
        return this.key(byte);
      case AFTER_KEY:
        if (byte !== COLON) return 'broken';
        this.at++;
        this.state = VALUE;
        return undefined;
      default:
        return this.afterValue(byte);
    }
  }

  private afterValue(byte: number): ScanStop | undefined {
    if (byte === CLOSE_OBJECT) return this.close(OPEN_OBJECT);
    if (byte === CLOSE_ARRAY) return this.close(OPEN_ARRAY);
    if (byte !== COMMA) return 'broken';
    this.at++;
    this.state = this.kinds[this.depth - 1] === OPEN_OBJECT ? KEY : VALUE;
    return undefined;
  }

  private key(byte: number): ScanStop | undefined {
    if (byte !== QUOTE) return 'broken';
    this.openString(AFTER_KEY);
    return undefined;
  }

  private value(byte: number, bytes: Buffer): ScanStop | undefined {
    if (byte === QUOTE) this.openString(AFTER_VALUE);
    else if (byte === OPEN_OBJECT) {
      if (this.atPageLevel(1)) this.insideHits = this.keyName(bytes) === 'hits';
      return this.open(OPEN_OBJECT, KEY_OR_END);
    } else if (byte === OPEN_ARRAY) {
      this.pageKey = this.pageKeyHere(bytes);
      return this.open(OPEN_ARRAY, VALUE_OR_END);
    } else if (PLAIN_SCALAR[byte] === 1) {
      this.inScalar = true;
      this.at++;
      this.state = AFTER_VALUE;
    } else return 'broken';
    return undefined;
  }

  private openString(next: number): void {
    this.lastString = this.at;
    this.at++;
    this.inString = true;
    this.state = next;
  }

  /** False when the string goes on beyond the buffer, or holds a raw line break, which no JSON string may. */
  private skipString(bytes: Buffer, end: number): boolean {
    let at = this.at;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (PLAIN_TEXT[byte] === 1) {
        at++;
        continue;
      }
      if (byte === QUOTE) {
        this.inString = false;
        this.keyEnd = at;
        this.at = at + 1;
        return true;
      }
      if (byte === NEWLINE || at + 1 >= end || bytes[at + 1] === NEWLINE) break;
      at += 2;
    }
    if (bytes[at] === BACKSLASH && at + 1 < end) at++;
    this.at = at;
    return false;
  }

  private open(kind: number, next: number): ScanStop | undefined {
    if (this.depth >= STACK_LIMIT) return 'broken';
    if (this.depth === this.kinds.length) {
      const grown = new Uint8Array(this.kinds.length * 2);
      grown.set(this.kinds);
      this.kinds = grown;
    }
    this.kinds[this.depth++] = kind;
    if (this.depth - this.frames > MAX_DEPTH) this.tooDeep = true;
    this.at++;
    this.state = next;
    return undefined;
  }

  private close(kind: number): ScanStop | undefined {
    if (this.kinds[this.depth - 1] !== kind) return 'broken';
    this.at++;
    this.depth--;
    this.state = AFTER_VALUE;
    if (this.depth < this.frames) this.frames = this.depth;
    return this.recordStart >= 0 && this.depth === this.frames ? 'record' : undefined;
  }

  /** The object being read is a page: from here its list is the wrapper and what stood before it is of no interest. */
  private enterPage(key: string): ScanStop | undefined {
    this.wrappers.add(key);
    this.frames = this.depth;
    this.endRecord(VALUE_OR_END);
    return undefined;
  }

  private atPageLevel(below: number): boolean {
    const base = this.recordStart >= 0 ? this.frames + 1 : this.frames;
    return this.depth === base + below - 1 && this.kinds[this.depth - 1] === OPEN_OBJECT;
  }

  private pageKeyHere(bytes: Buffer): string | undefined {
    if (!this.pagesAllowed) return undefined;
    if (this.atPageLevel(1)) {
      const key = this.keyName(bytes);
      return PAGE_KEYS.has(key) ? key : undefined;
    }
    return this.insideHits && this.atPageLevel(2) && this.keyName(bytes) === 'hits' ? 'hits' : undefined;
  }

  private keyName(bytes: Buffer): string {
    return bytes.toString('latin1', Math.max(this.lastString + 1, 0), Math.max(this.keyEnd, 0));
  }
}

function scalarBytes(): Uint8Array {
  const table = new Uint8Array(256);
  for (const character of '+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
    table[character.charCodeAt(0)] = 1;
  return table;
}
