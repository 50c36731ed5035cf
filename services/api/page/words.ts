import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { timeOfIso } from '../../../events/iso-time.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** The tenant's clock with its offset; the title has UTC. */
export function timeText(iso: string, timeZone: string): Html {
  const utc = `${iso.slice(0, 19).replace('T', ' ')} UTC`;
  return html`<time datetime="${iso}" title="${utc}">${zoned(iso, timeZone)}</time>`;
}

/** Its day alone, where a clock time would be noise. */
export function dayText(iso: string, timeZone: string): Html {
  return html`<time datetime="${iso}" title="${zoned(iso, timeZone)}">${zoned(iso, timeZone).slice(0, 10)}</time>`;
}

/** `2026-11-16 14:00:00 +01:00` */
export function zoned(iso: string, timeZone: string): string {
  return format(new TZDate(timeOfIso(iso), timeZone), 'yyyy-MM-dd HH:mm:ss xxx');
}

const STEPS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** `3 h ago`, `in 20 d` */
export function ago(iso: string, now: number): string {
  const apart = Math.abs(now - timeOfIso(iso));
  const [unit, size] = STEPS.find(([, step]) => apart >= step) ?? ['min', 60_000];
  const text = apart < 60_000 ? 'a moment' : `${String(Math.floor(apart / size))} ${unit}`;
  return timeOfIso(iso) > now ? `in ${text}` : `${text} ago`;
}

/** Snake case as people write it: `sign_in` → `sign in`. */
export function plain(word: string): string {
  return word.replaceAll('_', ' ');
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + plain(word.slice(1));
}

/** `1 alert`, `12,000 alerts` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

const DISPOSITION_WORDS: Readonly<Record<string, string>> = {
  true_positive: 'True positive: it was an attack',
  benign_true_positive: 'Benign: it happened, and was meant to',
  false_positive: 'False positive: it did not happen so',
  inconclusive: 'Inconclusive',
};

export function dispositionText(disposition: string): string {
  return DISPOSITION_WORDS[disposition] ?? plain(disposition);
}
