import { printable } from './printable.ts';

/** What a text is printed on: how wide it is, and whether it shows colours. */
export interface Page {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
}

export type Ink = 'critical' | 'high' | 'medium' | 'low' | 'label';

const CODES: Readonly<Record<Ink, string>> = { critical: '1;31', high: '31', medium: '33', low: '36', label: '2' };

/** Colours text that is already printable, where the page shows colours. */
export function paint({ colour }: Page, ink: Ink, text: string): string {
  return colour ? `\u001b[${CODES[ink]}m${text}\u001b[0m` : text;
}

const INDENT = '  ';
const LABEL_WIDTH = 10;
const HANGING = INDENT.length + LABEL_WIDTH;

/** A label and its text, wrapped at spaces with continuation lines under the text. */
export function labelled(page: Page, label: string, text: string): string {
  const lines = wrap(printable(text), page.width - HANGING);
  return lines.map((line, index) => `${margin(page, index === 0 ? label : '')}${line}`).join('\n');
}

/** A label and lines that must stay as they are: what people copy and paste. */
export function verbatim(page: Page, label: string, lines: readonly string[]): string {
  return lines.map((line, index) => `${margin(page, index === 0 ? label : '')}${printable(line)}`).join('\n');
}

/** One paragraph, its continuation lines indented. */
export function hanging(page: Page, text: string, indent: number): string {
  return wrap(printable(text), page.width - indent).join(`\n${' '.repeat(indent)}`);
}

function margin(page: Page, label: string): string {
  return `${INDENT}${label === '' ? ' '.repeat(LABEL_WIDTH) : paint(page, 'label', label.padEnd(LABEL_WIDTH))}`;
}

const NARROWEST = 30;

/** Words longer than the width stand on a line of their own, whole: a cut address cannot be searched for. */
function wrap(text: string, width: number): string[] {
  const limit = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
