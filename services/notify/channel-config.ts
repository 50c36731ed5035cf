import { z } from 'zod';
import { emailSchema } from './email/config.ts';
import { slackBotSchema, slackWebhookSchema } from './slack/config.ts';
import { webhookSchema } from './webhook/config.ts';

/** One channel of the configuration's `channels`. */
export const channelSchema = z.discriminatedUnion('kind', [
  webhookSchema,
  slackBotSchema,
  slackWebhookSchema,
  emailSchema,
]);

export type ChannelConfig = z.output<typeof channelSchema>;
