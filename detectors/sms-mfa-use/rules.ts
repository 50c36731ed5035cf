import type { Rule, Technique } from '../kit/detector.ts';

const INTERCEPTION: Technique = { id: 'T1111', name: 'Multi-Factor Authentication Interception' };
const CLOUD_ACCOUNTS: Technique = { id: 'T1078.004', name: 'Valid Accounts: Cloud Accounts' };

export const rules = {
  'sms-mfa-use': {
    name: 'Second factor by phone (SMS or call)',
    why: 'A code by text message or call can be intercepted, redirected by a SIM swap, or read out to a caller; NIST SP 800-63B restricts it. Where a stronger factor is usual, going back to the phone is how attackers avoid it.',
    steps: [
      'If something raised this finding (see evidence): ask the user, over a channel that is not this phone number, whether they signed in and why by phone.',
      'If they did not: end all sessions, reset the password, remove the phone factor, and ask the carrier about a SIM swap.',
      'Otherwise plan the move to a stronger factor: enrol a passkey or security key for the user.',
      'Then close the door (Okta: Security > Authenticators > Phone, and the authentication policy; Entra: Authentication methods policy > SMS and Voice call; Google Admin: Security > 2-step verification > "Any except verification codes via text, phone call").',
    ],
    techniques: [INTERCEPTION],
  },
  'sms-recovery-use': {
    name: 'Account recovered by phone (SMS or call)',
    why: 'Whoever holds the phone number could set a new password without the old one: the step a SIM swap aims at.',
    steps: [
      'Ask the user, over a channel that is not this phone number, whether they recovered their account.',
      'If they did not: lock the account, end all sessions, ask the carrier about a SIM swap, then re-enrol the user with proof of identity.',
      'Review what changed since: password, factors, devices, mail rules.',
      'Take the phone out of recovery (Okta: password policy, recovery authenticators; Entra: Password reset > Authentication methods; Google Admin: Security > Account recovery).',
    ],
    techniques: [CLOUD_ACCOUNTS, INTERCEPTION],
  },
} as const satisfies Record<string, Rule>;
