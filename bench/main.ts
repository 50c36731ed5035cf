import { benchDetect } from './detect.ts';
import { benchDistributed } from './distributed.ts';
import { benchPipeline } from './pipeline.ts';
import { benchQuality } from './quality.ts';

/** `npm run bench NAME`: figures side by side in one run, so that ratios hold on any machine. */
const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  detect: benchDetect,
  distributed: benchDistributed,
  pipeline: benchPipeline,
  quality: benchQuality,
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (benchmark === undefined) {
  process.stderr.write(`usage: npm run bench NAME, where NAME is one of: ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exitCode = 2;
} else await benchmark(args);
