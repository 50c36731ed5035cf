import type { RebuildRequest } from '../records/index.ts';
import { louderCause, userKey } from '../records/index.ts';

/** Each key once, for the cause that may page if any of its causes may. In order of first asking. */
export function coalesce(requests: Iterable<RebuildRequest>): readonly RebuildRequest[] {
  const byKey = new Map<string, RebuildRequest>();
  for (const request of requests) {
    const key = userKey(request.tenant, request.user);
    const cause = louderCause(byKey.get(key)?.cause, request.cause);
    byKey.set(key, { ...request, cause });
  }
  return [...byKey.values()];
}
