import { Command, CommanderError } from 'commander';
import { describeWriteError } from '../platform/file-error.ts';
import { COMMANDS } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { tellFailure } from './failure.ts';
import { packageVersion } from './version.ts';

/** Runs one command line and sets the exit code: 0 quiet, 3 alerts, 2 bad usage or unreadable input, 1 a fault of ours. */
export async function main(argv: readonly string[]): Promise<void> {
  leaveWhenOutputFails();
  try {
    await (await program(argv.slice(2))).parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Of the commands, those the line names are whole; of the rest the help needs no more than the summary. */
async function program(argv: readonly string[]): Promise<Command> {
  const root = new Command('mfawatch')
    .description(
      'Watches the sign-in and MFA logs of Okta, Microsoft Entra ID and Google Workspace, and explains what is wrong.',
    )
    .version(packageVersion())
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError('(mfawatch --help shows what there is)')
    .exitOverride();
  for (const { name, summary, load } of COMMANDS) {
    const command = root.command(name).description(summary);
    if (argv.includes(name)) (await load())(command);
    prepare(command, 'mfawatch');
  }
  return root;
}

/** Wrong usage ends with a pointer to the help of the very command, and our exit code. */
function prepare(command: Command, parent: string): void {
  const name = `${parent} ${command.name()}`;
  command.exitOverride().showHelpAfterError(`(${name} --help shows the options)`);
  for (const inner of command.commands) prepare(inner, name);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.quiet : EXIT.usage;
  return tellFailure(error, 'mfawatch');
}

/** `mfawatch scan … | head` closes our output early: that is the reader's choice, not an error. A full disk is one. */
function leaveWhenOutputFails(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.quiet);
      if (stream === process.stdout)
        process.stderr.write(`mfawatch: the output could not be written: ${describeWriteError(error)}\n`);
      process.exit(EXIT.usage);
    });
  }
}
