import { z } from 'zod';
import { secretSchema } from '../../platform/config/secret.ts';
import { outboundShape } from '../outbound/config.ts';
import { policyShape } from '../channel-policy.ts';

const SUBMISSIONS_PORT = 465;

export const emailSchema = z.strictObject({
  ...policyShape,
  kind: z.literal('email'),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(SUBMISSIONS_PORT),
  user: z.string().min(1).optional(),
  password: secretSchema.optional(),
  from: z.email(),
  to: z.array(z.email()).min(1),
  ...outboundShape,
});

export type EmailConfig = z.output<typeof emailSchema>;
