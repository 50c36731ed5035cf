import { Command } from 'commander';
import { runCommand } from './command-line.ts';
import { detectCommand } from './detect.ts';
import { distributedCommand } from './distributed.ts';
import { pipelineCommand } from './pipeline.ts';
import { qualityCommand } from './quality.ts';

/** `npm run bench NAME`: figures side by side in one run, so that ratios hold on any machine. */
const bench = new Command('npm run bench')
  .description('Options come after two dashes: npm run bench pipeline -- throughput --events 40000')
  .usage('NAME [-- OPTION…]');
for (const command of [detectCommand(), distributedCommand(), pipelineCommand(), qualityCommand()])
  bench.addCommand(command.usage(`-- ${command.usage()}`));

await runCommand(bench);
