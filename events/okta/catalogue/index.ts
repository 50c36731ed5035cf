import { ACCOUNTS } from './account.ts';
import { CHALLENGES } from './challenge.ts';
import { FACTORS } from './factor.ts';
import { POLICIES } from './policy.ts';
import { RISK } from './risk.ts';
import type { EventTypeRule } from './rule.ts';
import { SESSIONS } from './session.ts';
import { SIGN_IN } from './sign-in.ts';
import { TOKENS } from './token.ts';

export type { Category, EventTypeGroup, EventTypeRule, Kind, StepRule } from './rule.ts';

export const EVENT_TYPE_GROUPS = [
  ...SIGN_IN,
  ...CHALLENGES,
  ...SESSIONS,
  ...FACTORS,
  ...ACCOUNTS,
  ...RISK,
  ...POLICIES,
  ...TOKENS,
];

/** Every event type Okta documents under these names has an entry; of other names, those that bear on a sign-in have one. */
export const COVERED_PREFIXES = [
  'user.',
  'security.',
  'policy.',
  'credential.',
  'device.',
  'zone.',
  'network_zone.',
  'iam.',
  'oauth2.',
  'app.oauth2.',
  'application.policy.',
  'application.user_membership.',
  'group.privilege.',
  'group.user_membership.',
  'system.sms.',
  'system.voice.',
  'system.email.',
  'system.push.',
  'system.mfa.',
  'system.api_token.',
  'system.oauth2.',
  'system.idp.lifecycle.',
  'system.iwa_agentless.',
  'support.org.',
  'account.org.consent.',
  'app.kerberos_rich_client.',
] as const;

const OTHER: EventTypeRule = { operation: 'other', category: ['configuration'], type: ['info'] };

const RULES: ReadonlyMap<string, EventTypeRule> = new Map(
  EVENT_TYPE_GROUPS.flatMap((group) => group.eventTypes.map((name) => [name, group] as const)),
);

/** What an event type means; an unknown one is `other` and still becomes an event. */
export function ruleOf(eventType: string): EventTypeRule {
  return RULES.get(eventType) ?? OTHER;
}
