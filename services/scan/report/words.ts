import type { Source } from '../../../events/event.ts';
import { SOURCE_NAMES } from '../input/source-file.ts';

/** A source as people type it: `google` for `google_workspace`. */
export function sourceName(source: Source): string {
  return Object.entries(SOURCE_NAMES).find(([, value]) => value === source)?.[0] ?? source;
}

/** `1 record`, `12,000 records`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${quantity(count)} ${count === 1 ? one : many}`;
}

/** `12,000` */
export function quantity(value: number): string {
  return value.toLocaleString('en-US');
}
