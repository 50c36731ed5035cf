import type { Counts } from '../scan/collect.ts';

const REDRAW_MS = 200;

export interface ProgressLine {
  show(counts: Counts): void;
  clear(): void;
}

export interface StatusLine {
  show(text: string): void;
  clear(): void;
}

/** How far reading has got, on a line that is redrawn. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  const line = statusLine(stream);
  return {
    show({ records, rejected }) {
      const bad = rejected === 0 ? '' : `, ${rejected.toLocaleString('en-US')} dead letters`;
      line.show(`reading … ${records.toLocaleString('en-US')} records${bad}`);
    },
    clear: line.clear,
  };
}

/** One line on a terminal that is redrawn; nothing where stderr is a file or a pipe. */
export function statusLine(stream: NodeJS.WriteStream): StatusLine {
  let drawn = false;
  let next = Date.now() + 3 * REDRAW_MS;
  return {
    show(text) {
      if (!stream.isTTY || Date.now() < next) return;
      next = Date.now() + REDRAW_MS;
      drawn = true;
      stream.write(`\r\u001b[K${text}`);
    },
    clear() {
      if (drawn) stream.write('\r\u001b[K');
      drawn = false;
    },
  };
}
