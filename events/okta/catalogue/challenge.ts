import type { Purpose, Method } from '../../method.ts';
import type { EventTypeGroup, StepRule } from './rule.ts';
import { each } from './rule.ts';

const sent = (method: Method, purpose: Purpose): StepRule => ({ method, purpose, result: 'delivery' });
const challenge = (eventTypes: string, method: Method, purpose: Purpose): EventTypeGroup => ({
  eventTypes: each(eventTypes),
  operation: 'challenge',
  category: ['authentication'],
  type: ['info'],
  step: sent(method, purpose),
});
const receipt = (eventType: string, method: Method): EventTypeGroup => ({
  eventTypes: [eventType],
  operation: 'challenge',
  category: ['authentication'],
  type: ['info'],
  step: { method, purpose: 'unknown', result: 'receipt' },
});

/** Challenges on their way to the user: what was sent, why, and whether it arrived. No proof of anything by themselves. */
export const CHALLENGES: readonly EventTypeGroup[] = [
  challenge('system.push.send_factor_verify_push device.custom_push.send_notification', 'push', 'second_factor'),
  challenge('system.sms.send_factor_verify_message', 'sms', 'second_factor'),
  challenge('system.sms.send_phone_verification_message system.sms.send_okta_push_verify_message', 'sms', 'enrolment'),
  challenge('system.sms.send_password_reset_message system.sms.send_account_unlock_message', 'sms', 'recovery'),
  challenge('system.voice.send_mfa_challenge_call', 'voice', 'second_factor'),
  challenge('system.voice.send_phone_verification_call', 'voice', 'enrolment'),
  challenge('system.voice.send_password_reset_call system.voice.send_account_unlock_call', 'voice', 'recovery'),
  challenge('system.voice.send_call', 'voice', 'unknown'),
  challenge('system.email.send_factor_verify_message', 'email', 'second_factor'),
  challenge('system.email.password_reset.sent_message system.email.account_unlock.sent_message', 'email', 'recovery'),
  receipt('system.sms.receive_status', 'sms'),
  receipt('system.voice.receive_status', 'voice'),
  {
    // The one exception by its name: the link was opened or the code typed in. What for, only `factorIntent` says.
    eventTypes: ['system.email.challenge_factor_redeemed'],
    operation: 'verify',
    category: ['authentication'],
    type: ['info'],
    step: { method: 'email', purpose: 'unknown', result: 'verification' },
  },
  {
    eventTypes: each(`
      system.email.mfa_enroll_notification.sent_message
      system.email.mfa_reset_notification.sent_message
      system.email.new_device_notification.sent_message
      system.email.delivery
      system.email.bounce.removal
    `),
    operation: 'other',
    category: ['email'],
    type: ['info'],
    facts: ['internal'],
  },
  {
    eventTypes: each(`
      system.email.template.create
      system.email.template.delete
      system.email.template.settings_changed
      system.email.template.update
    `),
    operation: 'other',
    category: ['configuration'],
    type: ['change'],
  },
];
