import type { TenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import type { Marker, Tick } from './raw.ts';

/** What travels on `mfa.observations`. */
export type ObservationRecord = ObservationData | ForwardedTick | ForwardedMarker | RebuildRecord;

export interface ObservationData {
  readonly kind: 'observation';
  readonly tenant: TenantId;
  /** Canonical user under the aliases normalise knew. */
  readonly user: string;
  readonly history?: true;
  readonly observation: Observation;
}

/** A tick once for each raw partition: a stream's frontier is the minimum over them. */
export type ForwardedTick = Tick & { readonly rawPartition: number };
export type ForwardedMarker = Marker & { readonly rawPartition: number };

/**
 * A key's truth from the Store, in pieces. Between begin and end the key's own observations go on as ever; those behind `begin` are
 * added to what the Store held, because it may not have had them yet.
 */
export type RebuildRecord =
  | { readonly kind: 'rebuild_begin'; readonly tenant: TenantId; readonly user: string; readonly id: string }
  | {
      readonly kind: 'rebuild_chunk';
      readonly tenant: TenantId;
      readonly user: string;
      readonly id: string;
      /** From 0. */
      readonly index: number;
      readonly observations: readonly Observation[];
    }
  | {
      readonly kind: 'rebuild_end';
      readonly tenant: TenantId;
      readonly user: string;
      readonly id: string;
      readonly chunks: number;
      /** Chunks before this one are to be left out: more than `REBUILD_MOST_OBSERVATIONS` came after them. Default 0. */
      readonly firstChunk?: number;
      readonly cause: RebuildCause;
      /** Alerts of the user the Store shows as active: those no longer found are retracted … */
      readonly activeAlerts: readonly string[];
      /** … unless they rest on events older than this (ms since 1970), which the Store no longer keeps. */
      readonly horizon: number;
    };

/** Why a key was rebuilt. What only `import` and `settings` bring to light does not page. */
export type RebuildCause = 'late' | 'import' | 'settings' | 'learned' | 'moved' | 'replay';

/** A rebuild plays at most this many of a key's newest observations (100,000 are 270 a day for a year), so that no key outgrows the memory. */
export const REBUILD_MOST_OBSERVATIONS = 100_000;

/** What travels on `mfa.rebuilds`. */
export interface RebuildRequest {
  readonly tenant: TenantId;
  readonly user: string;
  readonly cause: RebuildCause;
}
