import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';

/** What a provider itself said of a session: stolen, relayed by a phishing proxy, or (Okta's ASN or IP binding) roaming. */
export type VerdictKind = 'stolen' | 'aitm' | 'roaming';

/** Okta ends a session that leaves the network it is bound to; only tenants that bind sessions have it. */
const ROAMING = 'security.session.detect_client_roaming';

export function verdictKind(observation: Observation): VerdictKind | undefined {
  if (hasFact(observation, 'verdict_dismissed')) return undefined;
  if (hasFact(observation, 'verdict_aitm')) return 'aitm';
  if (hasFact(observation, 'verdict_stolen_session')) return 'stolen';
  return observation.action === ROAMING ? 'roaming' : undefined;
}

export function isVerdict(observation: Observation): boolean {
  return verdictKind(observation) !== undefined;
}
