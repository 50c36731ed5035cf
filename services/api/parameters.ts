import { z } from 'zod';
import type { PageRequest } from '../platform/store/store.ts';

/** Several values: `?status=open&status=acknowledged` or `?status=open,acknowledged`. */
export function listOf<T extends z.ZodType>(item: T, description: string): z.ZodOptional<z.ZodType<z.output<T>[]>> {
  return z.preprocess(toList, z.array(item).min(1).max(100)).optional().meta({ description });
}

function toList(value: unknown): unknown {
  const values = Array.isArray(value) ? (value as unknown[]) : [value];
  return values.flatMap((one) => (typeof one === 'string' ? one.split(',').filter((part) => part !== '') : [one]));
}

/** A moment with its offset. */
export const momentSchema = z.iso.datetime({ offset: true, error: 'expected a time like 2026-11-22T09:00:00Z' });

export const flagSchema = z.enum(['true', 'false']);

export const periodShape = {
  from: momentSchema.optional().meta({ description: 'Not before this time.' }),
  to: momentSchema.optional().meta({ description: 'Before this time.' }),
} as const;

export const DEFAULT_LIMIT = 50;

export const pageShape = {
  limit: z.coerce
    .number('expected a whole number')
    .int()
    .min(1)
    .max(1_000)
    .default(DEFAULT_LIMIT)
    .meta({ description: 'Most items of a page.' }),
  after: z.string().max(4_096).optional().meta({ description: '`next` of the page before, with the same filters.' }),
} as const;

export const orderSchema = z.enum(['asc', 'desc']).default('desc').meta({ description: 'By time.' });

/** Without what was not given: an absent filter is no filter. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export function periodOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): {
  readonly from?: number;
  readonly to?: number;
} {
  return given({
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  });
}

export function pageOf({
  limit,
  after,
  order,
}: {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly order?: 'asc' | 'desc';
}): PageRequest {
  return { limit, ...given({ after, order }) };
}
