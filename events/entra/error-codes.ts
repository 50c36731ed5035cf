/** What a sign-in error code means for the row. */
export interface CodeMeaning {
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** The first factor was right, and the second stopped the sign-in. */
  readonly stoppedAtMfa?: true;
  /** The first factor was right, and policy stopped the sign-in. */
  readonly blockedByPolicy?: true;
  readonly badCredentials?: true;
  /** A later copy of the record may yet bring the outcome of the second factor. */
  readonly pending?: true;
}

const FAILURE: CodeMeaning = { outcome: 'failure' };
const INTERRUPT: CodeMeaning = { outcome: 'unknown' };
const BAD_CREDENTIALS: CodeMeaning = { outcome: 'failure', badCredentials: true };
const STOPPED_AT_MFA: CodeMeaning = { outcome: 'failure', stoppedAtMfa: true };
/** The page that asks for the second factor (portal: "Interrupted"): the answer comes later, in this record or in the next of its flow. */
const ASKED_FOR_MFA: CodeMeaning = { outcome: 'unknown', stoppedAtMfa: true, pending: true };
/** Conditional Access is evaluated only after the first factor (https://learn.microsoft.com/entra/identity/conditional-access/overview). */
const BLOCKED_BY_POLICY: CodeMeaning = { outcome: 'failure', blockedByPolicy: true };

/**
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes (which warns that codes may change) and the portal's
 * three states: an "Interrupted" row is neither success nor failure. 50140 alone counts as success: every factor has been proven when
 * "Stay signed in?" is asked, and that row is sometimes the only one. A code that is not listed is a failure.
 */
export const ERROR_CODES: ReadonlyMap<number, CodeMeaning> = new Map<number, CodeMeaning>([
  [0, { outcome: 'success' }],
  [50140, { outcome: 'success' }],
  // Interrupts on the way: device authentication, no session yet, "is this app yours?", internal retry, registration, pending consent or code.
  [50097, INTERRUPT],
  [50058, INTERRUPT],
  [50199, INTERRUPT],
  [90025, INTERRUPT],
  [50125, INTERRUPT],
  [50127, INTERRUPT],
  [50129, INTERRUPT],
  [50187, INTERRUPT],
  [51006, INTERRUPT],
  [52004, INTERRUPT],
  [65001, INTERRUPT],
  [70016, INTERRUPT],
  [81010, INTERRUPT],
  [81012, INTERRUPT],
  [81014, INTERRUPT],
  // The second factor: required, to be registered, expired.
  [50072, ASKED_FOR_MFA],
  [50074, ASKED_FOR_MFA],
  [50076, ASKED_FOR_MFA],
  [50078, ASKED_FOR_MFA],
  [50079, ASKED_FOR_MFA],
  [50158, ASKED_FOR_MFA],
  // The second factor: failed, not possible.
  [500121, STOPPED_AT_MFA],
  [50087, STOPPED_AT_MFA],
  [50088, STOPPED_AT_MFA],
  [50161, STOPPED_AT_MFA],
  [50170, STOPPED_AT_MFA],
  [50177, STOPPED_AT_MFA],
  [50178, STOPPED_AT_MFA],
  [53004, STOPPED_AT_MFA],
  [53010, STOPPED_AT_MFA],
  // Policy.
  [50005, BLOCKED_BY_POLICY],
  [50131, BLOCKED_BY_POLICY],
  [50155, BLOCKED_BY_POLICY],
  [53000, BLOCKED_BY_POLICY],
  [53001, BLOCKED_BY_POLICY],
  [53002, BLOCKED_BY_POLICY],
  [53003, BLOCKED_BY_POLICY],
  [53011, BLOCKED_BY_POLICY],
  [530032, BLOCKED_BY_POLICY],
  [530034, BLOCKED_BY_POLICY],
  [530035, BLOCKED_BY_POLICY],
  // Credentials: wrong, empty, unknown user, locked or from a malicious address.
  [50034, BAD_CREDENTIALS],
  [50053, BAD_CREDENTIALS],
  [50056, BAD_CREDENTIALS],
  [50064, BAD_CREDENTIALS],
  [50126, BAD_CREDENTIALS],
]);

export function meaningOf(code: number | undefined): CodeMeaning {
  if (code === undefined) return INTERRUPT;
  return ERROR_CODES.get(code) ?? FAILURE;
}
