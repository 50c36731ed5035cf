import type { Observation } from '../events/observation.ts';
import type { Detector } from '../detectors/kit/detector.ts';
import { Engine } from '../detectors/kit/engine.ts';
import { RecordingTrace, type CheckedCondition } from '../detectors/kit/trace.ts';
import { ofTenant } from '../services/platform/store/scope.ts';
import { observationsOf } from '../services/rebuild/key-history.ts';
import { UserReplay } from '../services/scan/replay.ts';
import type { Pipeline } from '../services/start/pipeline.ts';
import type { TenantId } from '../events/identity.ts';
import type { Label } from './organisation/record.ts';

/** Whether the Store holds all of a label's events. */
export async function isStored({ store }: Pipeline, tenant: TenantId, { eventIds }: Label): Promise<boolean> {
  const { items } = await store.events.search(ofTenant(tenant), { ids: eventIds }, { limit: 1_000 });
  return new Set(items.map(({ event }) => event.id)).size >= eventIds.length;
}

/** The condition that kept the tempted detector quiet about a label's events, by the very functions that detect; undefined where it spoke. */
export async function reasonForSilence(
  { store, loadTables }: Pipeline,
  detectors: readonly Detector[],
  tenant: TenantId,
  label: Label,
): Promise<string | undefined> {
  const detector = detectors.find(({ id }) => id === label.detector);
  if (detector === undefined) return undefined;
  const tables = await loadTables(tenant);
  const engine = new Engine({ tenant, detectors, settingsAt: tables.settingsAt, facts: tables.facts });
  const player = new UserReplay(engine, label.user);
  const own: Observation[] = [];
  for await (const batch of observationsOf(store, { tenant, user: label.user }, tables)) {
    for (const observation of batch) player.play(observation);
    own.push(...batch.filter(({ eventId }) => label.eventIds.includes(eventId)));
  }
  const examined = own
    .filter((observation) => detector.anchors(observation))
    .map((observation) => checksOf(engine, player, detector, observation));
  return closestMiss(examined);
}

function checksOf(
  engine: Engine,
  { state }: UserReplay,
  detector: Detector,
  observation: Observation,
): readonly CheckedCondition[] {
  const trace = new RecordingTrace();
  return engine.examine(state, detector, observation, trace).length > 0 ? [] : trace.checks;
}

/** Of all that was examined, what came furthest tells most. */
function closestMiss(examined: readonly (readonly CheckedCondition[])[]): string | undefined {
  const holding = (checks: readonly CheckedCondition[]): number => checks.filter(({ holds }) => holds).length;
  const [closest] = [...examined].sort((a, b) => holding(b) - holding(a));
  const failed = closest?.find(({ holds }) => !holds);
  if (failed === undefined) return undefined;
  return failed.detail === undefined ? failed.condition : `${failed.condition} (${failed.detail})`;
}
