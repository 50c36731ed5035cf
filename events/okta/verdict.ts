import type { Fact } from '../event.ts';
import type { EventTypeRule } from './catalogue/index.ts';
import { pairsOf, wordsOf } from './debug-data.ts';
import { known } from './fields.ts';
import type { Parts } from './parts.ts';
import type { Risk } from './security-context.ts';

/** What Okta itself says is wrong: its name for it, and the fact detectors read. */
export interface Verdict {
  readonly name: string;
  readonly fact?: Fact;
}

/** Words of Okta's detections (Identity Threat Protection, security events of partners). The first that matches decides. */
const DETECTIONS: readonly (readonly [words: RegExp, fact: Fact])[] = [
  [/hijack|stolen|token theft|cookie theft|session theft/i, 'verdict_stolen_session'],
  [/adversary.in.the.middle|aitm|phish/i, 'verdict_aitm'],
  [/breach|leaked|compromised cred/i, 'verdict_leaked_password'],
  [/impossible travel|velocity/i, 'verdict_travel'],
  [/anonymi[sz]|\btor\b/i, 'verdict_anonymous_ip'],
  [/compromised/i, 'verdict_compromised'],
  [/brute.?force|spray|attack|threat/i, 'verdict_attack'],
];

const RISK_EVENTS: ReadonlySet<string> = new Set([
  'user.risk.detect',
  'user.risk.change',
  'user.internal.risk.detect',
  'user.internal.risk.change',
  'security.internal.dco_user_risk_report',
  'security.events.provider.receive_event',
]);

/** The verdict a record carries, or undefined for records that carry none. Its fact comes on top of those of the event type. */
export function verdictOf(rule: EventTypeRule, parts: Parts, risk: Risk | undefined): Verdict | undefined {
  if (RISK_EVENTS.has(parts.eventType)) return riskVerdict(parts, risk);
  if (parts.reason !== undefined && /^FastPass declined phishing attempt/i.test(parts.reason)) {
    return { name: parts.reason, fact: 'verdict_aitm' };
  }
  const termination = known(parts.debug['terminationReason'], 64);
  if (termination?.startsWith('DBSC_') === true) return { name: termination, fact: 'verdict_suspicious' };
  return rule.facts?.some((fact) => fact.startsWith('verdict_')) === true ? { name: verdictName(parts) } : undefined;
}

function riskVerdict(parts: Parts, risk: Risk | undefined): Verdict {
  const name =
    risk?.detection ?? known(parts.debug['detectionName']) ?? parts.reason ?? risk?.reasons[0] ?? parts.eventType;
  const level = risk?.level;
  if (level === 'LOW' || level === 'NONE') {
    return risk?.previousLevel === undefined ? { name } : { name, fact: 'verdict_dismissed' };
  }
  const words = [name, parts.reason ?? '', ...(risk?.reasons ?? [])].join(' · ');
  return { name, fact: DETECTIONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'verdict_suspicious' };
}

function verdictName(parts: Parts): string {
  const { debug } = parts;
  const threats =
    debug['threatDetections'] === undefined ? [] : pairsOf(debug['threatDetections']).map(([name]) => name);
  if (threats.length > 0) return threats.join(', ');
  const causes = wordsOf(debug['causes']);
  if (causes.length > 0) return causes.join(', ');
  return known(debug['suspiciousActivityEventType']) ?? parts.reason ?? parts.eventType;
}
