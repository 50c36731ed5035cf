import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

/** Passwords, recovery, life cycle, roles and membership of accounts. */
export const ACCOUNTS: readonly EventTypeGroup[] = [
  {
    eventTypes: each(`
      user.account.update_password
      application.user_membership.change_password
      system.agent.ldap.change_user_password
      system.agent.ldap.update_user_password
    `),
    operation: 'password_change',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    // A named factor with a successful outcome is the redeemed recovery; the message that was sent before it is not.
    eventTypes: ['user.account.reset_password'],
    operation: 'password_reset',
    category: ['iam'],
    type: ['user', 'change'],
    step: { purpose: 'recovery', result: 'verification' },
  },
  {
    eventTypes: each(`
      user.account.expire_password
      user.lifecycle.password_mass_expiry
      user.import.password
      application.user_membership.restore_password
      system.agent.ad.reset_user_password
      system.agent.ldap.reset_user_password
    `),
    operation: 'password_reset',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(
      `user.account.unlock user.account.unlock_token user.account.unlock_failure user.account.use_token`,
    ),
    operation: 'recover',
    category: ['iam'],
    type: ['user', 'change'],
    step: { purpose: 'recovery', result: 'verification' },
  },
  {
    eventTypes: each(
      `user.account.unlock_by_admin system.agent.ad.unlock_user_account system.agent.ldap.unlock_user_account`,
    ),
    operation: 'unsuspend',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(`user.account.lock user.account.lock.limit`),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(`user.account.update_primary_email user.account.update_secondary_email`),
    operation: 'recovery_info_change',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(`
      user.account.update_profile
      user.account.update_user_type
      user.privileged_account.update_profile
      user.realm.update
      application.user_membership.change_username
      application.user_membership.update
    `),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(`user.account.preference_update user.account.subscriptions.update iam.role.subscriptions.update`),
    operation: 'other',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(
      `user.lifecycle.create user.lifecycle.activate user.lifecycle.reactivate user.lifecycle.unsuspend`,
    ),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['user', 'creation'],
  },
  {
    eventTypes: each(`
      user.lifecycle.deactivate
      user.lifecycle.suspend
      user.lifecycle.delete.initiated
      user.lifecycle.delete.completed
    `),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['user', 'deletion'],
  },
  {
    eventTypes: ['user.lifecycle.jit.error.read_only'],
    operation: 'lifecycle',
    category: ['iam'],
    type: ['user', 'info'],
  },
  {
    eventTypes: each(`
      user.account.privilege.grant
      user.privileged_account.privilege.grant
      group.privilege.grant
      app.oauth2.client.privilege.grant
      iam.resourceset.bindings.add
    `),
    operation: 'role_grant',
    category: ['iam'],
    type: ['admin', 'change'],
    facts: ['privileged_role'],
  },
  {
    eventTypes: each(`
      user.account.privilege.revoke
      user.privileged_account.privilege.revoke
      group.privilege.revoke
      app.oauth2.client.privilege.revoke
      iam.resourceset.bindings.delete
    `),
    operation: 'role_revoke',
    category: ['iam'],
    type: ['admin', 'change'],
  },
  {
    eventTypes: each(`
      group.user_membership.add
      application.user_membership.add
      application.user_membership.approve
      application.user_membership.provision
      application.user_membership.restore
    `),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['group', 'change'],
  },
  {
    eventTypes: each(`
      group.user_membership.remove
      application.user_membership.remove
      application.user_membership.deprovision
      application.user_membership.revoke
    `),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['group', 'change'],
  },
  {
    eventTypes: ['application.user_membership.show_password'],
    operation: 'other',
    category: ['iam'],
    type: ['user', 'info'],
  },
  {
    eventTypes: each(`
      group.user_membership.rule.add_exclusion
      group.user_membership.rule.deactivated
      group.user_membership.rule.error
      group.user_membership.rule.evaluation
      group.user_membership.rule.invalidate
      group.user_membership.rule.trigger
    `),
    operation: 'other',
    category: ['iam'],
    type: ['group', 'info'],
    facts: ['internal'],
  },
];
