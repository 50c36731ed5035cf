/** What logs contain goes to a terminal only with its control, format and unpaired surrogate characters made visible: an event must not move the cursor. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}

/** The same JSON value, spelt so that printing it is safe: inside a JSON string an escape means the character itself. */
export function printableJson(value: object): string {
  return printable(JSON.stringify(value));
}

/** As JSON would: one escape for each UTF-16 unit. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
