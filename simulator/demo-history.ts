import { setTimeout as sleep } from 'node:timers/promises';
import { beginImport } from '../services/ingest/imports/import-outcome.ts';
import type { ImportJob } from '../services/ingest/imports/import-job.ts';
import { importJob } from '../services/ingest/imports/register-import.ts';
import { quantity } from '../services/scan/report/words.ts';
import type { Store } from '../services/platform/store/store.ts';
import type { Pipeline } from '../services/start/pipeline.ts';
import type { DemoOrganisation } from './demo-organisations.ts';
import type { Terminal } from './demo-terminal.ts';
import { countText, IncidentWatch } from './demo-watch.ts';

const LOOK_EVERY_MS = 150;

/** The past could not be read: a fault of the demo or of the import. */
export class DemoHistoryError extends Error {
  override readonly name = 'DemoHistoryError';
  readonly code = 'MFAW_DEMO_HISTORY';
}

/**
 * Imports the organisations' three weeks one after another and shows a grave find of each. Returns early once `stop` aborts.
 * @param onLoaded told of each whose past has been judged
 * @throws DemoHistoryError
 */
export async function loadHistory(
  { store }: Pipeline,
  organisations: readonly DemoOrganisation[],
  terminal: Terminal,
  stop: AbortSignal,
  onLoaded: (organisation: DemoOrganisation) => void,
): Promise<void> {
  const jobs: Promise<ImportJob>[] = [];
  const begin = (index: number): void => {
    const next = organisations[index];
    if (next !== undefined) jobs[index] ??= register(store, next);
  };
  begin(0);
  for (const [index, organisation] of organisations.entries()) {
    const job = await jobs[index];
    if (job === undefined || stop.aborted) return;
    // The next is read while this one's people are judged, not before: so that the first alert is not long in coming.
    const watch = new IncidentWatch(store, organisation.tenant, terminal);
    await untilDone({ store }, job.id, { organisation, watch, terminal, stop, onRead: () => begin(index + 1) });
    if (stop.aborted) return;
    await showSum(watch, organisation, terminal);
    onLoaded(organisation);
  }
}

function register(store: Store, { tenant, history }: DemoOrganisation): Promise<ImportJob> {
  return beginImport(store, { tenant: tenant.id, inputs: [{ path: history }], now: Date.now() });
}

interface Waiting {
  readonly organisation: DemoOrganisation;
  readonly watch: IncidentWatch;
  readonly terminal: Terminal;
  readonly stop: AbortSignal;
  readonly onRead: () => void;
}

async function untilDone({ store }: Pick<Pipeline, 'store'>, id: string, waiting: Waiting): Promise<void> {
  const { organisation, watch, terminal, stop, onRead } = waiting;
  let isShown = false;
  while (!stop.aborted) {
    const job = await importJob(store, id);
    if (job?.state === 'failed') throw new DemoHistoryError(`${organisation.tenant.name}: ${job.error ?? 'failed'}`);
    if (job?.state !== 'reading' && job?.state !== 'learning') {
      onRead();
      isShown ||= await showGravest(watch);
      if (job === undefined || job.state === 'done') return;
    }
    terminal.status(progressText(organisation, job));
    await sleep(LOOK_EVERY_MS);
  }
}

const DOING = { learning: 'learning its networks and names', released: 'judging its people' } as const;

function progressText({ tenant, records }: DemoOrganisation, { state, files }: ImportJob): string {
  if (state === 'learning' || state === 'released') return `${tenant.name}: ${DOING[state]} …`;
  const read = files.reduce((total, file) => total + file.read, 0);
  return `${tenant.name}: reading ${quantity(read)} of ${quantity(records)} records …`;
}

/** The gravest of what has come to light, once there is something worth a look. */
async function showGravest(watch: IncidentWatch): Promise<boolean> {
  const [gravest] = (await watch.past()).filter(({ severity }) => severity === 'high' || severity === 'critical');
  if (gravest !== undefined) await watch.show(gravest, 'From its past: ');
  return gravest !== undefined;
}

async function showSum(watch: IncidentWatch, { tenant, records }: DemoOrganisation, terminal: Terminal): Promise<void> {
  const text = `${tenant.name}: ${quantity(records)} records, ${countText(await watch.past())}`;
  terminal.entry('loaded', 'label', text);
}
