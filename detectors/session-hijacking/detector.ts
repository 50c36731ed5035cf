import { defineDetector } from '../kit/detector.ts';
import { findHijacks, isAnchor, mayAffect } from './judgement.ts';
import { NEEDS } from './needs.ts';
import type { Params } from './params.ts';
import { HOUR_MS, paramsSchema } from './params.ts';
import { RULES } from './rules.ts';

/** Sessions, device tokens and refresh tokens in other hands; see README.md. */
export const sessionHijacking = defineDetector<Params>({
  id: 'session-hijacking',
  version: 1,
  params: paramsSchema,
  rules: RULES,
  // Behind: the longest look-back of a use up to an hour before the anchor. Ahead: the hour after a use up to an hour after it.
  window: { before: 24 * HOUR_MS, after: 2 * HOUR_MS },
  anchors: isAnchor,
  affects: mayAffect,
  find: findHijacks,
  needs: NEEDS,
});
