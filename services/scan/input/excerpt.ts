const EXCERPT_LENGTH = 120;
/** Two bytes of UTF-16 and four of UTF-8 a character are enough to fill an excerpt. */
const EXCERPT_BYTES = EXCERPT_LENGTH * 4;

/** The beginning of rejected bytes on one printable line. */
export function excerptOf(bytes: Buffer): string {
  return printable(bytes.toString('utf8', 0, EXCERPT_BYTES), bytes.length > EXCERPT_BYTES);
}

export function excerptOfText(text: string): string {
  return printable(text.slice(0, EXCERPT_BYTES), text.length > EXCERPT_BYTES);
}

function printable(text: string, cut: boolean): string {
  // \p{C} takes in control, format (bidirectional overrides) and unpaired surrogate characters: nothing that moves a terminal's cursor.
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  return line.length > EXCERPT_LENGTH || cut ? `${line.slice(0, EXCERPT_LENGTH)}…` : line;
}
