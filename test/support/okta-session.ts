import type { JsonObject } from '../../events/event.ts';
import { ALICE, oktaRecord } from './okta-record.ts';

/** Secrets as Okta writes them; none may leave the program. */
export const SESSION = 'idxSECRETsessionSECRETsession01';
export const DEVICE_TOKEN = 'dtHASHsecretSECRETdevicetoken99';
export const PHONE = '+4791234567';

const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';
/** Telenor in Norway, and a hosting company in the Netherlands. */
const HOME = '84.208.1.10';
const ELSEWHERE = '185.220.101.5';

export interface Moment {
  readonly minute: number;
  readonly type: string;
  readonly from?: 'home' | 'thief';
  readonly user?: JsonObject;
  readonly over?: JsonObject;
}

let serial = 0;

/** A record at `minute` of the morning of 16 November 2026, 08:00 UTC. */
export function moment({ minute, type, from = 'home', user = ALICE, over = {} }: Moment): JsonObject {
  serial += 1;
  const stolen = from === 'thief';
  const client = stolen
    ? { ipAddress: ELSEWHERE, userAgent: { rawUserAgent: SAFARI, os: 'Mac OS X', browser: 'SAFARI' } }
    : undefined;
  return oktaRecord(type, {
    uuid: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    published: new Date(Date.UTC(2026, 10, 16, 8, minute)).toISOString(),
    actor: user,
    target: [user],
    ...(client === undefined ? { client: { ...HOME_CLIENT } } : { client }),
    authenticationContext: { externalSessionId: SESSION, rootSessionId: SESSION },
    debugContext: { debugData: stolen ? {} : { dtHash: DEVICE_TOKEN } },
    ...over,
  });
}

const HOME_CLIENT = { ...(oktaRecord('x')['client'] as JsonObject), ipAddress: HOME };

/** A sign-in at home. */
export function signInAtHome(): JsonObject[] {
  return [moment({ minute: 0, type: 'user.session.start' }), moment({ minute: 5, type: 'user.authentication.sso' })];
}

/** The same session twenty minutes later in another browser on another network: one alert. */
export function stolenSession(): JsonObject[] {
  return [moment({ minute: 25, type: 'user.authentication.sso', from: 'thief' })];
}

/** A second factor by text message: one low alert for each user and day. */
export function textMessage(minute: number, user: JsonObject = ALICE): JsonObject {
  return moment({
    minute,
    type: 'user.authentication.auth_via_mfa',
    user,
    over: {
      debugContext: { debugData: { factor: 'SMS_FACTOR', phoneNumber: PHONE, dtHash: DEVICE_TOKEN } },
      target: [user, { id: 'sms1', type: 'AuthenticatorEnrollment', displayName: 'Phone', alternateId: PHONE }],
    },
  });
}
