import { z } from 'zod';

export const paramsSchema = z.strictObject({
  /** Places nearer than this, uncertainty taken off, are never far apart: km. */
  minDistanceKm: z.number().positive().max(20_000).default(500),
  /** Faster than this is no journey: km/h. A scheduled jet cruises at 830-920, ground times included it stays below. */
  maxSpeedKmh: z.number().positive().max(40_000).default(900),
  /** Sign-ins further apart in time are not compared: hours. */
  windowHours: z.number().positive().max(24).default(24),
  /** What was first seen this recently before the day of a sign-in is not yet "known": hours. */
  settleHours: z.number().min(1).max(168).default(12),
  /** Days on which both networks of a pair were used, for them to count as used in parallel. */
  parallelDays: z.number().int().min(1).max(32).default(3),
  /** How old the use of both networks must be by then: days. */
  parallelAgeDays: z.number().min(0).max(32).default(7),
  /** How much of a user's past must be known before something counts as new to them: days. */
  historyDays: z.number().min(0).max(365).default(7),
  /** How soon somebody stopped at MFA must get in after all to have been the user who failed at first: minutes. */
  passedWithinMinutes: z.number().min(0).max(1440).default(60),
  /** Days of use that make an anonymiser a habit. */
  habitDays: z.number().int().min(1).max(32).default(2),
});

export type Params = z.infer<typeof paramsSchema>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
