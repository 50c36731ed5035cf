import type { Command } from 'commander';
import { runCommand } from '../command-line.ts';
import { serversOf, withServerFlags } from '../servers/flags.ts';
import type { ServerFlags } from '../servers/flags.ts';
import { chaosCommand, playAndTell } from './chaos-command.ts';
import type { ChaosFlags } from './chaos-command.ts';
import { ROLES } from './crew.ts';
import { playDistributed } from './distributed.ts';
import type { Disturbance } from './distributed.ts';

const NAME = 'chaos:distributed';

/** `npm run chaos:distributed -- --points 100 --seed 7` */
const chaos = withServerFlags(chaosCommand(NAME, { points: 100, records: 20_000 }))
  .description(
    'Kill processes, and let them sleep, while records flow through a real Kafka and Elasticsearch, and compare what is held with a scan.\n' +
      'npm run services, in another terminal, starts both and prints their addresses.',
  )
  .action(playWithFlags);

async function playWithFlags(flags: ChaosFlags & ServerFlags, command: Command): Promise<void> {
  const servers = serversOf(flags, NAME, command);
  const onPoint = (point: number, { member, kind }: Disturbance): void =>
    void process.stderr.write(
      `${String(point)} of ${String(flags.points)}: ${ROLES[member]?.join(' ') ?? ''} ${kind}\n`,
    );
  await playAndTell(flags, (folder) => playDistributed({ ...flags, folder, servers, onPoint }));
}

await runCommand(chaos);
