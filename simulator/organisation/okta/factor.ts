import type { Factor, Person } from '../person.ts';
import type { OktaClient, OktaTarget } from './record.ts';

/** How Okta logs a factor: the message it sends, the words of `auth_via_mfa`, and the enrolment used. */
export interface OktaFactor {
  readonly sent?: string;
  readonly sentDebug: Readonly<Record<string, unknown>>;
  readonly debug: Readonly<Record<string, unknown>>;
  readonly credentialType: string | null;
  readonly target: OktaTarget;
  /** The client block of the answer is the phone, not the browser. */
  readonly onPhone: boolean;
}

interface Words {
  readonly factor: string;
  readonly methodTypeUsed: string;
  readonly authenticator: string;
  readonly properties: string;
  readonly credentialType?: string;
  readonly sent?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const BOUND = '[DEVICE_BOUND, PHISHING_RESISTANT, HARDWARE_PROTECTED, USER_VERIFYING]';

const WORDS: Readonly<Record<Factor, Words>> = {
  push: {
    factor: 'OKTA_VERIFY_PUSH',
    methodTypeUsed: 'Get a push notification',
    authenticator: 'Okta Verify',
    properties: '[USER_PRESENCE]',
    sent: 'system.push.send_factor_verify_push',
    extra: {
      pushOnlyResponseType: 'OV_RESPONSE_APPROVE',
      pushWithNumberChallengeResponseType: 'OV_WITH_CHALLENGE_RESPONSE_NOT_APPLICABLE',
    },
  },
  push_number: {
    factor: 'OKTA_VERIFY_PUSH',
    methodTypeUsed: 'Get a push notification',
    authenticator: 'Okta Verify',
    properties: '[USER_PRESENCE]',
    sent: 'system.push.send_factor_verify_push',
    extra: {
      pushOnlyResponseType: 'OV_RESPONSE_APPROVE',
      pushWithNumberChallengeResponseType: 'OV_WITH_CHALLENGE_RESPONSE_VALID',
    },
  },
  fastpass: {
    factor: 'SIGNED_NONCE',
    methodTypeUsed: 'Use Okta FastPass',
    authenticator: 'Okta Verify',
    properties: BOUND,
    extra: { keyTypeUsedForAuthentication: 'USER_VERIFYING_BIO_OR_PIN' },
  },
  totp: {
    factor: 'OKTA_SOFT_TOKEN',
    methodTypeUsed: 'Enter a code',
    authenticator: 'Okta Verify',
    properties: '[USER_PRESENCE]',
    credentialType: 'OTP',
  },
  webauthn: {
    factor: 'FIDO_WEBAUTHN',
    methodTypeUsed: 'Security Key or Biometric',
    authenticator: 'Security Key or Biometric',
    properties: '[USER_PRESENCE, PHISHING_RESISTANT, HARDWARE_PROTECTED]',
  },
  sms: {
    factor: 'SMS_FACTOR',
    methodTypeUsed: 'SMS',
    authenticator: 'Phone',
    properties: '[USER_PRESENCE]',
    credentialType: 'SMS',
    sent: 'system.sms.send_factor_verify_message',
  },
  voice: {
    factor: 'CALL_FACTOR',
    methodTypeUsed: 'VOICE',
    authenticator: 'Phone',
    properties: '[USER_PRESENCE]',
    sent: 'system.voice.send_mfa_challenge_call',
  },
};

const SENT_DEBUG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  push: { deviceCategory: 'SmartPhone_IPhone', devicePlatform: 'IOS' },
  push_number: { deviceCategory: 'SmartPhone_IPhone', devicePlatform: 'IOS' },
  sms: { smsProvider: 'TELESIGN', phoneNumber: 'XXX-XXX-0142', providerStatus: 'SENT' },
  voice: { callProvider: 'TWILIO', phoneNumber: 'XXX-XXX-0142' },
};

export function oktaFactor(factor: Factor, person: Person): OktaFactor {
  const words = WORDS[factor];
  return {
    ...(words.sent === undefined ? {} : { sent: words.sent }),
    sentDebug: SENT_DEBUG[factor] ?? {},
    debug: { factor: words.factor, ...words.extra },
    credentialType: words.credentialType ?? null,
    onPhone: factor === 'push' || factor === 'push_number',
    target: {
      id: `opf${person.oktaId.slice(3)}`,
      type: 'AuthenticatorEnrollment',
      alternateId: 'unknown',
      displayName: words.authenticator,
      detailEntry: { methodTypeUsed: words.methodTypeUsed, methodUsedVerifiedProperties: words.properties },
    },
  };
}

/** Okta Verify on the person's phone, as it introduces itself when it answers a push. */
export function phoneClient(person: Person): OktaClient {
  const apple = person.phone.os === 'ios';
  return {
    device: 'Mobile',
    userAgent: {
      rawUserAgent: apple
        ? 'B7F62B65BN.com.okta.mobile.auth/9.51.0 DeviceSDK/2.4.0 iOS/19.1 Apple/iPhone16,2'
        : 'com.okta.android.auth/8.25.0 DeviceSDK/1.6.2 Android/16 google/Pixel 10',
      os: apple ? 'iOS' : 'Android 16',
      browser: 'UNKNOWN',
    },
  };
}
