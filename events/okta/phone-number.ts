/** A run of at least seven digits with the marks people put between them: what may be a telephone number. */
const NUMBER = /\+?\d(?:[\s().-]{0,3}\d){6,}/g;

/** Replaces what may be a full telephone number by its last two digits (I9): `+1 415 555 0142` → `…42`. */
export function withoutPhoneNumbers(text: string): string {
  return text.replace(NUMBER, (number) => `…${number.slice(-2)}`);
}
