import { EXIT } from './exit-codes.ts';
import { NotNowError, UsageError } from './usage-error.ts';

/** Says on stderr why a program ends, as something to mend or as a fault of ours. Returns the exit code. */
export function tellFailure(error: unknown, program: string): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${program}: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof NotNowError) {
    process.stderr.write(`${program}: ${error.message}\n`);
    return EXIT.fault;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${program}: unexpected fault, please report it: ${text}\n`);
  return EXIT.fault;
}
