import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordsFile } from '../pipeline/records-file.ts';
import { crewAtWork } from './crew-at-work.ts';
import type { Roles } from './crew-at-work.ts';
import { feedLive } from './feeding.ts';
import { readHistogram } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import type { Installation } from './installation.ts';

export interface LatencyLoad {
  /** Records a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** What is written later than this after the last record is not waited for. */
export const SETTLE_MS = 15_000;
const METRIC = 'mfawatch_fetched_to_searchable_seconds';

/** Records come at a steady rate. @param roles of which the first is index */
export function latency(
  installation: Installation,
  file: RecordsFile,
  { rate, seconds }: LatencyLoad,
  roles: Roles,
): Promise<Histogram> {
  return crewAtWork(installation, roles, async ({ members: [index] }) => {
    await feedLive(file, installation.records, rate, seconds);
    await sleep(SETTLE_MS);
    return readHistogram(index?.url ?? '', METRIC);
  });
}
