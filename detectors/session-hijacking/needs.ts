import type { Observation } from '../../events/observation.ts';
import { hasFact } from '../../events/observation.ts';
import type { Need } from '../kit/detector.ts';
import { isSessionEvidenceType } from './session-evidence.ts';

function isUse(observation: Observation): boolean {
  return isSessionEvidenceType(observation) && !hasFact(observation, 'responder') && !hasFact(observation, 'internal');
}

function isRefresh(observation: Observation): boolean {
  return observation.action === 'signin.nonInteractiveUser' && !hasFact(observation, 'internal');
}

const GRAPH_BETA =
  'export from Microsoft Graph beta (/auditLogs/signIns) or diagnostic settings; Graph v1.0 and the portal CSV leave it out';

export const NEEDS: readonly Need[] = [
  {
    field: 'session id',
    judges: 'branches (a)–(e)',
    sources: ['okta', 'entra'],
    applies: isUse,
    present: ({ session, rootSession }) => session !== undefined || rootSession !== undefined,
    remedy: {
      okta: 'export authenticationContext.externalSessionId (and rootSessionId): the System Log API has both, the console CSV may not',
      entra: `sessionId: ${GRAPH_BETA}`,
    },
  },
  {
    field: 'device token',
    judges: 'branch (b); (a) and (c) across sessions',
    sources: ['okta'],
    applies: isUse,
    present: ({ device }) => device.token !== undefined,
    remedy: { okta: 'export debugContext.debugData.dtHash with the System Log API' },
  },
  {
    field: 'user agent',
    judges: 'branch (a), the client change of (e)',
    sources: ['okta', 'entra'],
    applies: isUse,
    present: ({ device }) =>
      device.osFamily !== undefined || device.browserFamily !== undefined || device.script === true,
    remedy: {
      okta: 'export client.userAgent (rawUserAgent, os, browser)',
      entra: 'export userAgent and deviceDetail.operatingSystem, deviceDetail.browser',
    },
  },
  {
    field: 'non-interactive sign-ins',
    judges: 'branch (e), and (c) for tokens',
    sources: ['entra'],
    applies: isUse,
    present: isRefresh,
    enough: 'one',
    remedy: {
      entra:
        "add the category NonInteractiveUserSignInLogs, or Graph beta with signInEventTypes/any(t: t eq 'nonInteractiveUser')",
    },
  },
  {
    field: 'incoming token type',
    judges: 'branch (e)',
    sources: ['entra'],
    applies: isRefresh,
    present: (observation) => hasFact(observation, 'refresh_token') || hasFact(observation, 'primary_refresh_token'),
    remedy: { entra: `incomingTokenType: ${GRAPH_BETA}` },
  },
  {
    field: 'token protection status',
    judges: 'branch (e)',
    sources: ['entra'],
    applies: isRefresh,
    present: (observation) => hasFact(observation, 'bound') || hasFact(observation, 'unbound'),
    remedy: { entra: `tokenProtectionStatusDetails.signInSessionStatus: ${GRAPH_BETA}` },
  },
  {
    field: 'device id',
    judges: 'branch (d), and the lost managed device',
    sources: ['entra'],
    applies: isUse,
    present: ({ device, facts }) => device.id !== undefined || facts.includes('unmanaged') || facts.includes('managed'),
    remedy: { entra: 'export deviceDetail with deviceId, isManaged and isCompliant' },
  },
  {
    field: 'session id and user agent',
    judges: 'branches (a)–(e)',
    sources: ['google_workspace'],
    applies: ({ action }) => action === 'login_success',
    present: ({ session }) => session !== undefined,
    remedy: {
      google_workspace:
        "Google's login log has neither, so only Google's own verdicts (f) are judged; federate Google to Okta or Entra and export those logs",
    },
  },
];
