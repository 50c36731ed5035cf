import type { TenantId } from '../../events/identity.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import type { Observation } from '../../events/observation.ts';
import type { Settings } from '../../events/settings.ts';
import type { Alert } from '../../detectors/kit/alert.ts';
import { toAlert } from '../../detectors/kit/alert.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { DetectorFailure, Outcome } from '../../detectors/kit/engine.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import type { Judgement } from '../../detectors/kit/judgeability.ts';
import { JudgeabilityCounter } from '../../detectors/kit/judgeability.ts';
import type { KeyState } from '../../detectors/kit/state.ts';
import { createState } from '../../detectors/kit/state.ts';
import type { LearnedEgress } from '../../detectors/kit/egress-learning.ts';
import { tenantFacts } from '../../detectors/kit/egress-learning.ts';
import type { Collection } from './collect.ts';

export interface ReplayContext {
  readonly tenant: TenantId;
  readonly settings: Settings;
  readonly detectors: readonly Detector[];
}

export interface Replay {
  /** Final active alerts in order of time, ties by id. */
  readonly alerts: readonly ScanAlert[];
  readonly judgements: readonly Judgement[];
  readonly learnedEgress: readonly LearnedEgress[];
  readonly failures: readonly DetectorFailure[];
}

export interface ScanAlert {
  readonly alert: Alert;
  /** Where this user's clock usually is: the zone of most of their own activity, else the tenant's. */
  readonly userTimeZone: string;
}

/** Plays a collection through the engine, one user after another in order of event time. */
export function replay(collection: Collection, context: ReplayContext): Replay {
  const { byUser, historyIds } = collection;
  const judgeability = new JudgeabilityCounter(context.detectors);
  const engine = prepare(collection, context);
  const alerts: ScanAlert[] = [];
  const failures: DetectorFailure[] = [];
  for (const [user, keyed] of byUser) {
    const ordered = inOrder(keyed);
    for (const observation of ordered) if (!historyIds.has(observation.id)) judgeability.count(observation);
    const player = new UserReplay(engine, user);
    for (const observation of ordered) failures.push(...player.play(observation));
    failures.push(...player.finish());
    alerts.push(...userAlerts(player, ordered, collection, context));
  }
  alerts.sort(
    (a, b) => compare(a.alert['@timestamp'], b.alert['@timestamp']) || compare(a.alert.event.id, b.alert.event.id),
  );
  return { alerts, judgements: judgeability.judgements(), learnedEgress: collection.learnedEgress, failures };
}

/** The alerts of one user that are reported: those a `--history` file triggered were reported when it was new. */
export function userAlerts(
  player: UserReplay,
  ordered: readonly Observation[],
  { historyIds }: Collection,
  context: ReplayContext,
): ScanAlert[] {
  const userTimeZone = usualTimeZone(ordered) ?? context.settings.timeZone;
  return player
    .alerts(context)
    .filter(({ trigger }) => !historyIds.has(trigger.id))
    .map(({ document }) => ({ alert: document, userTimeZone }));
}

/** The engine for a collection, knowing what the whole of it teaches about the tenant. */
export function prepare({ learnedEgress }: Collection, { tenant, detectors, settings }: ReplayContext): Engine {
  const settingsAt = (): Settings => settings;
  return new Engine({ tenant, detectors, settingsAt, facts: tenantFacts(settingsAt, learnedEgress) });
}

interface UserAlert {
  readonly document: Alert;
  readonly trigger: Observation;
}

/** One user's observations through the engine; asserted findings are kept even after their evidence left the timeline. */
export class UserReplay {
  readonly state: KeyState;
  readonly #engine: Engine;
  /** By detector and finding key: the engine forgets what is older than a month, a scan must not. */
  readonly #last = new Map<string, UserAlertSource>();

  constructor(engine: Engine, user: string) {
    this.#engine = engine;
    this.state = createState(user);
  }

  play(observation: Observation): readonly DetectorFailure[] {
    return [
      ...this.#take(this.#engine.advance(this.state, observation.time)),
      ...this.#take(this.#engine.apply(this.state, observation)),
    ];
  }

  /** The log ends here: what a detector still waits for did not happen. */
  finish(): readonly DetectorFailure[] {
    return this.#take(this.#engine.finish(this.state));
  }

  #take({ changes, failures }: Outcome): readonly DetectorFailure[] {
    for (const { alertId, assertion, saturated } of changes)
      this.#last.set(alertId, { assertion: { ...assertion }, saturated });
    return failures;
  }

  alerts({ tenant, detectors }: ReplayContext): UserAlert[] {
    return [...this.#last.values()]
      .filter(({ assertion }) => assertion.active)
      .map(({ assertion, saturated }) => {
        const detector = detectors.find(({ id }) => id === assertion.detector) as Detector;
        const document = toAlert({ tenant, user: this.state.user, detector, assertion, saturated });
        return { document, trigger: assertion.finding.trigger };
      });
  }
}

interface UserAlertSource {
  readonly assertion: Parameters<typeof toAlert>[0]['assertion'];
  readonly saturated: boolean;
}

export function inOrder(keyed: readonly KeyedObservation[]): Observation[] {
  return keyed.map(({ observation }) => observation).sort((a, b) => a.time - b.time || compare(a.id, b.id));
}

function usualTimeZone(observations: readonly Observation[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { place, role } of observations) {
    const zone = role === 'self' ? place?.geo?.timeZone : undefined;
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
