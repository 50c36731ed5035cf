import type { Rule, Technique } from '../kit/detector.ts';
import { END_ALL_SESSIONS } from '../kit/triage-step.ts';
import type { Step } from '../kit/triage-step.ts';

const STEAL_COOKIE: Technique = { id: 'T1539', name: 'Steal Web Session Cookie' };
const USE_COOKIE: Technique = { id: 'T1550.004', name: 'Use Alternate Authentication Material: Web Session Cookie' };
const USE_TOKEN: Technique = {
  id: 'T1550.001',
  name: 'Use Alternate Authentication Material: Application Access Token',
};
const STEAL_TOKEN: Technique = { id: 'T1528', name: 'Steal Application Access Token' };
const AITM: Technique = { id: 'T1557', name: 'Adversary-in-the-Middle' };

const END_SESSIONS: Step = { ...END_ALL_SESSIONS, action: 'End all sessions of the user now' };
const ASK =
  'Ask the user over another channel (phone, not mail or chat of this account) whether they were at the new place and device.';
const WHAT_WAS_DONE =
  'List what the session did from the new address: applications opened, factors or devices enrolled, consents, mailbox rules; undo what the user did not do.';
const CLEAN =
  'Look for an information stealer on the device the session came from before handing out new credentials; then reset the password.';
const ENROLMENTS = 'Remove factors and devices enrolled since; then let the user enrol again in person.';

export const RULES: Readonly<Record<string, Rule>> = {
  'session-cookie-jar-replay': {
    name: 'Session replayed in another browser and network',
    why: "A browser's cookies turned up in another browser or operating system on another network. Cookies do not change browser by themselves: the usual way is an information stealer, and the copy skips MFA until the session ends.",
    steps: [END_SESSIONS, ASK, WHAT_WAS_DONE, CLEAN],
    techniques: [STEAL_COOKIE, USE_COOKIE],
  },
  'session-id-replay': {
    name: 'Session id used by a second browser',
    why: 'One session is used with a device token it never had, from another network: somebody took the session cookie alone, as phishing proxies and stolen HAR files do.',
    steps: [END_SESSIONS, ASK, WHAT_WAS_DONE, CLEAN],
    techniques: [STEAL_COOKIE, USE_COOKIE],
  },
  'session-same-browser-replay': {
    name: 'Session used in two networks at once',
    why: 'One session is used from two places in turns, or faster than anyone travels. The copy imitates the browser, so only the places give it away.',
    steps: [ASK, END_SESSIONS, WHAT_WAS_DONE, CLEAN],
    techniques: [STEAL_COOKIE, USE_COOKIE],
  },
  'session-born-elsewhere': {
    name: 'Session created through a likely phishing proxy',
    why: 'A new session began on a rented or hidden network and an unknown device, right after a factor a phishing proxy can pass on. The user passed MFA; the proxy kept the session.',
    steps: [END_SESSIONS, ENROLMENTS, ASK, 'Reset the password: the proxy has it.', WHAT_WAS_DONE],
    techniques: [AITM, STEAL_COOKIE, USE_COOKIE],
  },
  'entra-refresh-token-replay': {
    name: 'Entra refresh token redeemed elsewhere',
    why: 'A refresh token that is not bound to a device was redeemed from another place and network. It gives new access tokens for weeks, without password or MFA.',
    steps: [
      'Entra: Users › user › Revoke sessions (revokes refresh tokens), then disable the device if it is lost or unknown.',
      ASK,
      WHAT_WAS_DONE,
      'Require token protection or a compliant device in Conditional Access for these applications.',
    ],
    techniques: [STEAL_TOKEN, USE_TOKEN],
  },
  'provider-session-verdict': {
    name: 'Provider reports a stolen or relayed session',
    why: 'The identity provider itself concluded that a session or token is in other hands, or that a phishing proxy stood in between. It sees browser signals that logs do not carry.',
    steps: [END_SESSIONS, ASK, WHAT_WAS_DONE, ENROLMENTS],
    techniques: [STEAL_COOKIE, AITM],
  },
};
