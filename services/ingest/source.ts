import type { Source as Provider } from '../../events/event.ts';
import type { TenantId } from '../../events/identity.ts';
import type { DeadLetterReason } from '../../events/result.ts';

/**
 * Where records come from: one folder for each type. A source remembers nothing that matters but in its cursor, which the loop stores once
 * everything before it is durable; asked again with an older cursor it gives the same again, and that is harmless.
 */
export interface Source {
  /** Unique within the tenant: the stream's name on the log. */
  readonly id: string;
  readonly tenant: TenantId;
  /** How long to wait after a poll that found nothing more, ms. */
  readonly everyMs: number;
  /**
   * What there is behind the cursor, a few megabytes at most.
   * @param cursor as the last poll gave it; undefined at the very first
   * @param now ms since 1970
   * @throws whatever the outside world says; the loop tries again later with the same cursor
   */
  poll(cursor: unknown, now: number): Promise<Poll>;
  /** Lets go of what is open. */
  close(): Promise<void>;
}

export interface Poll {
  readonly records: readonly FetchedRecord[];
  readonly refused: readonly RefusedRecord[];
  /** Plain JSON. Undefined: as it was. */
  readonly cursor?: unknown;
  /** Everything before it has been fetched (event time, ms since 1970), as far as the source's lag allows. Never falls. */
  readonly frontier?: number;
  /** There is more to be had at once. */
  readonly more: boolean;
  /** For an operator: what could not be looked at, and why. */
  readonly trouble?: string;
}

export interface FetchedRecord {
  /** The provider's own text. */
  readonly record: string;
  /** The provider's id of the record, if it shows one: copies of one record then keep their order. */
  readonly nativeId?: string;
  /** Whose it is, where that was said. */
  readonly source?: Provider;
  /** For a person: `okta.json:1042`. */
  readonly origin?: string;
}

/** Something that stood where a record should be. */
export interface RefusedRecord {
  readonly reason: DeadLetterReason;
  /** As much of it as is at hand. */
  readonly text: string;
  /** Whether `text` is all of it, so that it can be put on the log again after a fix. */
  readonly whole: boolean;
  readonly source?: Provider;
  readonly origin?: string;
}
