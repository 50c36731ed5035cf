import type { RebuildCause } from './observation-record.ts';

/** What such a rebuild brings to light is old news or a change of opinion: shown, never paged. */
const QUIET: ReadonlySet<RebuildCause> = new Set<RebuildCause>(['import', 'settings', 'learned']);

export function isQuietCause(cause: RebuildCause): boolean {
  return QUIET.has(cause);
}

/** Of two reasons to rebuild a key at once the one that may page; else the first. */
export function louderCause(a: RebuildCause | undefined, b: RebuildCause): RebuildCause {
  return a === undefined || (isQuietCause(a) && !isQuietCause(b)) ? b : a;
}
