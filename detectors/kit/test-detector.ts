import { z } from 'zod';
import type { Observation } from '../../events/observation.ts';
import type { Detector } from './detector.ts';
import { defineDetector } from './detector.ts';
import { Engine } from './engine.ts';
import type { KeyState } from './state.ts';
import { environment } from './test-driver.ts';
import { SILENT } from './trace.ts';
import type { View } from './view.ts';

const MINUTE = 60_000;
const params = z.object({ withinMinutes: z.number().default(30) });

/** For tests of the kit. Two sign-ins from different prefixes within half an hour: the smallest detector that looks back. */
export const twoPlaces = defineDetector({
  id: 'two-places',
  version: 1,
  params,
  rules: { 'two-places': { name: 'Two places', why: 'A test.', steps: ['Look.'], techniques: [] } },
  window: { before: 30 * MINUTE, after: 0 },
  anchors: (observation) => observation.operation === 'sign_in' && observation.place !== undefined,
  affects: () => false,
  find(view, { withinMinutes }) {
    const previous = view.window
      .filter((o) => o.operation === 'sign_in' && o.place !== undefined && o.id !== view.anchor.id)
      .filter((o) => o.time <= view.anchor.time && o.time >= view.anchor.time - withinMinutes * MINUTE)
      .at(-1);
    if (!view.trace.check('an earlier sign-in lies within the window', previous !== undefined)) return [];
    if (previous === undefined) return [];
    if (!view.trace.check('the networks differ', previous.place?.prefix !== view.anchor.place?.prefix)) return [];
    return [
      {
        rule: 'two-places',
        key: `${previous.id}>${view.anchor.id}`,
        anchorTime: view.anchor.time,
        trigger: view.anchor,
        severity: 'low',
        confidence: 'low',
        risk: 10,
        reason: `${view.user} in two places`,
        evidence: [],
        counterfactual: 'One place.',
        observations: [previous, view.anchor],
      },
    ];
  },
  needs: [],
});

/** What a detector would see of a state at an anchor. */
export function viewOf(state: KeyState, anchor: Observation, detector: Detector = twoPlaces): View {
  let seen: View | undefined;
  const looking: Detector = {
    ...detector,
    find(view) {
      seen = view;
      return [];
    },
  };
  new Engine(environment(looking, {})).examine(state, looking, anchor, SILENT);
  if (seen === undefined) throw new Error('find was not asked');
  return seen;
}
