import type { Environment } from '../platform/config/secret.ts';
import type { ChannelConfig } from './channel-config.ts';
import type { Channel } from './channel.ts';
import { createEmail } from './email/email.ts';
import { createSlackBot } from './slack/bot.ts';
import { createSlackWebhook } from './slack/incoming-webhook.ts';
import { createWebhook } from './webhook/webhook.ts';

/**
 * @param environment where `{env: NAME}` secrets are found; default the process's
 * @throws SecretError, OutboundUrlError
 */
export function createChannel(
  config: ChannelConfig,
  now: () => number = () => Date.now(),
  environment?: Environment,
): Channel {
  switch (config.kind) {
    case 'webhook':
      return createWebhook(config, now, environment);
    case 'slack':
      return createSlackBot(config, environment);
    case 'slack-webhook':
      return createSlackWebhook(config, environment);
    case 'email':
      return createEmail(config, environment);
  }
}
