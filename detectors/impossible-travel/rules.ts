import type { Rule, Technique } from '../kit/detector.ts';
import { END_ALL_SESSIONS } from '../kit/triage-step.ts';

const CLOUD_ACCOUNTS: Technique = { id: 'T1078.004', name: 'Valid Accounts: Cloud Accounts' };
const PROXY: Technique = { id: 'T1090.003', name: 'Proxy: Multi-hop Proxy' };
const MFA_REQUESTS: Technique = { id: 'T1621', name: 'Multi-Factor Authentication Request Generation' };

export const rules = {
  'impossible-travel': {
    name: 'Sign-ins from two places no journey connects',
    why: 'One account was used interactively from two places faster than anybody travels. Either one address does not tell where its user is, or two people use the account.',
    steps: [
      'Ask the user, over a channel that is not this account (phone, in person), where they were at both times and whether a VPN or remote desktop was on.',
      { ...END_ALL_SESSIONS, action: 'If they cannot explain both sign-ins, end all their sessions' },
      'Reset the password and review factors enrolled and devices registered since the first of the two sign-ins.',
      'Read what the second session did: applications opened, mail rules, consents, downloads.',
      'If one end is a company VPN, proxy or remote desktop, add its network to `egress` in the settings.',
    ],
    techniques: [CLOUD_ACCOUNTS],
  },
  'anonymiser-arrival': {
    name: 'First sign-in through an anonymiser',
    why: 'The user signed in through a VPN service, proxy or Tor, which they had no habit of using. Stolen credentials are mostly used from such networks.',
    steps: [
      'Ask the user whether they have begun to use this service; if so, record it and close.',
      { ...END_ALL_SESSIONS, action: 'If not, end all their sessions' },
      'Then reset the password and review factors and devices added since.',
      {
        action: 'Where company rules forbid anonymisers, block them',
        where: {
          okta: 'Security › Networks, an enhanced dynamic zone',
          entra: 'a Conditional Access policy by location or sign-in risk',
          google_workspace: 'Security › Access and data control › Context-Aware Access',
        },
      },
    ],
    techniques: [CLOUD_ACCOUNTS, PROXY],
  },
  'password-proven-abroad': {
    name: 'Password proven in a place foreign to the user, then stopped',
    why: 'Somebody entered the right password far from the user and was stopped by MFA or by policy. The account is safe for the moment; the password is not.',
    steps: [
      'Reset the password and tell the user not to approve requests they did not start.',
      'Check for approvals, texts or calls the user received at that time, and whether a second factor was passed later from the same network.',
      'Look for the same address or network against other users: one stolen list is tried on many accounts.',
      'If the user was there themself, help them to pass MFA; if this country is part of their work, add them to `travellers`.',
    ],
    techniques: [CLOUD_ACCOUNTS, MFA_REQUESTS],
  },
} as const satisfies Record<string, Rule>;
