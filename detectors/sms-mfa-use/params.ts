import { z } from 'zod';

export const paramsSchema = z.strictObject({
  /** What was first seen this recently before the day of a use is not yet "known": hours. */
  settleHours: z.number().min(1).max(168).default(12),
  /** How much of a user's past must be known before a device or network counts as new: days. */
  historyDays: z.number().min(0).max(365).default(7),
  /** A method not used for this long is used "for the first time": days. The past must be known that far back. */
  firstUseDays: z.number().int().min(1).max(365).default(30),
  /** Days, of the last 32, with a stronger factor on a client, for it to be what that client normally uses. */
  stronglyUsedDays: z.number().int().min(1).max(32).default(3),
  /** Where rows carry no flow id: how long before a use a stronger factor left on the same network belongs to it, minutes. */
  attemptMinutes: z.number().min(0).max(60).default(10),
});

export type Params = z.infer<typeof paramsSchema>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
