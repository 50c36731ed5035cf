import { InvalidArgumentError } from 'commander';

/** Of a command line. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('a whole number is wanted.');
  return Number(text);
}
