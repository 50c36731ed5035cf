import type { TenantId } from '../../events/identity.ts';
import type { DeadLetterReason } from '../../events/result.ts';

/** Something that could not be handled, whole, with the reason (I6). Kept until a person replays or discards it. */
export interface DeadLetterRecord {
  /** Hash of where it was met: the same failure again is the same letter. */
  readonly id: string;
  readonly tenant: TenantId;
  readonly stage: 'ingest' | 'normalise' | 'detect' | 'index' | 'correlate';
  readonly reason:
    | DeadLetterReason
    | {
        readonly code: 'detector_failed' | 'unindexable' | 'corrupt_state' | 'normaliser_failed' | 'corrupt_record';
        readonly message: string;
      };
  /** ms since 1970. */
  readonly at: number;
  /** For a person: file and record, or stream. */
  readonly origin?: string;
  /** What replaying publishes again: the raw record as it was, or the key to rebuild. */
  readonly replay:
    | { readonly kind: 'raw'; readonly key: string; /** `encodeRaw`, base64. */ readonly value: string }
    | { readonly kind: 'rebuild'; readonly user: string; readonly detector?: string; readonly observation?: string }
    /** A record the Store would not take, to be put onto its topic (`mfa.events`, …) again. */
    | { readonly kind: 'republish'; readonly topic: string; readonly key: string; /** base64 */ readonly value: string }
    /** Too large to keep: what it was. */
    | { readonly kind: 'none'; readonly sha256: string; readonly bytes: number; readonly excerpt: string };
}
