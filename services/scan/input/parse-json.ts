import type { JsonValue } from '../../../events/event.ts';

export type Parsed =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string };

/** JSON.parse that answers instead of throwing, and forgives raw control characters inside strings (logs have them). */
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const escaped = escapeControls(text);
    return escaped === text
      ? { ok: false, message: error instanceof SyntaxError ? error.message : String(error) }
      : parseJson(escaped);
  }
}

function escapeControls(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, (string) =>
    // eslint-disable-next-line no-control-regex -- these are the characters JSON forbids in strings
    string.replace(/[\u0000-\u001f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
