import { userInfo } from 'node:os';

/** Who gave a command on this machine, for history. */
export function actor(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    // A container may run as a user without an entry.
    return 'command line';
  }
}
