import { constants } from 'node:os';

type Undo = () => unknown;

/** What has yet to be undone, in the order in which it was done. */
const open: Undo[] = [];
let interrupted = false;

/** Works, and undoes whatever that wants undone however it ends: also when a person ends the program (`cleanUpWhenInterrupted`). */
export async function cleanly<T>(undo: Undo, work: () => Promise<T>): Promise<T> {
  open.push(undo);
  try {
    return await work();
  } finally {
    // Taken already where the program is being ended.
    const at = open.indexOf(undo);
    if (at >= 0) {
      open.splice(at, 1);
      await undo();
    }
  }
}

/** Ctrl-C ends the program after it has cleaned up; the second time at once. */
export function cleanUpWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(signal));
}

/** What fails from then on fails because its ground is taken away: of no interest. */
export function isInterrupted(): boolean {
  return interrupted;
}

async function leave(signal: 'SIGINT' | 'SIGTERM'): Promise<never> {
  interrupted = true;
  if (open.length > 0) process.stderr.write('\ninterrupted: cleaning up\n');
  for (let undo = open.pop(); undo !== undefined; undo = open.pop()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`something is left behind: ${String(error)}\n`);
    }
  }
  // As a shell says it of a process that a signal ended.
  process.exit(128 + constants.signals[signal]);
}
