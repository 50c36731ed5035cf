import type { Evidence, Finding, FindingFields, Severity } from '../kit/finding.ts';
import type { Observation } from '../../events/observation.ts';
import { PROVIDER_NAMES, clientName, isoTime, listed, methodName, placeName, utcDay } from '../kit/wording.ts';
import { personName } from '../kit/person-name.ts';
import type { View } from '../kit/view.ts';
import type { Circumstance } from './circumstances.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Params } from './params.ts';
import { Past } from './past.ts';
import type { PhonePurpose, PhoneUse, Topic } from './phone-steps.ts';

interface JudgedUse {
  readonly use: PhoneUse;
  readonly circumstances: readonly Circumstance[];
  readonly risk: number;
}

/** An everyday use rolls up; a recovery is rare enough to be read. */
const BASE_RISK: Readonly<Record<PhonePurpose, number>> = { second_factor: 25, recovery: 50 };
const MAX_RISK = 89;

/** The most uses written out one by one. */
const MAX_LISTED = 10;

/** One finding about all uses of one method for one purpose on one UTC day, as grave as the gravest of them. */
export function findingOf(view: View, topic: Topic, uses: readonly [PhoneUse, ...PhoneUse[]], params: Params): Finding {
  const gravest = gravestOf(view, topic, uses, params);
  const { use, circumstances, risk } = gravest;
  const day = utcDay(topic.day);
  const isRecovery = topic.purpose === 'recovery';
  return {
    rule: isRecovery ? 'sms-recovery-use' : 'sms-mfa-use',
    key: isRecovery ? `recovery|${topic.method}|${day}` : `${topic.method}|${day}`,
    anchorTime: topic.day,
    trigger: use.observation,
    severity: severityOf(risk),
    confidence: 'high',
    risk,
    reason: reasonOf(view, topic, gravest, uses),
    evidence: [...uses.slice(0, MAX_LISTED).map(useEvidence), ...circumstances.map(({ evidence }) => evidence)],
    counterfactual: isRecovery
      ? 'No finding had the account been recovered by something other than a phone number.'
      : 'No finding had the second factor been anything but a phone code; enrolment, recovery and risk challenges by phone are not counted here.',
    observations: [...new Set(uses.flatMap(({ rows }) => rows))],
    fields: { factor: factorFields(topic, gravest, uses.length) },
  };
}

/** The use with the most against it; of equals the earliest. */
function gravestOf(view: View, topic: Topic, uses: readonly [PhoneUse, ...PhoneUse[]], params: Params): JudgedUse {
  const past = new Past(view, topic, params);
  const [first, ...rest] = uses;
  let gravest = judge(view, past, topic, first, params);
  for (const use of rest) {
    const judged = judge(view, past, topic, use, params);
    if (judged.risk > gravest.risk) gravest = judged;
  }
  return gravest;
}

function judge(view: View, past: Past, topic: Topic, use: PhoneUse, params: Params): JudgedUse {
  const circumstances = circumstancesOf(view, past, topic, use, params);
  const risk = circumstances.reduce((sum, circumstance) => sum + circumstance.risk, BASE_RISK[topic.purpose]);
  return { use, circumstances, risk: Math.min(MAX_RISK, risk) };
}

function severityOf(risk: number): Severity {
  if (risk >= 70) return 'high';
  return risk >= 40 ? 'medium' : 'low';
}

const RAISED_BY: Readonly<Record<string, string>> = {
  privileged_user: 'the user is privileged',
  device_new_to_user: 'the device is new to the user',
  network_new_to_user: 'the network is new to the user',
  first_use_of_method: 'it is the first use in a month or more',
  downgrade: 'a stronger factor was to be expected',
};

function reasonOf(
  view: View,
  { purpose, method, day }: Topic,
  { use, circumstances }: JudgedUse,
  uses: readonly PhoneUse[],
): string {
  const { observation } = use;
  const count = uses.length;
  const verb = purpose === 'recovery' ? 'recovered their account' : 'passed MFA';
  const times = count === 1 ? '' : ` ${String(count)} times`;
  const where = whereOf(observation, uses);
  const raised = circumstances.map(({ evidence }) => RAISED_BY[evidence.what]).filter((part) => part !== undefined);
  const because = raised.length === 0 ? '' : `; ${listed(raised)}`;
  return `${personName(view.user, observation)} ${verb} by ${methodName(method)}${times} on ${utcDay(day)} (${PROVIDER_NAMES[observation.source]})${where}${because}`;
}

/** Several networks in a day are a finding of their own to an analyst: the one of the gravest use stands for them. */
function whereOf({ place }: Observation, uses: readonly PhoneUse[]): string {
  if (place === undefined) return '';
  const networks = new Set(uses.map((use) => use.observation.place?.prefix).filter((prefix) => prefix !== undefined));
  return networks.size > 1
    ? ` from ${String(networks.size)} networks, among them ${placeName(place)}`
    : ` from ${placeName(place)}`;
}

function useEvidence({ step, method, observation }: PhoneUse): Evidence {
  const on = clientName(observation);
  const where = observation.place === undefined ? undefined : placeName(observation.place);
  const details = [on, where, observation.app, step.detail].filter((part) => part !== undefined).join('; ');
  return {
    what: 'code_accepted',
    after: details === '' ? methodName(method) : `${methodName(method)}; ${details}`,
    event_id: observation.eventId,
    time: isoTime(step.time),
    weight: 'medium',
  };
}

function factorFields(
  { method, purpose }: Topic,
  { use, circumstances }: JudgedUse,
  uses: number,
): NonNullable<FindingFields['factor']> {
  const from = circumstances.find(({ downgrade }) => downgrade !== undefined)?.downgrade?.from;
  return {
    method,
    purpose,
    strength: 'weak',
    uses,
    ...(from === undefined ? {} : { downgrade_from: from }),
    ...(use.step.detail === undefined ? {} : { detail: use.step.detail }),
  };
}
