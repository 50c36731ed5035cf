const CONTROLS = /[\p{Cc}\p{Cs}]+/gu;

/**
 * Whether a text may hold control characters, or halves of characters: UTF-8 cannot hold these, so an id with one would change on its way
 * through a file. A loop: this runs for every field of every record, and a regular expression costs several times as much. It says yes to
 * any surrogate; `controlsAsSpaces` leaves whole characters as they are.
 */
export function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || (code > 126 && code < 160) || (code >= 0xd800 && code <= 0xdfff)) return true;
  }
  return false;
}

/** The text with each run of control characters and lone surrogates as one space. */
export function controlsAsSpaces(text: string): string {
  return text.replace(CONTROLS, ' ');
}
