import type { Observation } from '../../events/observation.ts';
import { utcDay } from './wording.ts';
import type { View } from './view.ts';

/**
 * Why a user counts as privileged before a time (exclusive, ms), in words for evidence: listed in the settings, or a privileged role they
 * were granted (and that was not taken away since), or granted to somebody, which only the privileged can. Undefined where nothing says so.
 */
export function privilegeOf(view: View, before: number): string | undefined {
  if (view.settings.privileged.has(view.user)) return 'listed under `privileged` in the settings';
  for (const [role, { last }] of view.values('role', before)) {
    const isRevoked = view.window.some((change) => takes(change, role) && change.time > last && change.time < before);
    if (!isRevoked) return `received or gave the role ${role}, ${utcDay(last)}`;
  }
  return undefined;
}

/** A role somebody takes from another is a `target`'s loss: the giver keeps theirs. */
function takes({ operation, outcome, role, grantedRole }: Observation, lost: string): boolean {
  return operation === 'role_revoke' && outcome === 'success' && role === 'target' && (grantedRole ?? lost) === lost;
}
