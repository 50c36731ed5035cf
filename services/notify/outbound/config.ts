import { z } from 'zod';
import { durationSchema } from '../../platform/config/duration.ts';

const DEFAULT_TIMEOUT_MS = 15_000;

export const outboundShape = {
  allowPrivate: z.boolean().default(false).describe('May reach private, loopback and link-local addresses.'),
  allowHttp: z.boolean().default(false).describe('May speak without TLS.'),
  timeout: durationSchema.default(DEFAULT_TIMEOUT_MS).describe('For one attempt as a whole.'),
} as const;
