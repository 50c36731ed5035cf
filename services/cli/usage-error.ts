/** The person can mend this: the message says what is wrong and how. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Nothing is wrong but the moment: a disk is full, a server away. Whoever looks after the process starts it again until it works. Exit code 1. */
export class NotNowError extends Error {
  override readonly name = 'NotNowError';
}
