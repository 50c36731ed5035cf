import { runCommand } from '../command-line.ts';
import { chaosCommand, playAndTell } from './chaos-command.ts';
import type { ChaosFlags } from './chaos-command.ts';
import { playFlow } from './flow.ts';

/** `npm run chaos -- --points 1000 --seed 7` */
const chaos = chaosCommand('chaos', { points: 50, records: 50_000 })
  .description('Kill the service again and again while records flow, and compare what it holds with a scan.')
  .action((flags: ChaosFlags) => playAndTell(flags, (folder) => playFlow({ ...flags, folder, onLife: tellLife })));

function tellLife(life: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\rkilled ${String(life)} times`);
}

await runCommand(chaos);
