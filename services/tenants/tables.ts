import type { TenantId } from '../../events/identity.ts';
import type { Settings } from '../../events/settings.ts';
import type { TenantAliases } from '../../detectors/kit/alias-learning.ts';
import type { TenantFacts } from '../../detectors/kit/view.ts';

/**
 * What is known of a tenant as a whole, in one version: its settings and what was learned from closed days. Normalise keys people by
 * `aliases`; detect judges with `settingsAt` and `facts`. A `tables` marker on the log says that a newer version is in the Store.
 */
export interface TenantTables {
  readonly tenant: TenantId;
  /** Grows with every change; 0 before the first. */
  readonly version: number;
  /** Settings in force at an event time; the same object for the same version. */
  readonly settingsAt: (time: number) => Settings;
  readonly aliases: TenantAliases;
  readonly facts: TenantFacts;
}

export type { TenantAliases } from '../../detectors/kit/alias-learning.ts';

/** Reads the newest version from the Store. */
export type LoadTables = (tenant: TenantId) => Promise<TenantTables>;
