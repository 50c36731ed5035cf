import type { Observation } from '../../events/observation.ts';
import { located } from '../../events/network/distance.ts';
import type { Need } from '../kit/detector.ts';
import { SOURCES } from '../../events/event.ts';
import { isEndpoint, isEndpointType } from './endpoints.ts';

/** What this detector must see in the rows of a source to be able to judge them. */
export const needs: readonly Need[] = [
  {
    field: 'interactive sign-ins',
    judges: 'everything',
    sources: SOURCES,
    applies: ({ role, weight }) => role === 'self' && weight !== 'mark',
    present: isEndpointType,
    enough: 'one',
    remedy: {
      okta: 'export the System Log unfiltered, or with user.session.start and user.authentication.auth_via_mfa',
      entra: 'export interactive user sign-ins (signInEventTypes interactiveUser; diagnostics category SignInLogs)',
      google_workspace: 'export the Reports API application `login` with login_success',
    },
  },
  {
    field: 'client address',
    judges: 'everything',
    sources: SOURCES,
    applies: isEndpoint,
    present: ({ place }) => place !== undefined,
    remedy: {
      okta: 'keep client.ipAddress in the export',
      entra: 'keep ipAddress in the export',
      google_workspace: 'keep ipAddress in the export',
    },
  },
  {
    field: 'location of the address',
    judges: 'impossible-travel',
    sources: SOURCES,
    applies: (observation) => isEndpoint(observation) && observation.place !== undefined,
    present: isLocated,
    remedy: {
      okta: 'install a geolocation database, or keep client.geographicalContext',
      entra: 'install a geolocation database, or keep location.geoCoordinates',
      google_workspace: 'install a geolocation database, or keep networkInfo.regionCode',
    },
  },
  {
    field: 'authentication steps of failed sign-ins',
    judges: 'password-proven-abroad',
    sources: SOURCES,
    applies: (observation) =>
      observation.role === 'self' && observation.outcome !== 'success' && isEndpointType(observation),
    present: ({ steps, facts }) => steps.length > 0 || facts.length > 1,
    remedy: {
      okta: 'include user.authentication.auth_via_mfa failures',
      entra: 'use Graph beta or diagnostic settings: v1.0 rows carry no authenticationDetails; keep status.errorCode',
      google_workspace: 'include login_challenge and login_failure with their parameters',
    },
  },
];

function isLocated({ place }: Observation): boolean {
  return place !== undefined && (located(place.geo) !== undefined || located(place.providerGeo) !== undefined);
}
