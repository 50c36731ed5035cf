import type { JsonObject, MfaEvent, Source } from './event.ts';
import type { TenantId } from './identity.ts';
import type { Locate } from './place.ts';
import type { Result } from './result.ts';

/** Everything a normaliser may know beside the record: it reads no clock, database or environment (I4). */
export interface NormaliseContext {
  readonly tenant: TenantId;
  /** When the record was fetched, ms since 1970. Becomes `event.created`; a record from more than 10 minutes later is refused. */
  readonly fetchedAt: number;
  readonly locate: Locate;
}

/** One identity provider. `events/<provider>/index.ts` exports one of these. */
export interface Provider {
  readonly source: Source;
  /** The stream a record belongs to (e.g. `system`, `signin`, `audit`, `login`) if it is this provider's, judged by shape alone. */
  recognise(record: JsonObject): string | undefined;
  /** One record may hold several events (a Google activity) and never yields an empty list. */
  normalise(record: JsonObject, context: NormaliseContext): Result<readonly MfaEvent[]>;
}

export const MAX_FUTURE_MS = 10 * 60_000;
