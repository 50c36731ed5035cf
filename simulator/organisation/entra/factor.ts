import type { Factor, Person } from '../person.ts';
import type { PhoneMethod } from '../record.ts';

/** One entry of `authenticationDetails`. */
export interface EntraStep {
  readonly authenticationStepDateTime: string;
  readonly authenticationMethod: string;
  readonly authenticationMethodDetail: string | null;
  readonly succeeded: boolean;
  readonly authenticationStepResultDetail: string;
  readonly authenticationStepRequirement: string;
}

const METHOD: Readonly<Record<Factor, string>> = {
  push: 'Mobile app notification',
  push_number: 'Mobile app notification',
  fastpass: 'Windows Hello for Business',
  totp: 'OATH verification code',
  webauthn: 'FIDO2 security key',
  sms: 'Text message',
  voice: 'Phone call approval (Authentication phone)',
};

const PHONE: Partial<Record<Factor, PhoneMethod>> = { sms: 'sms', voice: 'voice' };

const MASKED_PHONE = '+XX XXXXXXX42';
const DAY = 86_400_000;

/** Second precision; a step never leaves the UTC day of its row, so that a day's count has one reading. */
function stepTime(row: number, offset: number): string {
  const lastSecond = row - (row % DAY) + DAY - 1000;
  return new Date(Math.min(row + offset, lastSecond)).toISOString().replace('.000Z', 'Z');
}

/** The steps of an interactive sign-in, and the phone method where its second factor succeeded by phone. */
export function entraFactor(
  factor: Factor,
  person: Person,
  time: number,
  ends: 'success' | 'denied' | 'abandoned',
): { steps: readonly EntraStep[]; phone?: PhoneMethod } {
  const password: EntraStep = {
    authenticationStepDateTime: stepTime(time, 0),
    authenticationMethod: 'Password',
    authenticationMethodDetail: 'Password in the cloud',
    succeeded: true,
    authenticationStepResultDetail: 'Correct password',
    authenticationStepRequirement: 'Primary authentication',
  };
  if (ends === 'abandoned') return { steps: [password] };
  const phone = PHONE[factor];
  const second: EntraStep = {
    authenticationStepDateTime: stepTime(time, 22_000),
    authenticationMethod: METHOD[factor],
    authenticationMethodDetail: phone === undefined ? person.phone.name : MASKED_PHONE,
    succeeded: ends === 'success',
    authenticationStepResultDetail:
      ends === 'success' ? 'MFA successfully completed' : 'MFA denied; user declined the authentication',
    authenticationStepRequirement: 'Multifactor authentication',
  };
  const steps = factor === 'fastpass' || factor === 'webauthn' ? [second] : [password, second];
  return phone === undefined ? { steps } : { steps, phone };
}
