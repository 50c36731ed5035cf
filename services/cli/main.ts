import { Command, CommanderError } from 'commander';
import { describeWriteError } from '../platform/file-error.ts';
import { explainCommand } from './explain-command.ts';
import { EXIT } from './exit-codes.ts';
import { importCommand } from './import-command.ts';
import { scanCommand } from './scan-command.ts';
import { startCommand } from './start-command.ts';
import { alertsCommand } from './alerts-command.ts';
import { backupCommand, restoreCommand } from './backup-command.ts';
import { dlqCommand } from './dlq-command.ts';
import { exportCommand } from './export-command.ts';
import { incidentsCommand } from './incidents-command.ts';
import { keysCommand } from './keys-command.ts';
import { notifyCommand } from './notify-command.ts';
import { settingsCommand } from './settings-command.ts';
import { statusCommand } from './status-command.ts';
import { UsageError } from './usage-error.ts';
import { packageVersion } from './version.ts';

/** Runs one command line and sets the exit code: 0 quiet, 3 alerts, 2 bad usage or unreadable input, 1 a fault of ours. */
export async function main(argv: readonly string[]): Promise<void> {
  leaveWhenOutputFails();
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function program(): Command {
  const root = new Command('mfawatch')
    .description(
      'Watches the sign-in and MFA logs of Okta, Microsoft Entra ID and Google Workspace, and explains what is wrong.',
    )
    .version(packageVersion())
    .showHelpAfterError('(mfawatch --help shows what there is)')
    .exitOverride()
    .addCommand(scanCommand())
    .addCommand(explainCommand())
    .addCommand(startCommand())
    .addCommand(importCommand())
    .addCommand(alertsCommand())
    .addCommand(incidentsCommand())
    .addCommand(dlqCommand())
    .addCommand(settingsCommand())
    .addCommand(keysCommand())
    .addCommand(exportCommand())
    .addCommand(statusCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(notifyCommand());
  for (const command of root.commands) prepare(command, 'mfawatch');
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
  if (error instanceof UsageError) {
    process.stderr.write(`mfawatch: ${error.message}\n`);
    return EXIT.usage;
  }
  process.stderr.write(
    `mfawatch: unexpected fault, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return EXIT.fault;
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
