import { isDeepStrictEqual } from 'node:util';
import type { TenantId } from '../../events/identity.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { settingsContradictions } from '../platform/settings-file.ts';
import type { SettingsText } from '../platform/settings-schema.ts';
import { settingsSchema } from '../platform/settings-schema.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { DocumentWrite, Store } from '../platform/store/store.ts';
import { ConflictError } from '../platform/store/store.ts';
import { registerTenant } from './registry.ts';
import type { Concern, CurrentTables, LearnedTables, SavedSettings, TablesChange } from './tenant-documents.ts';
import { TENANT_KINDS, versionId } from './tenant-documents.ts';

/** A detector as far as its parameters are checked. */
export type Parametrised = Pick<Detector, 'id' | 'params'>;

export interface NewSettings {
  /** As a person wrote them (JSON or parsed YAML). */
  readonly text: unknown;
  /** Event time from which they hold, ms since 1970. A tenant's first settings hold from the beginning, whatever this says. */
  readonly effectiveFrom: number;
  readonly by: string;
  /** ms since 1970 */
  readonly at: number;
  /** Version of the settings they were written over (`SavedSettings.version`; 0: none): refused where another is there. */
  readonly over?: number;
}

/** Something wrong in settings, by its place. */
export interface SettingsProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export class InvalidSettingsError extends Error {
  override readonly name = 'InvalidSettingsError';
  readonly code = 'MFAW_SETTINGS';
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(problems.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Saves a new version of a tenant's settings together with the word that it must be announced; learn does the rest.
 * @throws InvalidSettingsError, ConflictError where `over` is not the newest
 */
export async function saveSettings(
  store: Store,
  tenant: TenantId,
  settings: NewSettings,
  detectors: readonly Parametrised[],
): Promise<SavedSettings> {
  const text = checkSettings(settings.text, detectors);
  await registerTenant(store, tenant);
  return nextVersion(store, tenant, async (version) => {
    const last = await newestSettings(store, tenant);
    if (settings.over !== undefined && settings.over !== (last?.version ?? 0))
      throw new ConflictError(`the settings have changed since version ${String(settings.over)}`);
    const effectiveFrom = last === undefined ? null : settings.effectiveFrom;
    const value: SavedSettings = { version, effectiveFrom, text, by: settings.by, at: settings.at };
    return {
      value,
      change: { version, cause: 'settings', concern: { since: effectiveFrom } },
      writes: [{ kind: TENANT_KINDS.settings, id: versionId(version), value, expected: 'new' }],
    };
  });
}

/**
 * Takes over settings from a file: a new version only where the file says something else than when it was last taken over, so that what was
 * changed elsewhere since stays.
 * @throws InvalidSettingsError
 */
export async function adoptSettings(
  store: Store,
  tenant: TenantId,
  settings: NewSettings,
  detectors: readonly Parametrised[],
): Promise<SavedSettings | undefined> {
  const text = checkSettings(settings.text, detectors);
  for (let attempt = 1; ; attempt += 1) {
    const history = await settingsHistory(store, tenant);
    const before = history.find(({ by }) => by === settings.by);
    if (before !== undefined && isDeepStrictEqual(before.text, plain(text))) return undefined;
    try {
      return await saveSettings(store, tenant, { ...settings, over: history[0]?.version ?? 0 }, detectors);
    } catch (error) {
      // Another process that starts with the same configuration may have been first.
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Saves what was learned as a new version, with whom it concerns. Keeps the learned tables of one version before, and those from which the oldest
 * change not yet announced is told.
 */
export async function saveLearned(
  store: Store,
  tenant: TenantId,
  learned: LearnedTables,
  concern: Concern,
): Promise<number> {
  const saved = await nextVersion(store, tenant, async (version) => {
    const kept = await listAll(store, ofTenant(tenant), TENANT_KINDS.learned);
    const [oldest] = await listAll(store, ofTenant(tenant), TENANT_KINDS.change);
    const last = oldest === undefined ? kept.length - 1 : kept.findLastIndex(({ id }) => id < oldest.id);
    const outdated = kept.slice(0, Math.max(last, 0)).map(({ id, version: expected }) => removal(id, expected));
    return {
      value: { version },
      change: { version, cause: 'learned', concern },
      writes: [...outdated, { kind: TENANT_KINDS.learned, id: versionId(version), value: learned, expected: 'new' }],
    };
  });
  return saved.version;
}

/** Newest first. */
export async function settingsHistory(store: Store, tenant: TenantId): Promise<readonly SavedSettings[]> {
  const saved = await listAll<SavedSettings>(store, ofTenant(tenant), TENANT_KINDS.settings);
  return saved.map(({ value }) => value).reverse();
}

/** @throws InvalidSettingsError */
export function checkSettings(text: unknown, detectors: readonly Parametrised[]): SettingsText {
  const parsed = settingsSchema.safeParse(text);
  if (!parsed.success)
    throw new InvalidSettingsError(parsed.error.issues.map(({ path, message }) => ({ path, message })));
  const ids = detectors.map(({ id }) => id);
  const problems = [...settingsContradictions(parsed.data, ids), ...parameterProblems(parsed.data, detectors)];
  if (problems.length > 0) throw new InvalidSettingsError(problems.map(({ path, message }) => ({ path, message })));
  return parsed.data;
}

function parameterProblems(text: SettingsText, detectors: readonly Parametrised[]): readonly SettingsProblem[] {
  return detectors.flatMap(({ id, params }) => {
    const checked = params.safeParse(text.detectors[id] ?? {});
    if (checked.success) return [];
    return checked.error.issues.map(({ path, message }) => ({ path: ['detectors', id, ...path], message }));
  });
}

interface NextVersion<T> {
  readonly value: T;
  readonly change: TablesChange;
  readonly writes: readonly DocumentWrite[];
}

const ATTEMPTS = 20;

/** Writes a version, its change and its number in one step; whoever comes second counts on from the first. */
async function nextVersion<T>(
  store: Store,
  tenant: TenantId,
  prepare: (version: number) => Promise<NextVersion<T>>,
): Promise<T> {
  const scope = ofTenant(tenant);
  for (let attempt = 1; ; attempt++) {
    const current = await store.documents.get<CurrentTables>(scope, TENANT_KINDS.tables, 'current');
    const version = (current?.value.version ?? 0) + 1;
    const { value, change, writes } = await prepare(version);
    const number: DocumentWrite = {
      kind: TENANT_KINDS.tables,
      id: 'current',
      value: { version },
      expected: current?.version ?? 'new',
    };
    const announcement: DocumentWrite = {
      kind: TENANT_KINDS.change,
      id: versionId(version),
      value: change,
      expected: 'new',
    };
    try {
      await store.documents.putAll(scope, [number, ...writes, announcement]);
      return value;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function newestSettings(store: Store, tenant: TenantId): Promise<SavedSettings | undefined> {
  return (await settingsHistory(store, tenant))[0];
}

function removal(id: string, expected: string): DocumentWrite {
  return { kind: TENANT_KINDS.learned, id, value: null, expected };
}

/** As the Store gives it back: without what JSON does not know. */
function plain(text: SettingsText): unknown {
  return JSON.parse(JSON.stringify(text)) as unknown;
}
