import type { Command } from 'commander';
import { discardCommand, replayCommand } from './dlq-acting.ts';
import { listCommand, showCommand } from './dlq-reading.ts';

export function dlqCommand(command: Command): Command {
  return command
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand())
    .addCommand(discardCommand())
    .addHelpText('after', AFTER_HELP);
}

const AFTER_HELP = `
Exit code: 0 done, 2 wrong usage, an unknown tenant or letter, or a data folder that cannot be used

Examples:
  mfawatch dlq list
  mfawatch dlq show --tenant acme 1f0c9a…
  mfawatch dlq replay --tenant acme --all --stage normalise`;
