import type { Observation } from '../../events/observation.ts';
import { defineDetector } from '../kit/detector.ts';
import type { Finding } from '../kit/finding.ts';
import type { View } from '../kit/view.ts';
import { isLeft, rememberClientMethods } from './downgrade.ts';
import { findingOf } from './findings.ts';
import { needs } from './needs.ts';
import type { Params } from './params.ts';
import { DAY_MS, HOUR_MS, paramsSchema } from './params.ts';
import { tellsOf, tellsOfPhone, topicsOf, usesOf } from './phone-steps.ts';
import { rules } from './rules.ts';

/** Steps lie up to an hour from their row's own time, on either side of the day. */
const WINDOW_MS = DAY_MS + HOUR_MS;

/** Second factors and recoveries by text message or call. */
export const smsMfaUse = defineDetector<Params>({
  id: 'sms-mfa-use',
  version: 1,
  params: paramsSchema,
  rules,
  window: { before: WINDOW_MS, after: WINDOW_MS },
  needs,
  anchors: tellsOfPhone,
  affects,
  find,
  remember: rememberClientMethods,
});

/** Later uses join their day's finding, and so does what makes a later use weigh more. */
function affects(changed: Observation, anchor: Observation): boolean {
  if (changed.operation === 'role_grant' || changed.operation === 'role_revoke') return true;
  if (changed.steps.some(isLeft)) return true;
  for (const topic of topicsOf(anchor)) if (tellsOf(changed, topic)) return true;
  return false;
}

/** The first row of a day to tell of a topic carries the finding for all. */
function find(view: View, params: Params): readonly Finding[] {
  const { anchor, window, trace } = view;
  const findings: Finding[] = [];
  for (const topic of topicsOf(anchor)) {
    const carrier = window.find((observation) => tellsOf(observation, topic));
    const isCarrier = trace.check(
      'no earlier row of the day tells of this method and purpose (the first one carries the finding)',
      carrier === anchor,
      () => carrier?.eventId ?? '',
    );
    const [first, ...rest] = isCarrier ? usesOf(window, topic) : [];
    if (first !== undefined) findings.push(findingOf(view, topic, [first, ...rest], params));
  }
  return findings;
}
