import { Option } from 'commander';
import type { Command } from 'commander';
import type { Servers } from './place.ts';

export interface ServerFlags {
  readonly kafka?: string;
  readonly elasticsearch?: string;
}

/** Adds the options that say where the servers are. */
export function withServerFlags(command: Command): Command {
  return command
    .addOption(new Option('--kafka <brokers>', 'host:port, comma-separated').env('TEST_KAFKA_BROKERS'))
    .addOption(new Option('--elasticsearch <url>', 'address of a node').env('TEST_ELASTICSEARCH_URL'));
}

/** Ends the program with what to type where one of the servers is not named. @param script as npm calls the command */
export function serversOf({ kafka = '', elasticsearch = '' }: ServerFlags, script: string, command: Command): Servers {
  if (kafka !== '' && elasticsearch !== '') return { brokers: kafka.split(','), elasticsearch };
  return command.showHelpAfterError(false).error(
    `There is no ${kafka === '' ? 'Kafka' : 'Elasticsearch'} to work on. In another terminal type
  npm run services
and here, with the two addresses it prints,
  TEST_KAFKA_BROKERS=… TEST_ELASTICSEARCH_URL=… npm run ${script}`,
    { exitCode: 2 },
  );
}
