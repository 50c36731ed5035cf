import { Command } from 'commander';
import { createChannel, testChannel } from '../notify/index.ts';
import type { Channel } from '../notify/index.ts';
import { didYouMean } from '../platform/nearest.ts';
import { printable } from '../scan/report/printable.ts';
import { readConfig } from '../start/read-config.ts';
import { EXIT } from './exit-codes.ts';
import { forPeople } from './operator-error.ts';
import { UsageError } from './usage-error.ts';

export function notifyCommand(command: Command): Command {
  const test = new Command('test')
    .description('Send one notification marked as a test, and say what the receiver answered.')
    .argument('<CHANNEL>', 'id of a channel in the configuration')
    .requiredOption('--config <FILE>', 'the configuration, as for start')
    .addHelpText('after', AFTER_HELP)
    .action(runTest);
  return command.addCommand(test);
}

const AFTER_HELP = `
Exit code: 0 the receiver took it, 1 it did not, 2 wrong usage, configuration or secrets

Example:
  mfawatch notify test on-call --config /etc/mfawatch/mfawatch.yaml`;

async function runTest(id: string, { config }: { readonly config: string }): Promise<void> {
  const channel = channelOf(id, config);
  try {
    const answer = await testChannel(channel);
    const code = answer.code === undefined ? '' : ` (${String(answer.code)})`;
    const took = answer.outcome === 'delivered';
    const said = took ? (answer.detail ?? 'delivered') : answer.reason;
    process.stdout.write(
      `${took ? 'delivered' : 'not delivered'} to ${printable(channel.target)}${code}: ${printable(said)}\n`,
    );
    process.exitCode = took ? EXIT.quiet : EXIT.fault;
  } finally {
    channel.close();
  }
}

function channelOf(id: string, config: string): Channel {
  try {
    const { channels } = readConfig(config);
    const found = channels.find((channel) => channel.id === id);
    if (found !== undefined) return createChannel(found);
    const ids = channels.map((channel) => channel.id);
    const there = ids.length === 0 ? '; it describes none' : didYouMean(id, ids) || `; there are: ${ids.join(', ')}`;
    throw new UsageError(`${config}: there is no channel "${id}"${there}`);
  } catch (error) {
    throw forPeople(error);
  }
}
