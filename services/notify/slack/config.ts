import { z } from 'zod';
import { secretSchema } from '../../platform/config/secret.ts';
import { outboundShape } from '../outbound/config.ts';
import { policyShape } from '../channel-policy.ts';

/** Messages of one bot can be changed: an incident stays one message, its updates are in the thread. */
export const slackBotSchema = z.strictObject({
  ...policyShape,
  kind: z.literal('slack'),
  token: secretSchema.describe('Bot token (xoxb-…) with chat:write.'),
  channel: z.string().min(1).describe('Id of the Slack channel (C…).'),
  apiUrl: z.url().default('https://slack.com/api/').describe('GovSlack: https://slack-gov.com/api/'),
  ...outboundShape,
});

/** An incoming webhook cannot change what it posted: updates are messages of their own. */
export const slackWebhookSchema = z.strictObject({
  ...policyShape,
  kind: z.literal('slack-webhook'),
  url: secretSchema.describe('https://hooks.slack.com/services/…'),
  ...outboundShape,
});

export type SlackBotConfig = z.output<typeof slackBotSchema>;
export type SlackWebhookConfig = z.output<typeof slackWebhookSchema>;
