import type { Collection, DeadLetter } from '../scan/collect.ts';
import { printable } from '../scan/report/printable.ts';
import { plural, quantity } from '../scan/report/words.ts';

/** Of each kind of dead letter this many are shown with their place; all are counted. */
const SHOWN_PER_CODE = 3;

export interface DeadLetterReporter {
  add(letter: DeadLetter): void;
  /** Says how many more there were of each kind. */
  finish(): void;
}

export function deadLetterReporter(write: (text: string) => void, hint: string): DeadLetterReporter {
  const counts = new Map<string, number>();
  return {
    add(letter) {
      const { code } = letter.reason;
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count <= SHOWN_PER_CODE) write(`${deadLetterText(letter)}\n`);
    },
    finish() {
      for (const [code, count] of counts) {
        if (count > SHOWN_PER_CODE) write(`… and ${quantity(count - SHOWN_PER_CODE)} more ${code}${hint}\n`);
      }
    },
  };
}

function deadLetterText({ origin, reason }: DeadLetter): string {
  const line = origin.line === undefined ? '' : `:${String(origin.line)}`;
  const index = origin.index === undefined ? '' : ` (record ${String(origin.index)})`;
  const field = reason.field === undefined ? '' : ` [${reason.field}]`;
  return printable(`${origin.file}${line}${index}: ${reason.code}: ${reason.message}${field}`);
}

/** For commands that only need to say that something was left out. */
export function deadLetterNote({ counts }: Collection): string | undefined {
  if (counts.rejected === 0) return undefined;
  return `${plural(counts.rejected, 'record')} became no event (mfawatch scan says which and why)`;
}
