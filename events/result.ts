/** Outcomes as values: a record either became something or has a typed reason why not; nothing here throws for bad data. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: DeadLetterReason };

/** Why a record could not become an event (I6). `code` is stable and counted; `message` is for a person; `field` is a JSON path. */
export interface DeadLetterReason {
  readonly code: DeadLetterCode;
  readonly message: string;
  readonly field?: string;
}

export const DEAD_LETTER_CODES = [
  'broken_json',
  'broken_csv',
  'not_an_object',
  'too_large',
  'too_deep',
  'unknown_shape',
  'wrong_provider',
  'missing_field',
  'bad_field',
  'future',
] as const;
export type DeadLetterCode = (typeof DEAD_LETTER_CODES)[number];

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function reject(code: DeadLetterCode, message: string, field?: string): Result<never> {
  return { ok: false, reason: field === undefined ? { code, message } : { code, message, field } };
}
