import { createRandom } from '../../simulator/organisation/random.ts';
import type { Random } from '../../simulator/organisation/random.ts';

/** When a life of the service ends. */
export type KillPoint =
  /** So many ms after the process was started: while it opens, restores, or has just begun. */
  | { readonly kind: 'starting'; readonly ms: number }
  /** So many ms after it said that it runs. */
  | { readonly kind: 'running'; readonly ms: number }
  /** Once a stage has done so much in this life, as its counter says. */
  | { readonly kind: 'progress'; readonly counter: string; readonly by: number };

export interface Life {
  /** Share of all bytes of every file that is there when this life begins; lines may be cut. */
  readonly share: number;
  readonly kill: KillPoint;
}

/** Counters of every stage of the way, with how much of it at most a life may see. */
const COUNTERS: readonly (readonly [name: string, most: number])[] = [
  ['mfawatch_normalise_records_total', 2_000],
  ['mfawatch_detect_observations_total', 2_000],
  ['mfawatch_detect_alerts_total', 4],
  ['mfawatch_detect_rebuild_requests_total', 2],
  ['mfawatch_rebuild_keys_total', 20],
  ['mfawatch_index_items_total', 2_000],
  ['mfawatch_correlate_alerts_total', 4],
  ['mfawatch_notify_attempts_total', 2],
];

const STARTING_MS = 1_400;
const RUNNING_MS = 900;

/** As many lives as kill points, the input spread over them. The same seed, the same plan. */
export function killPlan(seed: string, points: number): readonly Life[] {
  const random = createRandom(seed).fork('kills');
  return Array.from({ length: points }, (_, index) => ({
    share: Math.min(1, (index + random.next() * 2) / points),
    kill: killPoint(random),
  })).sort((a, b) => a.share - b.share);
}

function killPoint(random: Random): KillPoint {
  const kind = random.weighted([
    ['starting', 2],
    ['running', 4],
    ['progress', 4],
  ] as const);
  if (kind === 'starting') return { kind, ms: random.int(STARTING_MS) };
  if (kind === 'running') return { kind, ms: random.int(RUNNING_MS) };
  const [counter, most] = random.pick(COUNTERS);
  return { kind, counter, by: random.between(1, most) };
}
