/** What logs contain goes to a terminal only with its control characters made visible: an event must not move the cursor. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are exactly the characters meant
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
