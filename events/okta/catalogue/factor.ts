import type { EventTypeGroup } from './rule.ts';
import { each } from './rule.ts';

/** Factors, authenticator enrolments and the devices that carry them. */
export const FACTORS: readonly EventTypeGroup[] = [
  {
    eventTypes: each(`user.mfa.factor.activate user.credential.enroll credential.register`),
    operation: 'enroll',
    category: ['iam'],
    type: ['user', 'creation'],
    factor: true,
  },
  {
    eventTypes: each(`system.mfa.preregister.initiate device.desktop_mfa.enrollment.create`),
    operation: 'enroll',
    category: ['iam'],
    type: ['user', 'creation'],
    factor: true,
  },
  {
    eventTypes: each(`user.mfa.factor.deactivate credential.revoke`),
    operation: 'unenroll',
    category: ['iam'],
    type: ['user', 'deletion'],
    factor: true,
  },
  {
    eventTypes: each(`user.mfa.factor.update user.mfa.promote_enrollment`),
    operation: 'update',
    category: ['iam'],
    type: ['user', 'change'],
    factor: true,
  },
  {
    eventTypes: ['user.mfa.factor.reset_all'],
    operation: 'reset_all',
    category: ['iam'],
    type: ['user', 'deletion'],
  },
  {
    eventTypes: ['user.mfa.factor.suspend'],
    operation: 'suspend',
    category: ['iam'],
    type: ['user', 'change'],
    factor: true,
  },
  {
    eventTypes: ['user.mfa.factor.unsuspend'],
    operation: 'unsuspend',
    category: ['iam'],
    type: ['user', 'change'],
    factor: true,
  },
  {
    eventTypes: each(`device.desktop_mfa.recovery_pin.generate device.desktop_mfa.recovery_pin.rotate_secret`),
    operation: 'bypass',
    category: ['iam'],
    type: ['user', 'change'],
  },
  {
    eventTypes: each(`
      device.user.add
      device.enrollment.create
      device.token.enrollment.create
      device.password_sync.enrollment.create
      device.platform_sso.enrollment.create
      device.platform_sso.keys.register
      device.local_account.create
    `),
    operation: 'device_register',
    category: ['iam'],
    type: ['creation'],
  },
  {
    eventTypes: each(`device.user.remove device.lifecycle.delete device.lifecycle.deactivate device.lifecycle.suspend`),
    operation: 'device_remove',
    category: ['iam'],
    type: ['deletion'],
  },
  {
    eventTypes: each(`device.lifecycle.activate device.lifecycle.unsuspend`),
    operation: 'lifecycle',
    category: ['iam'],
    type: ['change'],
  },
  {
    eventTypes: each(`device.signals.status.timeout device.user_os_account.sync`),
    operation: 'other',
    category: ['iam'],
    type: ['info'],
    facts: ['internal'],
  },
];
