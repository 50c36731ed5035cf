import type { Fact, MfaEvent } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { isPrivilegedRole } from './admin-events.ts';
import { flowId } from './identity.ts';
import type { Meaning } from './meaning.ts';
import type { Parameters } from './parameters.ts';
import { textParameter } from './parameters.ts';
import type { Reading } from './reading.ts';

/** Activities are never revised: every copy of one is the same. */
const ONLY_REVISION = 0;

/** The `mfa.*` part of a document. */
export function mfaFields(reading: Reading): MfaEvent['mfa'] {
  const { activity, meaning, signIn } = reading;
  const { network, provider_geo } = activity.origin;
  const role = roleOf(meaning, reading.parameters);
  const facts = factsOf(reading, role);
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation: meaning.operation,
    facts,
    steps: signIn?.steps ?? [],
    rank: ONLY_REVISION,
  };
  if (signIn !== undefined) mfa.flow = { id: flowId(activity.id) };
  if (activity.device.osFamily !== undefined) mfa.device = { os_family: activity.device.osFamily };
  if (network !== undefined) mfa.network = network;
  if (provider_geo !== undefined) mfa.provider_geo = provider_geo;
  if (meaning.method !== undefined) mfa.factor = { method: meaning.method };
  if (meaning.verdict === true) mfa.verdict = reading.name;
  else if (facts.includes('verdict_suspicious')) mfa.verdict = 'is_suspicious';
  if (role !== undefined) mfa.role = role;
  return mfa;
}

function factsOf(reading: Reading, role: string | undefined): readonly Fact[] {
  const { activity, meaning, signIn } = reading;
  const facts: Fact[] = [...meaning.facts];
  for (const fact of signIn?.facts ?? []) if (!facts.includes(fact)) facts.push(fact);
  if (activity.actor.machine && reading.user === activity.actor.user) facts.push('internal');
  else if (activity.stream === 'admin') facts.push('admin_console');
  if (role !== undefined && isPrivilegedRole(role) && !facts.includes('privileged_role')) facts.push('privileged_role');
  return facts;
}

/** GRANT_ADMIN_PRIVILEGE names no role: it is the one of full administrators. */
function roleOf(meaning: Meaning, parameters: Parameters): string | undefined {
  if (meaning.operation !== 'role_grant' && meaning.operation !== 'role_revoke') return undefined;
  return textParameter(parameters, 'ROLE_NAME') ?? 'administrator';
}
