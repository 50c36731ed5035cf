import { pageOf } from '../services/cli/page-of.ts';
import { hanging, paint, type Ink, type Page } from '../services/scan/report/page.ts';
import { printable } from '../services/scan/report/printable.ts';

const REDRAW_MS = 200;
/** `CRITICAL  ` */
const MARGIN = 10;

/** Calm output: what was said stays, and on a terminal one line below it tells what is going on. */
export class Terminal {
  readonly #stream: NodeJS.WriteStream;
  readonly #said = new Set<string>();
  #status = '';
  #drawn = 0;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  /** A line as it is; wrapping is the caller's. */
  line(text = ''): void {
    this.#erase();
    this.#stream.write(`${text}\n`);
    this.#draw();
  }

  /** A margin in colour, and text that wraps beside it. */
  entry(mark: string, ink: Ink, text: string): void {
    this.line(`${paint(this.page, ink, mark.padEnd(MARGIN))}${hanging(this.page, text, MARGIN)}`);
  }

  /** More about the entry above it. */
  detail(text: string): void {
    this.line(`${' '.repeat(MARGIN)}${hanging(this.page, text, MARGIN)}`);
  }

  /** What need not be read twice, said the first time. */
  detailOnce(text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.detail(text);
  }

  heading(text: string): void {
    this.line();
    this.line(paint(this.page, 'label', text));
  }

  /** What is going on; nothing where nobody watches. */
  status(text: string): void {
    if (!this.#stream.isTTY || Date.now() - this.#drawn < REDRAW_MS) return;
    this.#status = printable(text).slice(0, this.page.width - 1);
    this.#erase();
    this.#draw();
  }

  clear(): void {
    this.#erase();
    this.#status = '';
  }

  get page(): Page {
    return pageOf(this.#stream);
  }

  #erase(): void {
    if (this.#status !== '') this.#stream.write('\r\u001b[K');
  }

  #draw(): void {
    if (this.#status === '') return;
    this.#drawn = Date.now();
    this.#stream.write(paint(this.page, 'label', this.#status));
  }
}
