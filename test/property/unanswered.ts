import { z } from 'zod';
import type { Detector } from '../../detectors/kit/detector.ts';
import { defineDetector } from '../../detectors/kit/detector.ts';
import type { Observation } from '../../events/observation.ts';

const MINUTE = 60_000;
const params = z.object({ withinMinutes: z.number().default(5) });

const isAnswer = ({ operation }: Observation): boolean => operation === 'verify' || operation === 'sso';

/** For tests: a sign-in that nothing follows within five minutes. A finding that rests on an absence, the smallest there is. */
export const unanswered: Detector = defineDetector({
  id: 'unanswered',
  version: 1,
  params,
  rules: { unanswered: { name: 'Nothing followed', why: 'A test.', steps: ['Look.'], techniques: [] } },
  window: { before: 0, after: 5 * MINUTE },
  waits: 5 * MINUTE,
  anchors: ({ operation }) => operation === 'sign_in',
  affects: (changed) => isAnswer(changed),
  find(view, { withinMinutes }) {
    const { anchor } = view;
    const until = anchor.time + withinMinutes * MINUTE;
    const answered = view.window.some((o) => isAnswer(o) && o.time >= anchor.time && o.time <= until);
    if (answered) return [];
    return [
      {
        rule: 'unanswered',
        key: anchor.id,
        anchorTime: anchor.time,
        trigger: anchor,
        severity: 'low',
        confidence: 'low',
        risk: 10,
        reason: `nothing followed what ${view.user} began`,
        evidence: [],
        counterfactual: 'An answer.',
        observations: [anchor],
      },
    ];
  },
  needs: [],
}) as Detector;
