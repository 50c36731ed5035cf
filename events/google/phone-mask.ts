import type { JsonValue } from '../event.ts';
import type { Parameters } from './parameters.ts';

const ABOUT_PHONES = /phone/i;
const DIGIT = /\d/g;
/** Shorter runs are extensions and codes; longer ones are ids. E.164 numbers have at most 15 digits. */
const NUMBER = /^\+?[\d\s().-]{7,24}$/;

/** Parameters without full phone numbers (I9): where the event or the parameter is about phones, only the last two digits stay. */
export function withoutPhones(name: string, parameters: Parameters): Parameters {
  const everything = ABOUT_PHONES.test(name);
  let masked: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(parameters)) {
    const value = parameters[key];
    if (typeof value !== 'string' || !(everything || ABOUT_PHONES.test(key)) || !NUMBER.test(value)) continue;
    masked ??= { ...parameters };
    masked[key] = maskPhone(value);
  }
  return masked ?? parameters;
}

function maskPhone(value: string): string {
  const digits = value.match(DIGIT)?.length ?? 0;
  let seen = 0;
  return value.replace(DIGIT, (digit) => (++seen > digits - 2 ? digit : '•'));
}
