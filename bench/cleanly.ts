import { constants } from 'node:os';

type Undo = () => unknown;

/** What has yet to be undone, in the order in which it was done. */
const open: Undo[] = [];
let leaving = false;

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

/** Ctrl-C, and `… | head`, end the program after it has cleaned up; the second Ctrl-C at once. */
export function cleanUpWhenInterrupted(): void {
  // As a shell says it of a process that a signal ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave(128 + constants.signals[signal]));
  process.stdout.on('error', () => void leave(1));
}

/** What fails from then on fails because its ground is taken away: of no interest. */
export function isLeaving(): boolean {
  return leaving;
}

async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  if (open.length > 0) process.stderr.write('\ninterrupted: cleaning up\n');
  for (let undo = open.pop(); undo !== undefined; undo = open.pop()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`something is left behind: ${String(error)}\n`);
    }
  }
  process.exit(exitCode);
}
