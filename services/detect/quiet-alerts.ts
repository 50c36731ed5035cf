import type { AssertionChange } from '../../detectors/kit/engine.ts';
import type { RebuildCause } from '../records/index.ts';
import { isQuietCause } from '../records/index.ts';
import type { KeyNote } from './key-notes.ts';

/** What made an alert change: records as they come, or a rebuild. */
export type ChangeCause = 'live' | RebuildCause;

export type QuietAlerts = NonNullable<KeyNote['quiet']>;

/** Most alerts of one key that are remembered as quiet; of more the oldest would page if they ever changed. */
const MOST = 256;

export interface Hushed {
  readonly quiet: boolean;
  /** What to remember from now on; the same object where nothing changed. */
  readonly remembered: QuietAlerts;
}

/**
 * Whether a change of an alert may page. What only an import, settings or learned tables brought to light stays quiet until live records
 * change it materially (its revision rises); what has paged before stays loud, whatever touches it.
 */
export function hush(remembered: QuietAlerts, change: AssertionChange, cause: ChangeCause): Hushed {
  const { kind, alertId, assertion } = change;
  const known = remembered[alertId];
  if (kind === 'retracted') return { quiet: known !== undefined, remembered: without(remembered, alertId) };
  if (cause !== 'live' && isQuietCause(cause)) {
    if (known === undefined && kind === 'updated') return { quiet: false, remembered };
    return { quiet: true, remembered: newest({ ...remembered, [alertId]: assertion.revision }) };
  }
  if (known === undefined) return { quiet: false, remembered };
  if (kind === 'updated' && assertion.revision <= known) return { quiet: true, remembered };
  return { quiet: false, remembered: without(remembered, alertId) };
}

function without(remembered: QuietAlerts, id: string): QuietAlerts {
  if (!Object.hasOwn(remembered, id)) return remembered;
  return Object.fromEntries(Object.entries(remembered).filter(([other]) => other !== id));
}

/** Alert ids begin with the month of their anchor. */
function newest(remembered: QuietAlerts): QuietAlerts {
  const entries = Object.entries(remembered);
  if (entries.length <= MOST) return remembered;
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, MOST));
}
