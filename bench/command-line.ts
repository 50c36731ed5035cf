import { Argument, CommanderError, InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { cleanUpWhenInterrupted } from './cleanly.ts';

const EXIT = { fault: 1, usage: 2 } as const;
const MOST_DIGITS = 7;

/** Plays the command line of a benchmark: exit code 2 and one screen of usage where it is wrong; nothing left behind where it is interrupted. */
export async function runCommand(command: Command): Promise<void> {
  for (const one of [command, ...command.commands]) one.exitOverride().showHelpAfterError();
  cleanUpWhenInterrupted();
  try {
    await command.parseAsync();
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** @returns the exit code */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  process.stderr.write(`${isOurs(error) ? error.message : describe(error)}\n`);
  return EXIT.fault;
}

/** Says by itself what a person can do about it. */
function isOurs(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('MFAW_');
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Which parts of a benchmark are wanted; all where none is named. */
export function partsArgument(parts: readonly string[]): Argument {
  return new Argument('[part...]', 'what is measured').choices(parts).default(parts, 'all of them');
}

/** Of an option: a whole number from `least` on. */
export function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && text.length <= MOST_DIGITS && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from ${String(least)} to ${'9'.repeat(MOST_DIGITS)}.`);
  };
}

/** Of an option: a part of the whole, 0 to 1. */
export function share(text: string): number {
  if (/^(?:0?\.\d+|0|1)$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a number from 0 to 1, e.g. 0.05.');
}
