import fc from 'fast-check';
import type { Fact } from '../../events/event.ts';
import type { Method, Purpose, StepResult } from '../../events/method.ts';
import { strengthOf } from '../../events/method.ts';
import type { Device, Observation } from '../../events/observation.ts';
import type { Place } from '../../events/place.ts';
import type { Removal } from '../../detectors/kit/engine.ts';
import { PLACES } from '../../detectors/kit/test-driver.ts';

/** One thing that may be delivered: a copy of an observation, or the word that it no longer stands. */
export type Delivery =
  | { readonly kind: 'copy'; readonly observation: Observation }
  | { readonly kind: 'removal'; readonly removal: Removal };

/** A user's fortnight with all its revisions and removals: few networks, devices, sessions and flows, so that things collide. */
export class History {
  readonly acts: readonly Act[];
  readonly deliveries: readonly Delivery[];

  constructor(acts: readonly Act[]) {
    this.acts = acts;
    this.deliveries = acts.flatMap(deliveriesOf);
  }

  /** What stands when everything has arrived: of each observation the copy with the highest rank, unless a removal ranks as high. */
  get final(): readonly Observation[] {
    return this.acts.flatMap(finalOf).sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  }

  /** One line an observation: what fast-check prints of a counterexample. */
  [fc.toStringMethod](): string {
    return `\n${this.deliveries.map(describeDelivery).join('\n')}\n`;
  }
}

interface Act {
  /** Copies in order of rank; the last one stands. */
  readonly copies: readonly [Observation, ...Observation[]];
  /** Taken back at this rank. */
  readonly removedAt: number | undefined;
}

function deliveriesOf({ copies, removedAt }: Act): Delivery[] {
  const delivered: Delivery[] = copies.map((observation) => ({ kind: 'copy', observation }));
  if (removedAt === undefined) return delivered;
  const [{ id, time }] = copies;
  return [...delivered, { kind: 'removal', removal: { id, time, rank: removedAt } }];
}

function finalOf({ copies, removedAt = -1 }: Act): Observation[] {
  const last = copies.at(-1);
  return last === undefined || last.rank <= removedAt ? [] : [last];
}

export function deliveryTime(delivery: Delivery): number {
  return delivery.kind === 'copy' ? delivery.observation.time : delivery.removal.time;
}

export function describeDelivery(delivery: Delivery): string {
  if (delivery.kind === 'removal')
    return `  removal of ${delivery.removal.id} at rank ${String(delivery.removal.rank)}`;
  const { id, rank, time, action, outcome, weight, role, place, device, session, flow, facts, steps } =
    delivery.observation;
  const said = [
    new Date(time).toISOString(),
    `${id} rank ${String(rank)}`,
    `${action} ${outcome} ${weight} ${role}`,
    place?.geo?.city ?? '-',
    place?.prefix ?? '-',
    `device ${JSON.stringify(device)}`,
    `session ${session ?? '-'} flow ${flow ?? '-'}`,
    facts.join(','),
    steps.map(({ method, purpose, result }) => `${method}/${purpose}/${result}`).join(','),
  ];
  return `  ${said.join(' | ')}`;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The last days of a history; its habits lie before. */
export const START = Date.parse('2026-11-20T00:00:00Z');

type Kind = Pick<Observation, 'source' | 'dataset' | 'action' | 'operation' | 'weight'> &
  Partial<Pick<Observation, 'outcome' | 'role' | 'facts' | 'verdict' | 'grantedRole' | 'actor' | 'code'>>;

const okta = { source: 'okta', dataset: 'okta.system' } as const;
const entra = { source: 'entra', dataset: 'entra.signin' } as const;
const login = { source: 'google_workspace', dataset: 'google_workspace.login' } as const;
const interactive = { weight: 'interactive' } as const;
const background = { weight: 'background' } as const;
const mark = { weight: 'mark' } as const;

/** The kinds of event the detectors look for, a few more, and the pairs Google reports twice. */
const KINDS: readonly Kind[] = [
  { ...okta, ...interactive, action: 'user.session.start', operation: 'sign_in' },
  { ...okta, ...interactive, action: 'user.authentication.auth_via_mfa', operation: 'verify' },
  { ...okta, ...interactive, action: 'user.authentication.auth_via_mfa', operation: 'verify', facts: ['responder'] },
  {
    ...okta,
    ...interactive,
    action: 'user.authentication.auth_via_mfa',
    operation: 'verify',
    outcome: 'failure',
    facts: ['stopped_at_mfa'],
  },
  { ...okta, ...background, action: 'user.authentication.sso', operation: 'sso' },
  { ...okta, ...background, action: 'policy.evaluate_sign_on', operation: 'evaluate_policy' },
  {
    ...okta,
    ...background,
    action: 'user.session.context.change',
    operation: 'session_change',
    facts: ['verdict_suspicious'],
  },
  { ...okta, ...mark, action: 'user.mfa.factor.activate', operation: 'enroll', facts: ['self_service'] },
  {
    ...okta,
    ...mark,
    action: 'user.mfa.factor.reset_all',
    operation: 'reset_all',
    role: 'target',
    actor: 'admin@example.com',
  },
  { ...okta, ...mark, action: 'device.enrollment.create', operation: 'device_register' },
  {
    ...okta,
    ...mark,
    action: 'user.account.privilege.grant',
    operation: 'role_grant',
    role: 'target',
    actor: 'admin@example.com',
    facts: ['privileged_role'],
    grantedRole: 'Super administrator',
  },
  {
    ...okta,
    ...mark,
    action: 'user.account.privilege.revoke',
    operation: 'role_revoke',
    role: 'target',
    actor: 'admin@example.com',
    grantedRole: 'Super administrator',
  },
  {
    ...okta,
    ...mark,
    action: 'security.threat.detected',
    operation: 'verdict',
    facts: ['verdict_stolen_session'],
    verdict: 'SESSION_HIJACK',
  },
  { ...okta, ...mark, action: 'security.session.detect_client_roaming', operation: 'verdict' },
  { ...entra, ...interactive, action: 'signin.interactiveUser', operation: 'sign_in', facts: ['interactive'] },
  {
    ...entra,
    ...interactive,
    action: 'signin.interactiveUser',
    operation: 'sign_in',
    outcome: 'failure',
    code: '50074',
    facts: ['interactive', 'stopped_at_mfa'],
  },
  {
    ...entra,
    ...background,
    action: 'signin.nonInteractiveUser',
    operation: 'token_refresh',
    facts: ['non_interactive', 'refresh_token', 'unbound'],
  },
  {
    ...entra,
    ...mark,
    dataset: 'entra.risk',
    action: 'riskDetection',
    operation: 'verdict',
    facts: ['verdict_aitm'],
    verdict: 'attackerinTheMiddle',
  },
  { ...login, ...interactive, action: 'login_success', operation: 'sign_in' },
  { ...login, ...interactive, action: 'login_verification', operation: 'verify' },
  { ...login, ...mark, action: '2sv_disable', operation: 'unenroll' },
  { ...login, ...mark, dataset: 'google_workspace.user_accounts', action: '2sv_disable', operation: 'unenroll' },
  {
    ...login,
    ...interactive,
    dataset: 'google_workspace.user_accounts',
    action: 'login_success',
    operation: 'sign_in',
  },
];

const NETWORKS: readonly Place[] = [
  PLACES.oslo,
  PLACES.oslo,
  PLACES.osloHomeV6,
  PLACES.osloCarrier,
  PLACES.bergen,
  PLACES.london,
  PLACES.newYork,
  PLACES.vpn,
  PLACES.hosting,
  PLACES.relay,
  PLACES.sase,
];

const LAPTOP: Device = { token: 'token-laptop', osFamily: 'macos', browserFamily: 'chrome' };
const DEVICES: readonly Device[] = [
  LAPTOP,
  LAPTOP,
  { token: 'token-laptop', osFamily: 'windows', browserFamily: 'firefox' },
  { token: 'token-thief', osFamily: 'macos', browserFamily: 'chrome' },
  { id: 'device-1', osFamily: 'ios', browserFamily: 'safari' },
  { osFamily: 'linux', script: true },
  {},
];

const METHODS: readonly Method[] = ['push', 'sms', 'voice', 'totp', 'webauthn', 'password'];
const PURPOSES: readonly Purpose[] = [
  'second_factor',
  'second_factor',
  'second_factor',
  'primary',
  'recovery',
  'enrolment',
];
const RESULTS: readonly StepResult[] = ['success', 'success', 'timeout', 'denied_by_user', 'challenge_sent'];

interface Circumstances {
  readonly kind: Kind;
  readonly place: Place | undefined;
  readonly device: Device;
  readonly session: string | undefined;
  readonly flow: string | undefined;
  readonly extra: Fact | undefined;
  readonly steps: readonly {
    readonly method: Method;
    readonly purpose: Purpose;
    readonly result: StepResult;
    readonly delay: number;
  }[];
}

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** A value in `times` of `times + 1` cases. */
const maybe = <T>(values: readonly T[], times: number): fc.Arbitrary<T | undefined> =>
  fc.option(oneOf(values), { nil: undefined, freq: times });
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 12 }, { arbitrary, weight: 1 });

const step = fc.record({
  method: oneOf(METHODS),
  purpose: oneOf(PURPOSES),
  result: oneOf(RESULTS),
  delay: oneOf([0, 0, 0, 500, 1_500, 45 * MINUTE]),
});

const TELLING: ReadonlySet<string> = new Set([
  'user.session.start',
  'user.authentication.sso',
  'signin.interactiveUser',
  'signin.nonInteractiveUser',
  'login_success',
]);

const PHONE_STEP = {
  method: oneOf<Method>(['sms', 'voice', 'push']),
  purpose: oneOf<Purpose>(['second_factor', 'second_factor', 'recovery']),
  result: oneOf<StepResult>(['success', 'success', 'timeout']),
};

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  kind: oneOf(KINDS),
  place: maybe(NETWORKS, 9),
  device: oneOf(DEVICES),
  session: maybe(['session-1', 'session-2'], 4),
  flow: maybe(['flow-1', 'flow-2'], 2),
  extra: rarely(oneOf<Fact>(['hardware_bound', 'managed', 'legacy_auth', 'internal'])),
  steps: fc.array(step, { maxLength: 2 }),
});

/** What a thief, a traveller or somebody with a telephone does: the same few things near in time, so that most histories hold findings. */
const telling: fc.Arbitrary<Circumstances> = fc.record({
  kind: oneOf(KINDS.filter(({ action }) => TELLING.has(action))),
  place: oneOf([PLACES.oslo, PLACES.london, PLACES.newYork, PLACES.hosting]),
  device: oneOf(DEVICES),
  session: maybe(['session-1'], 9),
  flow: maybe(['flow-1'], 1),
  extra: fc.constant(undefined),
  steps: fc.array(fc.record({ ...PHONE_STEP, delay: oneOf([0, 1_500]) }), { maxLength: 1 }),
});

/** Milliseconds from `START`: the busy hour, the seams of days and windows, exact ties, and anything. */
const moment = fc.oneof(
  { arbitrary: oneOf([9, 9, 9.1, 9.2, 9.5, 10, 11]).map((hour) => hour * 60 * MINUTE), weight: 4 },
  { arbitrary: fc.integer({ min: 8 * 60, max: 12 * 60 }).map((minute) => minute * MINUTE), weight: 3 },
  {
    arbitrary: oneOf([-1, 0, 1, 2, 3]).chain((day) =>
      oneOf([0, 1, 9, 23.98]).map((hour) => day * DAY + hour * 60 * MINUTE),
    ),
    weight: 3,
  },
  { arbitrary: fc.integer({ min: -12 * 1440, max: 4 * 1440 }).map((minute) => minute * MINUTE), weight: 2 },
);
const offset = oneOf([0, 0, 0, 1, 999, 1_500, 2_000, 2_001]);

interface Change {
  readonly shift: number;
  readonly with: Circumstances | undefined;
}

/** What later copies of a record change: nothing but the rank, the time, or everything. */
const change: fc.Arbitrary<Change> = fc.record({
  shift: oneOf([0, 0, 0, 1_000, -30 * MINUTE]),
  with: fc.option(circumstances, { nil: undefined, freq: 3 }),
});

interface Plan {
  readonly at: number;
  readonly first: Circumstances;
  readonly changes: readonly Change[];
  readonly removedAt: number | undefined;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  at: fc.tuple(moment, offset).map(([minutes, ms]) => START + minutes + ms),
  first: fc.oneof(telling, circumstances),
  changes: fc.oneof(
    { arbitrary: fc.constant([]), weight: 5 },
    { arbitrary: fc.array(change, { maxLength: 2 }), weight: 1 },
  ),
  removedAt: rarely(fc.integer({ min: 0, max: 3 })),
});

/** Which of the last days before `START` saw an ordinary working day at home, and whether the VPN was on then too. */
const habit = fc.record({ days: fc.subarray([3, 4, 5, 6, 7, 8, 9, 10]), vpn: fc.boolean() });

/** Histories of about a dozen observations after up to a week of habits. */
export const historyArbitrary: fc.Arbitrary<History> = fc
  .tuple(habit, fc.array(plan, { minLength: 2, maxLength: 14, size: 'max' }))
  .map(([{ days, vpn }, plans]) => new History([...days.flatMap((day) => ordinaryDay(day, vpn)), ...plans.map(actOf)]));

function ordinaryDay(daysAgo: number, vpn: boolean): Act[] {
  const places = vpn ? [PLACES.oslo, PLACES.vpn] : [PLACES.oslo];
  return places.map((place, index) => {
    const time = START - daysAgo * DAY + (9 + index) * 60 * MINUTE;
    const eventId = `habit-${String(daysAgo)}-${String(index)}`;
    const { kind } = HABIT;
    return { copies: [observationOf(eventId, 0, time, { ...HABIT, kind, place })], removedAt: undefined };
  });
}

const HABIT: Circumstances = {
  kind: KINDS[0] as Kind,
  place: PLACES.oslo,
  device: LAPTOP,
  session: undefined,
  flow: undefined,
  extra: undefined,
  steps: [{ method: 'push', purpose: 'second_factor', result: 'success', delay: 0 }],
};

function actOf({ at, first, changes, removedAt }: Plan, index: number): Act {
  const eventId = `event-${String(index).padStart(2, '0')}`;
  const later = changes.map((one, order) => {
    const { kind } = first;
    // A revision stays an event of its provider; everything else of it may change.
    const changed = one.with === undefined || one.with.kind.source !== kind.source ? first : one.with;
    return observationOf(eventId, 2 * order + 2, at + one.shift, changed, kind.source);
  });
  return { copies: [observationOf(eventId, 0, at, first), ...later], removedAt };
}

function observationOf(
  eventId: string,
  rank: number,
  time: number,
  { kind, place, device, session, flow, extra, steps }: Circumstances,
  source: Observation['source'] = kind.source,
): Observation {
  return {
    id: `${source}:${eventId}`,
    eventId,
    rank,
    time,
    outcome: 'success',
    role: 'self',
    userName: 'alice@example.com',
    ...kind,
    place,
    device,
    session,
    flow,
    app: session === undefined ? undefined : 'Mail',
    facts: extra === undefined ? (kind.facts ?? []) : [...(kind.facts ?? []), extra],
    steps: steps.map(({ delay, ...rest }) => ({ ...rest, time: time + delay, strength: strengthOf(rest.method) })),
  };
}
