import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

const change = (eventTypes: string): EventTypeGroup => ({
  eventTypes: each(eventTypes),
  operation: 'policy_change',
  category: ['configuration'],
  type: ['change'],
});

/** Policies at work, and changes of what protects a sign-in: policies, authenticators, zones, identity providers, roles. */
export const POLICIES: readonly EventTypeGroup[] = [
  {
    eventTypes: ['policy.evaluate_sign_on'],
    operation: 'evaluate_policy',
    category: ['authentication'],
    type: ['info'],
    facts: ['interactive'],
  },
  {
    eventTypes: ['application.policy.sign_on.deny_access'],
    operation: 'evaluate_policy',
    category: ['authentication'],
    type: ['info'],
    facts: ['interactive', 'blocked_by_policy'],
  },
  {
    eventTypes: each(`
      policy.auth_reevaluate.fail
      policy.auth_reevaluate.enforce
      policy.auth_reevaluate.action
      policy.continuous_access.evaluate
      policy.continuous_access.action
    `),
    operation: 'evaluate_policy',
    category: ['session'],
    type: ['info'],
    facts: ['non_interactive'],
  },
  {
    eventTypes: each(`policy.entity_risk.evaluate policy.entity_risk.action`),
    operation: 'evaluate_policy',
    category: ['threat'],
    type: ['indicator'],
    facts: ['non_interactive'],
  },
  {
    eventTypes: each(`
      policy.execute.user.start
      policy.scheduled.execute
      policy.rule.action.execute
      security.protected_action.attempt
    `),
    operation: 'other',
    category: ['configuration'],
    type: ['info'],
  },
  change(`
    policy.lifecycle.activate policy.lifecycle.create policy.lifecycle.deactivate policy.lifecycle.delete
    policy.lifecycle.overwrite policy.lifecycle.update policy.mapping.create
    policy.rule.activate policy.rule.add policy.rule.deactivate policy.rule.delete policy.rule.invalidate policy.rule.update
    policy.branch.lifecycle.create policy.branch.lifecycle.delete policy.branch.lifecycle.promote
    policy.branch.lifecycle.rollback policy.branch.lifecycle.stage policy.branch.lifecycle.update
    policy.branch.rule.activate policy.branch.rule.add policy.branch.rule.deactivate policy.branch.rule.delete
    policy.branch.rule.update
    application.policy.sign_on.rule.create application.policy.sign_on.rule.delete application.policy.sign_on.update
    app.policy.sign_on.update
  `),
  change(`
    system.mfa.factor.activate system.mfa.factor.deactivate
    security.authenticator.lifecycle.activate security.authenticator.lifecycle.create
    security.authenticator.lifecycle.deactivate security.authenticator.lifecycle.update
    device.desktop_mfa.configuration.update
    device.push.provider.create device.push.provider.delete device.push.provider.update
    system.iwa_agentless.update system.iwa_agentless_kerberos.update
  `),
  change(`
    security.attack_protection.settings.update security.bot_protection.settings.update security.bot_protection.status.update
    security.behavior.settings.create security.behavior.settings.delete security.behavior.settings.update
    security.events.provider.activate security.events.provider.create security.events.provider.deactivate
    security.events.provider.delete security.events.provider.update
    security.events.transmitter.create security.events.transmitter.delete security.events.transmitter.update
    security.protected_action.settings.update security.session_protection.status.update
    security.threat.configuration.update security.origin.auto_whitelisted
    security.trusted_origin.activate security.trusted_origin.create security.trusted_origin.deactivate
    security.trusted_origin.delete security.trusted_origin.update
    security.voice.add_country_blacklist security.voice.remove_country_blacklist
    security.device.add_request_blacklist_policy security.device.remove_request_blacklist_policy
    security.device.temporarily_disable_blacklisting
  `),
  change(`
    zone.activate zone.create zone.deactivate zone.delete zone.make_blacklist zone.remove_blacklist zone.update
    security.zone.make_blacklist security.zone.remove_blacklist network_zone.rule.disabled
    device.assurance.policy.add device.assurance.policy.delete device.assurance.policy.update
    device.posture.check.add device.posture.check.delete device.posture.check.update
    device.platform.add device.platform.delete device.platform.renew device.platform.secret_key.reset device.platform.update
    device.integration.endpoint_security.activate device.integration.endpoint_security.deactivate
  `),
  change(`
    system.idp.lifecycle.activate system.idp.lifecycle.create system.idp.lifecycle.deactivate system.idp.lifecycle.delete
    system.idp.lifecycle.read_client_secret system.idp.lifecycle.update
    system.idp.key.create system.idp.key.delete system.idp.key.update
    iam.policy.assignee_configuration.update iam.policy.configuration.update
    iam.resourceset.create iam.resourceset.delete iam.resourceset.update
    iam.resourceset.resources.add iam.resourceset.resources.delete iam.resourceset.resources.update
    iam.role.create iam.role.delete iam.role.update iam.role.permissions.add iam.role.permissions.delete
    iam.role.permission.conditions.add iam.role.permission.conditions.delete
  `),
];
