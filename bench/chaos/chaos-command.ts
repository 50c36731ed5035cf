import { Command } from 'commander';
import { wholeNumberFrom } from '../command-line.ts';
import { inFolder } from '../folder.ts';
import { print } from '../table.ts';

export interface ChaosFlags {
  readonly points: number;
  readonly records: number;
  readonly seed: string;
  readonly keep: boolean;
}

export function chaosCommand(name: string, defaults: Pick<ChaosFlags, 'points' | 'records'>): Command {
  return new Command(`npm run ${name}`)
    .usage('[-- options]')
    .option('--points <count>', 'how often a process is disturbed', wholeNumberFrom(0), defaults.points)
    .option('--records <count>', 'about how many records flow', wholeNumberFrom(1), defaults.records)
    .option('--seed <text>', 'another seed, other records and disturbances', '1')
    .option('--keep', 'leave what was written for a look', false);
}

/** Plays in a folder and says what came of it: exit code 1 where anything was lost, doubled or wrong. */
export async function playAndTell(
  { points, seed, keep }: ChaosFlags,
  play: (folder: string) => Promise<{ readonly problems: readonly string[] }>,
): Promise<void> {
  const { problems, ...figures } = await inFolder(play, keep);
  print(JSON.stringify({ seed, points, ...figures }));
  for (const problem of problems) print(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
