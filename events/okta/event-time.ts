import { MAX_FUTURE_MS } from '../normalise.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { text } from './fields.ts';

const FIELD = 'published';
/** Okta writes UTC with milliseconds; a time without a zone would mean another instant on every machine. */
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;
/** Older than every Okta org: a clock that was never set, or not a time at all. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** When the event happened, ms since 1970 UTC. */
export function publishedAt(value: unknown, fetchedAt: number): Result<number> {
  if (value === undefined || value === null || value === '')
    return reject('missing_field', 'the record has no time', FIELD);
  const written = text(value, 64);
  const time = written !== undefined && ISO.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(time)) return reject('bad_field', 'the time is not ISO 8601 with a zone', FIELD);
  if (time < EARLIEST) return reject('bad_field', 'the time lies before the year 2000', FIELD);
  if (time > fetchedAt + MAX_FUTURE_MS) return reject('future', 'the time lies after the record was fetched', FIELD);
  return ok(time);
}
