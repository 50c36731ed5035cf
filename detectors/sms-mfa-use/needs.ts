import type { Observation } from '../../events/observation.ts';
import { SOURCES } from '../../events/event.ts';
import type { Need } from '../kit/detector.ts';
import { clientOf } from '../kit/profile.ts';

/** What this detector must see in the rows of a source to be able to judge them. */
export const needs: readonly Need[] = [
  {
    field: 'authentication steps (method and result)',
    judges: 'everything',
    sources: SOURCES,
    applies: isSignIn,
    present: ({ steps }) => steps.length > 0,
    remedy: {
      okta: 'include user.authentication.auth_via_mfa with debugContext.debugData.factor or the AuthenticatorEnrollment target',
      entra: 'use Graph beta or diagnostic settings: v1.0 rows and portal CSV carry no authenticationDetails',
      google_workspace: 'include login_success, login_verification and login_challenge with login_challenge_method',
    },
  },
  {
    field: 'operating system or browser',
    judges: 'new devices and downgrades from what this device usually uses',
    sources: SOURCES,
    applies: isSignIn,
    present: (observation) => clientOf(observation) !== undefined,
    remedy: {
      okta: 'keep client.userAgent in the export',
      entra: 'keep deviceDetail or userAgent in the export',
      google_workspace: 'Google logs no user agent for sign-ins; downgrades show within one sign-in only',
    },
  },
];

function isSignIn({ role, operation, weight }: Observation): boolean {
  return role === 'self' && weight === 'interactive' && (operation === 'sign_in' || operation === 'verify');
}
