import type { Fact, JsonObject, MfaEvent } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import { contentHash, entraRank } from '../rank.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { agentOf } from './device.ts';
import { addPeople, addPlace, documentOf, eventFields } from './document.ts';
import type { EventFields } from './document.ts';
import type { Form } from './form.ts';
import { fold } from './method-labels.ts';
import { originOf } from './origin.ts';
import { isGuestPrincipal, personOf } from './person.ts';
import { isDismissed, riskStateRank } from './risk-types.ts';
import { addIds } from './signin-context.ts';
import { riskDetail } from './signin-detail.ts';
import { verdictsOf } from './signin-facts.ts';
import { isoTime } from '../iso-time.ts';
import { eventTime, timeWithin } from './time.ts';
import { isObject, list, said, text } from './value.ts';

interface Risk {
  readonly id: string;
  readonly row: JsonObject;
  /** When the risky activity happened. */
  readonly time: number;
  /** When this copy was written. */
  readonly updated: number;
  readonly type: string;
  readonly facts: readonly Fact[];
}

/** A Graph `riskDetection`, or a `riskyUser`: one event for each state the user came to. */
export function normaliseRisk(form: Form, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const { row, outer } = form;
  const id = text(row['id']);
  if (id === undefined) return reject('missing_field', 'a risk record without id', 'id');
  const isUser = isRiskyUser(row);
  const moment = isUser
    ? row['riskLastUpdatedDateTime']
    : (row['activityDateTime'] ?? row['detectedDateTime'] ?? row['time'] ?? outer['time']);
  const time = eventTime(moment, isUser ? 'riskLastUpdatedDateTime' : 'activityDateTime', context.fetchedAt);
  if (!time.ok) return time;
  const eventId = isUser ? `${id}|${time.value}` : id;
  return ok([riskDocument(readRisk(row, eventId, time.value, context), context)]);
}

function isRiskyUser(row: JsonObject): boolean {
  return (
    row['riskEventType'] === undefined && row['riskType'] === undefined && row['riskLastUpdatedDateTime'] !== undefined
  );
}

function readRisk(row: JsonObject, id: string, time: number, context: NormaliseContext): Risk {
  const type = text(row['riskEventType']) ?? text(row['riskType']) ?? 'riskyUser';
  return {
    id,
    row,
    time,
    updated: timeWithin(row['lastUpdatedDateTime'] ?? row['detectedDateTime'], time, context.fetchedAt),
    type,
    facts: riskFacts(row, type),
  };
}

function riskFacts(row: JsonObject, type: string): readonly Fact[] {
  const state = said(row['riskState']);
  const verdicts = [...verdictsOf(type === 'riskyUser' ? [] : [type])];
  if (state !== undefined && fold(state) === 'confirmedcompromised' && !verdicts.includes('verdict_compromised')) {
    verdicts.push('verdict_compromised');
  }
  const facts: Fact[] = [...verdicts];
  if (isDismissed(state, said(row['riskDetail']), verdicts)) facts.push('verdict_dismissed');
  addUnfamiliar(facts, row);
  if (isGuestPrincipal(row['userPrincipalName'])) facts.push('guest');
  if (text(row['servicePrincipalId']) !== undefined) facts.push('service_principal');
  return facts;
}

/** `unfamiliarFeatures` says only that something was new; its `riskReasons` say what. */
function addUnfamiliar(facts: Fact[], row: JsonObject): void {
  const reasons = infoNamed(row, 'riskReasons');
  if (reasons === undefined) return;
  if (/unfamiliar(?:device|browser)/i.test(reasons)) facts.push('new_device');
  if (/unfamiliar(?:asn|ip|tenantipsubnet)/i.test(reasons)) facts.push('new_network');
}

/** `additionalInfo` is a JSON string of `{Key, Value}` pairs; a value may be a list. */
function infoNamed(row: JsonObject, key: string): string | undefined {
  for (const pair of list(row['additionalInfo'])) {
    if (!isObject(pair) || pair['Key'] !== key) continue;
    const value = pair['Value'];
    return Array.isArray(value)
      ? list(value)
          .map((item) => text(item) ?? '')
          .join()
      : text(value);
  }
  return undefined;
}

function riskDocument(risk: Risk, context: NormaliseContext): MfaEvent {
  const { row } = risk;
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation: 'verdict',
    facts: risk.facts,
    steps: [],
    rank: riskRank(risk),
    verdict: risk.type,
  };
  addIds(mfa, row);
  const document = documentOf(risk.time, riskEvent(risk, context), mfa, { risk: detailOf(risk) }, context);
  addPlace(document, mfa, originOf(row['ipAddress'], row['location'], undefined, context).fields);
  const agent = infoNamed(row, 'userAgent');
  if (agent !== undefined) document.user_agent = agentOf(agent);
  addPeople(document, riskPerson(row));
  return document;
}

function riskPerson(row: JsonObject): MfaEvent['user'] {
  return personOf({
    id: row['userId'] ?? (isRiskyUser(row) ? row['id'] : undefined),
    principal: row['userPrincipalName'],
    displayName: row['userDisplayName'],
  });
}

/** ECS has no word for a risk level; 21/47/73 are those of Elastic's rules, as our alerts have them. */
const SEVERITIES: ReadonlyMap<string, number> = new Map([
  ['low', 21],
  ['medium', 47],
  ['high', 73],
]);

function riskEvent(risk: Risk, context: NormaliseContext): EventFields {
  const event = eventFields(
    {
      stream: 'risk',
      id: risk.id,
      action: risk.type,
      kind: 'alert',
      category: ['threat'],
      type: ['info'],
      outcome: 'unknown',
    },
    context,
  );
  const level = said(risk.row['riskLevel']);
  const severity = level === undefined ? undefined : SEVERITIES.get(level);
  if (severity !== undefined) event.severity = severity;
  const reason = said(risk.row['riskDetail']);
  if (reason !== undefined) event.reason = reason;
  return event;
}

function detailOf({ row, updated }: Risk): JsonObject {
  return {
    ...riskDetail(row),
    sign_in_id: text(row['requestId']),
    source: text(row['source']),
    activity: text(row['activity']),
    detection_timing: said(row['detectionTimingType']),
    reasons: infoNamed(row, 'riskReasons'),
    last_updated: isoTime(updated),
  };
}

/** A detection is revised by its state: the last update decides, whatever the state was. */
function riskRank(risk: Risk): number {
  const { row } = risk;
  return entraRank({
    settled: false,
    steps: 0,
    lastStep: risk.updated,
    riskState: riskStateRank(said(row['riskState'])),
    content: contentHash([risk.type, text(row['riskDetail']), text(row['riskLevel']), text(row['riskState'])]),
  });
}
