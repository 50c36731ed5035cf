import { Argument, InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Logger } from 'pino';
import { didYouMean } from '../platform/nearest.ts';
import type { Config } from '../start/config-schema.ts';
import { readConfig } from '../start/read-config.ts';
import type { Pipeline } from '../start/pipeline.ts';
import { openConfigured } from '../start/run.ts';
import { SERVICES } from '../start/services.ts';
import type { ServiceName } from '../start/services.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { EXIT } from './exit-codes.ts';
import { forServiceManagers } from './operator-error.ts';
import { untilStopped } from './stop-signals.ts';
import { packageVersion } from './version.ts';

export function startCommand(command: Command): Command {
  return command
    .addArgument(
      new Argument('[SERVICE...]', `which of them (default: all): ${SERVICES.join(', ')}`).argParser(service),
    )
    .requiredOption(
      '--config <FILE>',
      'the configuration: one YAML file, or a folder with mfawatch.yaml and a file a tenant',
    )
    .option(
      '--listen <[HOST:]PORT>',
      "where this process answers, in place of the configuration's http: the API, or health and metrics alone",
      address,
    )
    .addHelpText('after', AFTER_HELP)
    .action(runStart);
}

const AFTER_HELP = `
With neither kafka nor elasticsearch configured all of it works in one data folder, and one process has to be all services. On servers any
number of processes share the work; a service may run in several of them.

Logs are JSON lines on stderr. Ctrl-C (SIGTERM) finishes what is in hand; a second one ends at once, and nothing durable is lost.

Exit code:
  0  stopped on request
  1  a stage fell over, the disk is full, a server is away: start it again (a service manager should)
  2  wrong usage, configuration, or a data folder that is in use

Examples:
  mfawatch start --config /etc/mfawatch/mfawatch.yaml
  mfawatch start detect correlate --listen 9187 --config /etc/mfawatch/mfawatch.yaml`;

interface Options {
  readonly config: string;
  readonly listen?: { readonly host?: string; readonly port: number };
}

function service(text: string, before: readonly ServiceName[] = []): readonly ServiceName[] {
  const name = SERVICES.find((known) => known === text);
  if (name === undefined)
    throw new InvalidArgumentError(
      `There is no service "${text}"${didYouMean(text, SERVICES)}; there are: ${SERVICES.join(', ')}.`,
    );
  return [...before, name];
}

function address(text: string): NonNullable<Options['listen']> {
  const { host, port } = /^(?:(?<host>\[[^\]]+\]|[^:]+):)?(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('Write a port (9187), or an address and a port (0.0.0.0:9187).');
  return { port: Number(port), ...(host === undefined ? {} : { host: host.replace(/^\[|\]$/g, '') }) };
}

async function runStart(services: readonly ServiceName[], options: Options): Promise<void> {
  const stopped = untilStopped();
  const { pipeline, logger } = await open(services, options);
  const fault = pipeline.supervisor.fault.catch((error: unknown) => error);
  const end = await Promise.race([stopped, fault]);
  if (typeof end === 'string') logger.info({ signal: end }, 'stopping');
  else logger.fatal({ err: end }, 'a stage stopped by itself: ending, to start again from what is durable');
  await pipeline.stop();
  process.exitCode = typeof end === 'string' ? EXIT.quiet : EXIT.fault;
}

async function open(
  services: readonly ServiceName[],
  { config: path, listen }: Options,
): Promise<{ readonly pipeline: Pipeline; readonly logger: Logger }> {
  try {
    const config = readConfig(path);
    const logger = createLogger(config.log.level);
    const pipeline = await openConfigured({
      config,
      version: packageVersion(),
      command: 'mfawatch start',
      logger,
      ...(services.length === 0 ? {} : { services }),
      ...(listen === undefined ? {} : { listen: { host: config.http.host, ...listen } }),
    });
    await startOrStop(pipeline);
    logger.info(
      {
        ...placesOf(config),
        services: services.length === 0 ? 'all' : services,
        url: pipeline.url,
        tenants: config.tenants.length,
      },
      'mfawatch is running',
    );
    if (pipeline.host === undefined && services.length > 0)
      logger.warn({ services }, 'only these services run: nobody else can work on what lies in the data folder');
    return { pipeline, logger };
  } catch (error) {
    throw forServiceManagers(error);
  }
}

/** Where log and Store are, for the log. */
function placesOf({ dataDir, kafka, elasticsearch }: Config): Readonly<Record<string, unknown>> {
  return {
    ...(kafka !== undefined && elasticsearch !== undefined ? {} : { data: dataDir }),
    ...(kafka === undefined ? {} : { kafka: kafka.brokers }),
    ...(elasticsearch === undefined ? {} : { elasticsearch: elasticsearch.node }),
  };
}

async function startOrStop(pipeline: Pipeline): Promise<void> {
  try {
    await pipeline.start();
  } catch (error) {
    await pipeline.stop();
    throw error;
  }
}
