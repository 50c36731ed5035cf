import type { LearnedEgress } from '../../detectors/kit/egress-learning.ts';
import type { SeenName } from '../../detectors/kit/alias-learning.ts';
import type { SettingsText } from '../platform/settings-schema.ts';

/**
 * What the Store holds of a tenant as a whole. Settings and learned tables share one count of versions and are never changed once written, so the
 * tables of any version can be put together again: everything written up to it.
 */
export const TENANT_KINDS = {
  /** One document, `current`: the newest version. */
  tables: 'tables',
  /** By version: SavedSettings. */
  settings: 'settings',
  /** By version: LearnedTables, the newest two. */
  learned: 'learned',
  /** By version: a TablesChange whose consequences are still being drawn. */
  change: 'tables-change',
} as const;

export interface CurrentTables {
  readonly version: number;
}

/** Settings as a person wrote them, from when they hold, and who said so. */
export interface SavedSettings {
  readonly version: number;
  /** Event time, ms since 1970; of the tenant's first version null: from the beginning. */
  readonly effectiveFrom: number | null;
  readonly text: SettingsText;
  readonly by: string;
  /** When it was saved, ms since 1970. */
  readonly at: number;
}

export interface LearnedTables {
  readonly egress: readonly LearnedEgress[];
  readonly names: readonly SeenName[];
}

export const NOTHING_LEARNED: LearnedTables = { egress: [], names: [] };

/** A new version on its way to the stages, and whom it concerns. Written with the version, gone once everybody concerned is being judged anew. */
export interface TablesChange {
  readonly version: number;
  readonly cause: 'settings' | 'learned';
  readonly concern: Concern;
}

/** Whose alerts may be others under the new version: whoever fits any of these. */
export interface Concern {
  /** Everybody with an event since (ms since 1970; null: ever). Absent: nobody by this alone. */
  readonly since?: number | null;
  /** Everybody seen in one of these networks since. */
  readonly networks?: { readonly prefixes: readonly string[]; readonly since: number };
  /** These canonical users. */
  readonly users?: readonly string[];
}

const DIGITS = 10;

/** Document id of a version: in order of text as of number. */
export function versionId(version: number): string {
  return String(version).padStart(DIGITS, '0');
}
