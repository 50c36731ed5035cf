import { z } from 'zod';

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A length of time as people write it (`30s`, `5m`, `12h`, `7d`) as ms, or undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
}

/** A duration in a configuration, ms in the program. */
export const durationSchema = z
  .string({ error: 'expected a length of time in text (30s, 5m, 12h, 7d)' })
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', message: `"${text}" is no length of time (30s, 5m, 12h, 7d)` });
    return z.NEVER;
  });
