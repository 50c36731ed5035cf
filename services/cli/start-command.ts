import type { Command } from 'commander';
import type { Logger } from 'pino';
import { readConfig } from '../start/read-config.ts';
import type { Pipeline } from '../start/pipeline.ts';
import { openConfigured } from '../start/run.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { EXIT } from './exit-codes.ts';
import { forPeople } from './operator-error.ts';
import { untilStopped } from './stop-signals.ts';
import { packageVersion } from './version.ts';

export function startCommand(command: Command): Command {
  return command
    .requiredOption(
      '--config <FILE>',
      'the configuration: one YAML file, or a folder with mfawatch.yaml and a file a tenant',
    )
    .addHelpText('after', AFTER_HELP)
    .action(runStart);
}

const AFTER_HELP = `
Logs are JSON lines on stderr. Ctrl-C (SIGTERM) finishes what is in hand; a second one ends at once, and nothing durable is lost.

Exit code:
  0  stopped on request
  1  a stage fell over; start it again (a service manager should)
  2  wrong usage, configuration, or a data folder that is in use

Example:
  mfawatch start --config /etc/mfawatch/mfawatch.yaml`;

async function runStart({ config: path }: { config: string }): Promise<void> {
  const stopped = untilStopped();
  const { pipeline, logger } = await open(path);
  const fault = pipeline.supervisor.fault.catch((error: unknown) => error);
  const end = await Promise.race([stopped, fault]);
  if (typeof end === 'string') logger.info({ signal: end }, 'stopping');
  else logger.fatal({ err: end }, 'a stage stopped by itself: ending, to start again from what is durable');
  await pipeline.stop();
  process.exitCode = typeof end === 'string' ? EXIT.quiet : EXIT.fault;
}

async function open(path: string): Promise<{ readonly pipeline: Pipeline; readonly logger: Logger }> {
  try {
    const config = readConfig(path);
    const logger = createLogger(config.log.level);
    const pipeline = await openConfigured({ config, version: packageVersion(), command: 'mfawatch start', logger });
    await startOrStop(pipeline);
    logger.info({ url: pipeline.url, data: config.dataDir, tenants: config.tenants.length }, 'mfawatch is running');
    return { pipeline, logger };
  } catch (error) {
    throw forPeople(error);
  }
}

async function startOrStop(pipeline: Pipeline): Promise<void> {
  try {
    await pipeline.start();
  } catch (error) {
    await pipeline.stop();
    throw error;
  }
}
