/** The person can mend this: the message says what is wrong and how. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
