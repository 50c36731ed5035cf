import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

/** What Okta itself judged. The fact of `user.risk.*` depends on the detection and the level: see verdict.ts. */
export const RISK: readonly EventTypeGroup[] = [
  {
    eventTypes: each(`
      security.threat.detected
      security.attack.start
      security.password_spray.detected
      security.internal.threat.detected
      security.internal.valid_password_sprayed.detected
      security.internal.dco_malicious_ip_report
    `),
    operation: 'verdict',
    category: ['threat'],
    type: ['indicator'],
    facts: ['verdict_attack'],
    alert: true,
  },
  {
    eventTypes: ['security.attack.end'],
    operation: 'verdict',
    category: ['threat'],
    type: ['indicator'],
  },
  {
    eventTypes: ['security.breached_credential.detected'],
    operation: 'verdict',
    category: ['threat'],
    type: ['indicator'],
    facts: ['verdict_leaked_password'],
    alert: true,
  },
  {
    eventTypes: each(`
      user.risk.detect
      user.risk.change
      user.internal.risk.detect
      user.internal.risk.change
      security.internal.dco_user_risk_report
      security.events.provider.receive_event
    `),
    operation: 'verdict',
    category: ['threat'],
    type: ['indicator'],
    alert: true,
  },
  {
    // A refresh token for one use was used twice: OAuth 2.0 Security BCP (RFC 9700 §4.14.2) treats it as theft; retries look the same.
    eventTypes: each(`app.oauth2.token.detect_reuse app.oauth2.as.token.detect_reuse`),
    operation: 'verdict',
    category: ['threat'],
    type: ['indicator'],
    facts: ['verdict_suspicious'],
    alert: true,
  },
  {
    eventTypes: ['user.account.report_suspicious_activity_by_enduser'],
    operation: 'report_suspicious',
    category: ['threat'],
    type: ['indicator'],
    facts: ['verdict_suspicious'],
    alert: true,
  },
  {
    eventTypes: ['security.request.blocked'],
    operation: 'verdict',
    category: ['network'],
    type: ['denied'],
  },
  {
    eventTypes: ['user.behavior.profile.reset'],
    operation: 'other',
    category: ['iam'],
    type: ['user', 'change'],
  },
];
