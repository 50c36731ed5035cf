import type { TenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import type { Locate } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Collection, Counts, DeadLetter } from './collect.ts';
import { Collector } from './collect.ts';
import type { Input } from './input/read-item.ts';
import type { Replay } from './replay.ts';
import { replay } from './replay.ts';

export interface ScanOptions {
  readonly tenant: TenantId;
  readonly inputs: readonly Input[];
  /** Feed state, never alert. */
  readonly history: readonly Input[];
  readonly settings: Settings;
  readonly detectors: readonly Detector[];
  readonly providers: readonly Provider[];
  readonly locate: Locate;
  /** Records from more than ten minutes after this are refused, ms since 1970. */
  readonly now: number;
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  readonly onProgress?: (counts: Counts) => void;
}

export interface ScanResult {
  readonly collection: Collection;
  readonly replay: Replay;
}

/** Reads, normalises, judges: the whole of `mfawatch scan` but its printing. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const collection = await collect(options);
  return { collection, replay: replay(collection, options) };
}

/** Reads and normalises only. */
export async function collect(options: ScanOptions): Promise<Collection> {
  const collector = new Collector({
    tenant: options.tenant,
    fetchedAt: options.now,
    locate: options.locate,
    providers: options.providers,
    onDeadLetter: options.onDeadLetter ?? ignore,
    onProgress: options.onProgress ?? ignore,
  });
  for (const input of options.history) await collector.read(input, true);
  for (const input of options.inputs) await collector.read(input, false);
  return collector.finish(options.settings);
}

function ignore(): void {
  // Nobody asked to be told.
}
