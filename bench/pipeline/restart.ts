import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { RestartReport } from './restart-process.ts';
import type { StateLoad } from './state-records.ts';

export interface Restart extends RestartReport {
  /** Of the log with the states, bytes. */
  readonly log: number;
}

/** A process that holds a million keys is killed by SIGKILL; another starts on what it left. */
export async function restart(folder: string, load: StateLoad): Promise<Restart> {
  const filling = child('fill', folder, load);
  await answerOf(filling);
  filling.kill('SIGKILL');
  await once(filling, 'exit');
  const log = statSync(join(folder, 'log.db')).size;
  const starting = child('start', folder, load);
  const report = (await answerOf(starting)) as RestartReport;
  await once(starting, 'exit');
  return { ...report, log };
}

function child(what: 'fill' | 'start', folder: string, { keys, active }: StateLoad): ChildProcess {
  return fork(new URL('./restart-process.js', import.meta.url), [what, folder, String(keys), String(active)]);
}

async function answerOf(process: ChildProcess): Promise<unknown> {
  const ended = once(process, 'exit').then(([code]) => {
    throw new Error(`a process of the benchmark ended with code ${String(code)} before it answered`);
  });
  const [answer] = (await Promise.race([once(process, 'message'), ended])) as [unknown];
  ended.catch(() => undefined);
  return answer;
}
