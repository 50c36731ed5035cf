/** A run of digits, stars and X with the punctuation of a phone number: `+1 425-555-0123`, `+XX XXXXXXXX23`, `(0)20 7946 0958`. */
const NUMBER = /[+(]?[\dXx*][\dXx*\s().-]{5,}[\dXx*]/g;
const MASK = '••';
const MIN_DIGITS = 4;

/** Keeps at most the last two digits of every phone number in a text (I9), and leaves everything else as it is. */
export function maskPhones(value: string): string {
  if (!mayHoldNumber(value)) return value;
  return value.replace(NUMBER, (number) => (digitsIn(number) < 2 || isDate(number) ? number : masked(number)));
}

/** Most texts hold hardly a digit, X or star, and need no regular expression. */
function mayHoldNumber(value: string): boolean {
  let count = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code >= 48 && code <= 57) || code === 88 || code === 120 || code === 42) count++;
  }
  return count >= MIN_DIGITS;
}

/** A detail that is a phone number by its place (text message, voice call): at most its last two digits are kept. */
export function maskedPhone(value: string): string {
  return digitsIn(value) === 0 ? value : masked(value);
}

function masked(number: string): string {
  const digits = number.replace(/\D/g, '');
  const kept = /\d{2}\D*$/.test(number) && digits.length > 1 ? digits.slice(-2) : '';
  return `${number.startsWith('+') ? '+' : ''}${MASK}${kept}`;
}

function digitsIn(value: string): number {
  let count = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

/** Dates look like numbers and are none: `2026-11-20`. */
function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(value);
}
