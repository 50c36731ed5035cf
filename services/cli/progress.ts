import type { Counts } from '../scan/collect.ts';

const REDRAW_MS = 200;

export interface ProgressLine {
  show(counts: Counts): void;
  clear(): void;
}

/** One line on a terminal that is redrawn while reading; nothing where stderr is a file or a pipe. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let drawn = false;
  let next = Date.now() + 3 * REDRAW_MS;
  return {
    show({ records, rejected }) {
      if (!stream.isTTY || Date.now() < next) return;
      next = Date.now() + REDRAW_MS;
      drawn = true;
      const bad = rejected === 0 ? '' : `, ${rejected.toLocaleString('en-US')} dead letters`;
      stream.write(`\r\u001b[Kreading … ${records.toLocaleString('en-US')} records${bad}`);
    },
    clear() {
      if (drawn) stream.write('\r\u001b[K');
      drawn = false;
    },
  };
}
