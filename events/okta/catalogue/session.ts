import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

/** Life of a session, impersonation, and single log-out. */
export const SESSIONS: readonly EventTypeGroup[] = [
  {
    eventTypes: each(`user.session.end user.authentication.slo user.device_session.end`),
    operation: 'sign_out',
    category: ['authentication', 'session'],
    type: ['end'],
  },
  {
    eventTypes: ['user.session.expire'],
    operation: 'sign_out',
    category: ['session'],
    type: ['end'],
  },
  {
    eventTypes: each(`
      user.session.clear
      user.authentication.universal_logout
      user.authentication.universal_logout.scheduled
      user.chrome.data.clear
      device.desktop_mfa.device_logout.started
      device.desktop_mfa.device_logout.completed
    `),
    operation: 'session_revoke',
    category: ['session'],
    type: ['end'],
  },
  {
    // "… changed significantly since it was created … often indicates a security issue related to the session" (Okta event types).
    eventTypes: each(`user.session.context.change user.internal.session_context_change`),
    operation: 'session_change',
    category: ['session'],
    type: ['info'],
    facts: ['verdict_suspicious'],
  },
  {
    eventTypes: ['security.session.detect_client_roaming'],
    operation: 'session_change',
    category: ['threat'],
    type: ['indicator'],
    facts: ['verdict_suspicious'],
    alert: true,
  },
  {
    eventTypes: each(`
      user.session.impersonation.grant
      user.session.impersonation.initiate
      user.session.impersonation.extend
    `),
    operation: 'impersonate',
    category: ['session'],
    type: ['start'],
  },
  {
    eventTypes: each(`user.session.impersonation.end user.session.impersonation.revoke`),
    operation: 'impersonate',
    category: ['session'],
    type: ['end'],
  },
  {
    eventTypes: each(`support.org.view support.org.update user.account.access_support_user_app`),
    operation: 'other',
    category: ['iam'],
    type: ['admin'],
  },
];
