import type { JsonObject } from '../../events/event.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import { openScanWorld } from '../../services/cli/scan-world.ts';
import { scan } from '../../services/scan/scan.ts';
import type { RawRecord } from '../../simulator/organisation/record.ts';
import { ACME } from './held.ts';

/** What must be there in the end, found out without the pipeline. */
export interface Truth {
  /** Rank of the copy that counts, by `source:id`. */
  readonly events: ReadonlyMap<string, number>;
  /** Final active alerts of `scan` on the same files, by id. */
  readonly alerts: ReadonlyMap<string, Alert>;
}

/** @param logs what was fed, duplicates, late records and revisions included */
export async function truthOf(logs: string, settings: string, records: readonly RawRecord[]): Promise<Truth> {
  const world = await openScanWorld(settings);
  const fetchedAt = Date.now();
  const events = new Map<string, number>();
  for (const { raw, source } of records) {
    const provider = world.providers.find(({ source: name }) => name.startsWith(source));
    const normalised = provider?.normalise(raw as JsonObject, { tenant: ACME, fetchedAt, locate: world.locate });
    if (normalised?.ok !== true) continue;
    for (const { event, mfa } of normalised.value) {
      const id = `${event.module}:${event.id}`;
      events.set(id, Math.max(mfa.rank, events.get(id) ?? 0));
    }
  }
  const { replay } = await scan({ ...world, tenant: ACME, inputs: [{ path: logs }], history: [], now: fetchedAt });
  return { events, alerts: new Map(replay.alerts.map(({ alert }) => [alert.event.id, alert])) };
}
