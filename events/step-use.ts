import type { Method } from './method.ts';
import type { Observation, ObservedStep } from './observation.ts';

/** A factor that was asked for once and given once, however many rows tell of it. */
export interface StepUse<M extends Method = Method> {
  readonly step: ObservedStep;
  readonly method: M;
  /** The row that tells most of it, and every row that tells of it. */
  readonly observation: Observation;
  readonly rows: readonly Observation[];
}

/** Two applications or event types tell of one step within this. */
const SAME_STEP_MS = 2_000;

/** Each use among one person's observations once: alerts and audits count the same. `isAbout` picks the steps of one method and purpose. */
export function stepUses<M extends Method>(
  observations: readonly Observation[],
  method: M,
  isAbout: (step: ObservedStep) => boolean,
): readonly StepUse<M>[] {
  const uses: StepUse<M>[] = [];
  for (const { observation, step } of stepsAbout(observations, isAbout)) {
    const index = uses.findIndex((use) => isSameUse(use, observation, step));
    const known = uses[index];
    if (known === undefined) uses.push({ step, method, observation, rows: [observation] });
    else uses[index] = joined(known, observation);
  }
  return uses;
}

interface Told {
  readonly observation: Observation;
  readonly step: ObservedStep;
}

function stepsAbout(observations: readonly Observation[], isAbout: (step: ObservedStep) => boolean): readonly Told[] {
  const told: Told[] = [];
  for (const observation of observations)
    for (const step of observation.steps) if (isAbout(step)) told.push({ observation, step });
  return told.sort((a, b) => a.step.time - b.step.time || (a.observation.id < b.observation.id ? -1 : 1));
}

/** One use: the same flow, or (where a row names no flow, as Google's never do) the same moment. */
function isSameUse(use: StepUse, observation: Observation, step: ObservedStep): boolean {
  if (use.observation.source !== observation.source) return false;
  const { flow } = observation;
  if (flow !== undefined && use.rows.some((row) => row.flow === flow)) return true;
  const isNamed = flow !== undefined && use.rows.every((row) => row.flow !== undefined);
  return !isNamed && Math.abs(use.step.time - step.time) <= SAME_STEP_MS;
}

function joined<M extends Method>(use: StepUse<M>, observation: Observation): StepUse<M> {
  if (use.rows.includes(observation)) return use;
  return { ...use, observation: richer(use.observation, observation), rows: [...use.rows, observation] };
}

/** The row an analyst learns most from: with an address, with a client, with an application; the earlier one if they tie. */
function richer(a: Observation, b: Observation): Observation {
  return wealth(b) > wealth(a) ? b : a;
}

function wealth({ place, device, app, outcome }: Observation): number {
  return (
    (place === undefined ? 0 : 4) +
    (device.browserFamily === undefined ? 0 : 2) +
    (app === undefined ? 0 : 1) +
    (outcome === 'success' ? 1 : 0)
  );
}
