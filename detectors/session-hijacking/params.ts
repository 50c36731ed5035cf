import { z } from 'zod';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** How long after a move its consequences still belong to it, and how far apart signs of one theft may lie. */
export const AFTERMATH_MS = HOUR_MS;

export const paramsSchema = z.strictObject({
  /** How far back the previous use of the same session or device token is looked for. */
  lookBackHours: z.number().min(1).max(23).default(23),
  /** A network, device or client counts as known only if it was seen this long before: what a thief does now is no habit. */
  settleHours: z.number().min(0).max(72).default(12),
  /** Taking turns between two networks (A-B-A-B) within this time is simultaneous use. */
  interleaveMinutes: z.number().min(1).max(60).default(30),
  /** Faster than any airliner, km/h. */
  maxSpeedKmh: z.number().min(300).max(3000).default(1000),
  /** Least distance of an impossible journey, km, after both uncertainties are taken off. */
  minDistanceKm: z.number().min(50).max(5000).default(500),
  /** How close to a new session a factor must have been passed to be part of that sign-in. */
  factorMinutes: z.number().min(1).max(60).default(10),
});

export type Params = z.infer<typeof paramsSchema>;
