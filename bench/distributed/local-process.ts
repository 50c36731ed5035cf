import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process has used: CPU since it began, s; resident memory now, bytes. */
export interface Usage {
  readonly cpu: number;
  readonly resident: number;
}

/** State of a listening socket in /proc/net/tcp. */
const LISTENS = '0A';
/** USER_HZ: what Linux tells programs its ticks are, on every machine. */
const TICKS_A_SECOND = 100;
const KIBIBYTE = 1_024;

/** The Java program of this machine that listens there; undefined where there is none, or none that we may look at (Linux only). */
export function javaListeningOn(port: number): number | undefined {
  try {
    const sockets = new Set(
      ['tcp', 'tcp6'].flatMap((table) => listening(readFileSync(`/proc/net/${table}`, 'utf8'), port)),
    );
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const found = processes.find((pid) => isJava(pid) && holdsOneOf(pid, sockets));
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}

/** @throws Error where it is gone */
export function usageOf(pid: number): Usage {
  // The name, which may hold spaces, is in parentheses; utime and stime are the 14th and 15th field.
  const fields = afterName(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
  return { cpu: (user + system) / TICKS_A_SECOND, resident: Number(kibibytes) * KIBIBYTE };
}

/** Inodes of the sockets that listen on the port. */
function listening(table: string, port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    return local.endsWith(suffix) && state === LISTENS ? [inode] : [];
  });
}

function isJava(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'java';
  } catch {
    // Gone in the meantime.
    return false;
  }
}

function holdsOneOf(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const [, inode = ''] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`)) ?? [];
      return sockets.has(inode);
    });
  } catch {
    // Somebody else's, and we are not root.
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function afterName(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
