/** Of Prometheus: how many were at most so much. */
export interface Histogram {
  readonly count: number;
  /** Upper bounds, growing, with how many lie below. */
  readonly buckets: readonly (readonly [bound: number, count: number])[];
}

/** @param url of a process that serves /metrics */
export async function readHistogram(url: string, name: string): Promise<Histogram> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const buckets = [...text.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"\\} (\\d+)$`, 'gm'))].map(
    ([, bound = '', count = '']) => [bound === '+Inf' ? Infinity : Number(bound), Number(count)] as const,
  );
  return { count: buckets.at(-1)?.[1] ?? 0, buckets };
}

/** The upper bound of the bucket that share of all lies in; NaN of none. */
export function quantile({ count, buckets }: Histogram, share: number): number {
  return buckets.find(([, below]) => count > 0 && below >= share * count)?.[0] ?? NaN;
}
