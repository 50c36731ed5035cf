import type { JsonObject, JsonValue, Step } from '../event.ts';
import { contentHash, entraRank } from '../rank.ts';
import type { CodeMeaning } from './error-codes.ts';
import { riskStateRank } from './risk-types.ts';
import { isoTime } from '../iso-time.ts';
import { object, said, texts } from './value.ts';

/** Settled: a factor was proven or refused here (a first copy may wrongly say that a token satisfied it), and nothing says that an answer is still to come. */
export function signInRank(
  row: JsonObject,
  meaning: CodeMeaning,
  steps: readonly Step[],
  time: number,
  code: number | undefined,
): number {
  const waiting = meaning.pending === true || steps.some((step) => step.result === 'pending');
  return entraRank({
    settled: !waiting && steps.some((step) => step.result !== 'satisfied_by_claim'),
    steps: steps.length,
    lastStep: latest(steps, time),
    riskState: riskStateRank(said(row['riskState'])),
    content: signInHash(row, steps, code),
  });
}

function latest(steps: readonly Step[], time: number): number {
  let last = isoTime(time);
  for (const step of steps) if (step.time > last) last = step.time;
  return Date.parse(last);
}

/** Everything Microsoft is known to fill in or correct afterwards. */
function signInHash(row: JsonObject, steps: readonly Step[], code: number | undefined): number {
  const fields: (JsonValue | undefined)[] = [
    code,
    object(row['status'])['additionalDetails'],
    row['riskLevelAggregated'],
    row['riskLevelDuringSignIn'],
    row['riskDetail'],
    texts(row['riskEventTypes_v2']).join(),
    row['conditionalAccessStatus'],
    row['authenticationRequirement'],
    row['userPrincipalName'],
    row['sessionId'],
  ];
  for (const step of steps) fields.push(step.method_raw, step.result, step.purpose, step.detail);
  return contentHash(fields);
}
