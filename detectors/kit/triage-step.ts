import type { Source } from '../../events/event.ts';
import { PROVIDER_NAMES } from './wording.ts';

/** What to do: a sentence, or an action each provider's console offers in another place. */
export type Step = string | ProviderStep;

export interface ProviderStep {
  /** Without a full stop: the place follows in brackets. */
  readonly action: string;
  readonly where: Readonly<Record<Source, string>>;
}

/** A step as an alert tells it: only the consoles its evidence came from. */
export function stepText(step: Step, sources: readonly Source[]): string {
  if (typeof step === 'string') return step;
  const { action, where } = step;
  const [source] = sources;
  if (source !== undefined && sources.length === 1) return `${action} (${where[source]}).`;
  return `${action} (${sources.map((one) => `${PROVIDER_NAMES[one]}: ${where[one]}`).join('; ')}).`;
}

/** Ending all of a user's sessions, the first thing to do about a thief who is inside. */
export const END_ALL_SESSIONS: ProviderStep = {
  action: 'End all sessions of the user',
  where: {
    okta: 'Directory › People › the user › More Actions › Clear User Sessions, tokens included',
    entra: 'Users › the user › Revoke sessions',
    google_workspace: 'Directory › Users › the user › Security › Sign-in cookies › Reset',
  },
};
