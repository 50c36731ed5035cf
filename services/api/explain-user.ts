import type { TenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { observationsOf } from '../rebuild/key-history.ts';
import type { MomentExplanation } from '../scan/explain.ts';
import { explainMoment, NEAR_MS, playedUntil } from '../scan/explain.ts';
import { UserReplay } from '../scan/replay.ts';
import type { ApiDeps } from './deps.ts';

export interface Moment {
  readonly tenant: TenantId;
  /** Canonical. */
  readonly user: string;
  /** ms since 1970. */
  readonly time: number;
}

/** Why each detector did or did not speak around a moment, from what the Store holds of the user, under the settings of now. */
export async function explainUser(
  { tenant, user, time }: Moment,
  { store, detectors, loadTables }: Pick<ApiDeps, 'store' | 'detectors' | 'loadTables'>,
): Promise<MomentExplanation> {
  const tables = await loadTables(tenant);
  const engine = new Engine({ tenant, detectors, settingsAt: tables.settingsAt, facts: tables.facts });
  const player = new UserReplay(engine, user);
  const end = playedUntil(time, detectors);
  const near: Observation[] = [];
  for await (const batch of observationsOf(store, { tenant, user }, tables)) {
    const due = batch.filter((observation) => observation.time <= end);
    for (const observation of due) player.play(observation);
    near.push(...due.filter((observation) => Math.abs(observation.time - time) <= NEAR_MS));
    if (due.length < batch.length) break;
  }
  return explainMoment(engine, player, detectors, near, time);
}
