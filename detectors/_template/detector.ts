import { z } from 'zod';
import type { Observation } from '../../events/observation.ts';
import { defineDetector, SETTLING_MS } from '../kit/detector.ts';
import type { Finding } from '../kit/finding.ts';
import type { Remembered } from '../kit/profile.ts';
import { daysSeen, isOwnActivity } from '../kit/profile.ts';
import { isoTime, placeName, plural } from '../kit/wording.ts';
import type { View } from '../kit/view.ts';

/** The folder's name. It is the detector's id, and the first half of what the profile remembers for it. */
const ID = '_template';
const HOURS = `${ID}:hour` as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const paramsSchema = z.strictObject({
  /** How much of a user's past must be known before an hour can be called unusual: days. */
  historyDays: z.number().min(1).max(365).default(14),
  /** Days on which the user was active at all, so that a rare visitor has no unusual hours. */
  activeDays: z.number().int().min(1).max(32).default(5),
  /** Hours next to one the user keeps are no surprise: this many either side. */
  toleranceHours: z.number().int().min(0).max(11).default(2),
});

type Params = z.infer<typeof paramsSchema>;

/** A sign-in at an hour of the day at which the user was never active. Copy the folder, rename ID and the export, and change `find`. */
export const template = defineDetector<Params>({
  id: ID,
  version: 1,
  params: paramsSchema,
  rules: {
    'unusual-hour': {
      name: 'Sign-in at an hour new to the user',
      why: 'Stolen credentials are often used from another time zone, while their owner sleeps.',
      steps: [
        'Ask the user, over another channel than mail, whether they signed in at that time.',
        'Compare the network and the client with those of the days before; if both are theirs, close it.',
        'If it was not the user: end their sessions, reset the password and look for factors enrolled since.',
      ],
      techniques: [{ id: 'T1078.004', name: 'Valid Accounts: Cloud Accounts' }],
    },
  },
  // How far around an anchor `find` looks. What it reads through `seen` and `values` is older and needs no window.
  window: { before: 0, after: 0 },
  needs: [],
  anchors: isSignIn,
  // Nothing but the anchor itself is looked at in the window, so nothing later can change the answer.
  affects: () => false,
  find,
  remember: rememberHour,
});

/** Cheap, for it is asked of every observation: may it carry a finding at all? */
function isSignIn(observation: Observation): boolean {
  return observation.operation === 'sign_in' && isOwnActivity(observation);
}

/** What the profile keeps for this detector, for longer than the timeline holds: the UTC hours of the user's own activity. */
function* rememberHour(observation: Observation): Generator<Remembered> {
  if (isOwnActivity(observation)) yield [HOURS, String(hourOf(observation.time))];
}

function hourOf(time: number): number {
  return Math.floor((time % DAY_MS) / HOUR_MS);
}

/** Pure: the same view and parameters give the same findings. Every condition that keeps it silent goes through `trace.check`. */
function find(view: View, params: Params): readonly Finding[] {
  const { anchor, trace } = view;
  // What happened within the last half day is not yet a habit: an attacker's first sign-in must not excuse the second.
  const before = anchor.time - SETTLING_MS;
  const known = view.values(HOURS, before);
  const hour = hourOf(anchor.time);
  const days = Math.max(0, ...[...known.values()].map(daysSeen));
  const isUnusual =
    trace.check(
      `at least ${String(params.historyDays)} days of the user's past are known`,
      view.knownSince <= before - params.historyDays * DAY_MS,
    ) &&
    trace.check(
      `the user was active at some hour on at least ${String(params.activeDays)} of 32 days`,
      days >= params.activeDays,
      () => plural(days, 'day'),
    ) &&
    trace.check(
      `the user was never active within ${plural(params.toleranceHours, 'hour')} of this hour`,
      [...known.keys()].every((other) => distance(Number(other), hour) > params.toleranceHours),
      () => `active at ${hoursText(known.keys())} UTC`,
    );
  return isUnusual ? [finding(view, hour, hoursText(known.keys()))] : [];
}

/** Around the clock: from 23 to 1 it is two hours. */
function distance(a: number, b: number): number {
  const apart = Math.abs(a - b);
  return Math.min(apart, 24 - apart);
}

function hoursText(hours: Iterable<string>): string {
  return [...hours]
    .sort((a, b) => Number(a) - Number(b))
    .map((hour) => `${hour.padStart(2, '0')}h`)
    .join(', ');
}

function finding({ anchor, user }: View, hour: number, usual: string): Finding {
  const at = `${String(hour).padStart(2, '0')}h`;
  const from = anchor.place === undefined ? '' : ` from ${placeName(anchor.place)}`;
  return {
    rule: 'unusual-hour',
    // One finding per sign-in. A key that says less (the day, say) would roll several up into one.
    key: anchor.id,
    anchorTime: anchor.time,
    trigger: anchor,
    severity: 'low',
    confidence: 'low',
    risk: 20,
    reason: `${user} signed in at ${at} UTC${from}, an hour at which they were never active`,
    evidence: [
      {
        what: 'hour_new_to_user',
        before: usual,
        after: at,
        event_id: anchor.eventId,
        time: isoTime(anchor.time),
        weight: 'low',
      },
    ],
    counterfactual: 'Harmless if the user worked late or travels; no alert had they been active near that hour before.',
    observations: [anchor],
  };
}
