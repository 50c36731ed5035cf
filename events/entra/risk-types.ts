import type { Fact, JsonObject } from '../event.ts';
import { fold } from './method-labels.ts';
import { texts } from './value.ts';

/**
 * What each Identity Protection detection says (https://learn.microsoft.com/graph/api/resources/riskdetection and
 * https://learn.microsoft.com/entra/id-protection/concept-identity-protection-risks). `unfamiliarFeatures` names no feature by itself;
 * the risk detection's `riskReasons` do (risk.ts). `generic` and names nobody knows are suspicious, no more.
 */
const RISK_TYPES: readonly (readonly [fact: Fact, types: readonly string[]])[] = [
  ['verdict_aitm', ['attackerinTheMiddle', 'authenticatorPhishing']],
  ['verdict_stolen_session', ['anomalousToken', 'attemptedPrtAccess', 'tokenIssuerAnomaly']],
  ['verdict_travel', ['impossibleTravel', 'unlikelyTravel', 'mcasImpossibleTravel', 'newCountry']],
  ['verdict_anonymous_ip', ['anonymizedIPAddress', 'riskyIPAddress']],
  [
    'verdict_attack',
    [
      'passwordSpray',
      'nationStateIP',
      'maliciousIPAddress',
      'malwareInfectedIPAddress',
      'maliciousIPAddressValidCredentialsBlockedIP',
    ],
  ],
  ['verdict_leaked_password', ['leakedCredentials']],
  ['verdict_compromised', ['adminConfirmedUserCompromised', 'investigationsThreatIntelligence']],
];

const FACTS_BY_TYPE: ReadonlyMap<string, Fact> = new Map(
  RISK_TYPES.flatMap(([fact, types]) => types.map((type) => [fold(type), fact] as const)),
);

/** The verdict a risk event type stands for, or undefined where the word says nothing (`none`, `hidden`). */
export function verdictOf(riskEventType: string): Fact | undefined {
  const folded = fold(riskEventType);
  if (folded === '' || folded === 'none' || folded === 'hidden' || folded === 'unknownfuturevalue') return undefined;
  return FACTS_BY_TYPE.get(folded) ?? 'verdict_suspicious';
}

/** The risk event type of a sign-in that says most: one with a verdict of its own before one that is only suspicious. */
export function verdictName(row: JsonObject): string | undefined {
  const types = row['riskEventTypes_v2'];
  if (types === undefined || (Array.isArray(types) && types.length === 0)) return undefined;
  const said = texts(types).filter((type) => verdictOf(type) !== undefined);
  return said.find((type) => verdictOf(type) !== 'verdict_suspicious') ?? said[0];
}

/**
 * Whether the provider or an administrator took the verdict back. A risk that the user remedied by passing MFA is not taken back where
 * the verdict is a relayed or stolen session: whoever holds that session has passed MFA.
 */
export function isDismissed(state: string | undefined, detail: string | undefined, verdicts: readonly Fact[]): boolean {
  const folded = state === undefined ? '' : fold(state);
  if (folded === 'dismissed' || folded === 'confirmedsafe') return true;
  if (folded !== 'remediated') return false;
  const byMfa = detail !== undefined && fold(detail) === 'userpassedmfadrivenbyriskbasedpolicy';
  return !(byMfa && (verdicts.includes('verdict_aitm') || verdicts.includes('verdict_stolen_session')));
}

/** Position of a risk state on its way, for the version rank: later states outrank earlier ones. */
export function riskStateRank(state: string | undefined): number {
  return state === undefined ? 0 : (STATE_RANKS.get(fold(state)) ?? 0);
}

const STATE_RANKS: ReadonlyMap<string, number> = new Map([
  ['atrisk', 1],
  ['confirmedsafe', 2],
  ['remediated', 3],
  ['dismissed', 4],
  ['confirmedcompromised', 5],
]);
