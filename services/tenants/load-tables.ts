import type { TenantId } from '../../events/identity.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { aliasTable } from '../../detectors/kit/alias-learning.ts';
import { tenantFacts } from '../../detectors/kit/egress-learning.ts';
import type { SettingsVersion } from '../../detectors/kit/settings-version.ts';
import { settingsInForce } from '../../detectors/kit/settings-version.ts';
import { toSettings } from '../platform/settings-file.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import type { TenantTables } from './tables.ts';
import type { CurrentTables, LearnedTables, SavedSettings } from './tenant-documents.ts';
import { NOTHING_LEARNED, TENANT_KINDS, versionId } from './tenant-documents.ts';

/** Tables with what they were made of, for whoever compares two versions. */
export interface VersionedTables extends TenantTables {
  readonly settings: readonly SavedSettings[];
  readonly versions: readonly SettingsVersion[];
  readonly learned: LearnedTables;
}

/** What tables are made of, as plain data: `assemble` puts them together again wherever it has come to. */
export type TablesSource = Pick<VersionedTables, 'tenant' | 'version' | 'settings' | 'learned'>;

/** A `LoadTables` that also says what the tables are made of. */
export type LoadVersionedTables = (tenant: TenantId) => Promise<VersionedTables>;

/** Reads the newest tables; those of a version it has read before are the same object. */
export function createTables(store: Store): LoadVersionedTables {
  const known = new Map<TenantId, VersionedTables>();
  return async (tenant) => {
    const version = await currentVersion(store, tenant);
    const last = known.get(tenant);
    if (last?.version === version) return last;
    const tables = await readTables(store, tenant, version);
    known.set(tenant, tables);
    return tables;
  };
}

/** 0 before the first. */
export async function currentVersion(store: Store, tenant: TenantId): Promise<number> {
  const current = await store.documents.get<CurrentTables>(ofTenant(tenant), TENANT_KINDS.tables, 'current');
  return current?.value.version ?? 0;
}

/** The tables as of a version: the newest, the one before it, or any since the learned tables kept begin. */
export async function readTables(store: Store, tenant: TenantId, version: number): Promise<VersionedTables> {
  const scope = ofTenant(tenant);
  const upTo = versionId(version);
  const saved = await listAll<SavedSettings>(store, scope, TENANT_KINDS.settings);
  const learned = await listAll<LearnedTables>(store, scope, TENANT_KINDS.learned);
  return assemble(
    tenant,
    version,
    saved.filter(({ id }) => id <= upTo).map(({ value }) => value),
    learned.findLast(({ id }) => id <= upTo)?.value ?? NOTHING_LEARNED,
  );
}

/** The pure part: settings in order of version. */
export function assemble(
  tenant: TenantId,
  version: number,
  settings: readonly SavedSettings[],
  learned: LearnedTables,
): VersionedTables {
  const versions = settingsVersions(settings);
  const settingsAt = settingsInForce(versions);
  const aliases = aliasTable(learned.names, versions);
  const facts = tenantFacts(settingsAt, learned.egress);
  return { tenant, version, settingsAt, aliases, facts, settings, versions, learned };
}

function settingsVersions(saved: readonly SavedSettings[]): readonly SettingsVersion[] {
  if (saved.length === 0) return [{ effectiveFrom: -Infinity, settings: DEFAULT_SETTINGS }];
  return saved.map(({ effectiveFrom, text }) => ({
    effectiveFrom: effectiveFrom ?? -Infinity,
    settings: toSettings(text),
  }));
}
