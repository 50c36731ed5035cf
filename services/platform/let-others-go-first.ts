import { setPriority } from 'node:os';

const CALLER = 0;
/** Under load some tenth of what others get (sched(7): each step of nice is a quarter more or less). */
const NICE = 10;

/**
 * For a thread or process whose work nobody waits for in the next second: lets the rest of the machine go first, for good. On Linux a priority
 * is the calling thread's own; elsewhere it would be that of the whole process, so nothing is done.
 */
export function letOthersGoFirst(): void {
  if (process.platform === 'linux') setPriority(CALLER, NICE);
}
