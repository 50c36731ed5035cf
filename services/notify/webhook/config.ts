import { z } from 'zod';
import { secretSchema } from '../../platform/config/secret.ts';
import { outboundShape } from '../outbound/config.ts';
import { policyShape } from '../channel-policy.ts';

export const webhookSchema = z.strictObject({
  ...policyShape,
  kind: z.literal('webhook'),
  url: secretSchema.describe('https://… ; a secret where the address itself lets callers in.'),
  secrets: z
    .array(secretSchema)
    .min(1)
    .describe('Signing keys `whsec_…`; every one signs, so that a new key can be added before the old one goes.'),
  ...outboundShape,
});

export type WebhookConfig = z.output<typeof webhookSchema>;
