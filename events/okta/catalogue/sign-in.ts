import type { EventTypeGroup, StepRule } from './rule.ts';
import { each } from './rule.ts';

const PASSWORD: StepRule = { method: 'password', purpose: 'primary', result: 'verification' };
const FEDERATED: StepRule = { method: 'federated', purpose: 'primary', result: 'verification' };
/** OIE writes `auth_via_mfa` for every factor, the password included; Classic for second factors only. `factorIntent` outranks this. */
const SECOND_FACTOR: StepRule = { method: 'unknown', purpose: 'second_factor', result: 'verification' };
/** The method of a record that may speak of any step, or of several at once: named only where the record names it. */
const NAMED_ONLY: StepRule = { purpose: 'unknown', result: 'verification' };

/** Signing in: primary authentication, second factors, delegated and federated authentication, single sign-on. */
export const SIGN_IN: readonly EventTypeGroup[] = [
  {
    eventTypes: ['user.session.start'],
    operation: 'sign_in',
    category: ['authentication', 'session'],
    type: ['start'],
    facts: ['interactive'],
    step: NAMED_ONLY,
  },
  {
    eventTypes: ['user.device_session.start'],
    operation: 'sign_in',
    category: ['authentication', 'session'],
    type: ['start'],
    step: NAMED_ONLY,
  },
  {
    eventTypes: ['user.authentication.auth'],
    operation: 'verify',
    category: ['authentication'],
    type: ['start'],
    facts: ['interactive'],
    step: NAMED_ONLY,
  },
  {
    eventTypes: ['user.authentication.auth_via_mfa'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    facts: ['interactive'],
    step: SECOND_FACTOR,
  },
  {
    eventTypes: ['user.authentication.verify'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    facts: ['interactive'],
    step: NAMED_ONLY,
  },
  {
    eventTypes: ['user.mfa.okta_verify'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    step: SECOND_FACTOR,
  },
  {
    eventTypes: ['user.mfa.okta_verify.deny_push'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    step: { method: 'push', purpose: 'second_factor', result: 'denied_by_user' },
  },
  {
    eventTypes: ['user.mfa.okta_verify.deny_push_upgrade_needed'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    step: { method: 'push', purpose: 'second_factor', result: 'error' },
  },
  {
    eventTypes: ['user.mfa.attempt_bypass'],
    operation: 'bypass',
    category: ['authentication'],
    type: ['info'],
  },
  {
    eventTypes: each(`
      user.authentication.auth_via_IDP
      user.authentication.auth_via_social
      user.authentication.auth_via_inbound_SAML
      user.authentication.auth_via_iwa
      system.iwa_agentless.auth
      system.iwa_agentless.auth_after_redirect
    `),
    operation: 'verify',
    category: ['authentication'],
    type: ['start'],
    facts: ['interactive'],
    step: FEDERATED,
  },
  {
    eventTypes: each(`
      user.authentication.auth_via_AD_agent
      user.authentication.auth_via_LDAP_agent
      user.authentication.auth_via_inbound_delauth
      app.inbound_del_auth.login_success
    `),
    operation: 'verify',
    category: ['authentication'],
    type: ['start'],
    facts: ['internal'],
    step: PASSWORD,
  },
  {
    eventTypes: ['user.authentication.auth_via_radius'],
    operation: 'verify',
    category: ['authentication'],
    type: ['start'],
    facts: ['internal'],
    step: { purpose: 'second_factor', result: 'verification' },
  },
  {
    eventTypes: ['user.authentication.auth_via_richclient'],
    operation: 'verify',
    category: ['authentication'],
    type: ['start'],
    facts: ['non_interactive', 'legacy_auth'],
    step: PASSWORD,
  },
  {
    eventTypes: each(`
      user.authentication.authenticate
      device.password_sync.authentication
      device.platform_sso.authentication
    `),
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    facts: ['non_interactive'],
  },
  {
    eventTypes: each(`
      user.authentication.auth_identifier_not_in_policy
      user.authentication.auth_unconfigured_identifier
      user.authentication.dsso_via_non_priority_source
      system.iwa_agentless.redirect
      system.iwa_agentless.user.not_found
      app.kerberos_rich_client.account_not_found
      app.kerberos_rich_client.instance_not_found
      app.kerberos_rich_client.multiple_accounts_found
    `),
    operation: 'other',
    category: ['authentication'],
    type: ['info'],
  },
  {
    eventTypes: ['app.kerberos_rich_client.user_authentication_successful'],
    operation: 'sso',
    category: ['authentication'],
    type: ['start'],
    facts: ['non_interactive'],
  },
  {
    eventTypes: ['user.authentication.sso'],
    operation: 'sso',
    category: ['authentication'],
    type: ['start'],
    facts: ['interactive'],
  },
  {
    eventTypes: ['user.session.access_admin_app'],
    operation: 'sso',
    category: ['authentication'],
    type: ['start'],
    facts: ['interactive', 'admin_console'],
  },
  {
    eventTypes: ['app.generic.unauth_app_access_attempt'],
    operation: 'sso',
    category: ['authentication'],
    type: ['info'],
    facts: ['interactive'],
  },
  {
    eventTypes: each(
      `user.identity_verification user.identity_verification.start user.identity_snapshot.attestation.create`,
    ),
    operation: 'other',
    category: ['authentication'],
    type: ['info'],
  },
  {
    eventTypes: each(`user.internal.authentication.telemetry security.internal.authentication`),
    operation: 'other',
    category: ['authentication'],
    type: ['info'],
    facts: ['internal'],
  },
];
