import { constants } from 'node:os';

type Undo = () => unknown;

/** What has yet to be undone, in the order in which it was done. */
const open: Undo[] = [];
let leaving = false;

/** Works, and undoes whatever that wants undone however it ends: also when a person ends the program (`cleanUpWhenInterrupted`). */
export async function cleanly<T>(undo: Undo, work: () => Promise<T>): Promise<T> {
  open.push(undo);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // What went wrong first is what is told.
    await finish(undo).catch(tellLeftBehind);
    throw error;
  }
  await finish(undo);
  return result;
}

async function finish(undo: Undo): Promise<void> {
  // Whoever ends the program undoes the rest, in order: this goes no further.
  if (leaving) await new Promise(() => undefined);
  open.splice(open.indexOf(undo), 1);
  await undo();
}

function tellLeftBehind(error: unknown): void {
  process.stderr.write(`something is left behind: ${String(error)}\n`);
}

/** Ctrl-C, and `… | head`, end the program after it has cleaned up; the second Ctrl-C at once. */
export function cleanUpWhenInterrupted(): void {
  // As a shell says it of a process that a signal ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave(128 + constants.signals[signal]));
  process.stdout.on('error', () => void leave(1));
}

async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  if (open.length > 0) process.stderr.write('\ninterrupted: cleaning up\n');
  for (let undo = open.pop(); undo !== undefined; undo = open.pop())
    await Promise.resolve().then(undo).catch(tellLeftBehind);
  process.exit(exitCode);
}
