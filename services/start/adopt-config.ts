import type { TenantId } from '../../events/identity.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { parseSettingsText } from '../platform/settings-file.ts';
import { readYamlText, YamlFileError } from '../platform/yaml-file.ts';
import type { Store } from '../platform/store/store.ts';
import { registerTenant } from '../tenants/registry.ts';
import { adoptSettings, InvalidSettingsError } from '../tenants/save-tables.ts';

export interface ConfiguredTenant {
  readonly id: TenantId;
  /** Its settings file. */
  readonly settings?: string | undefined;
}

/**
 * Makes the tenants of a configuration known and takes over their settings files where these have changed: from now on, and of a tenant's
 * first settings from the beginning.
 * @throws YamlFileError naming the file
 */
export async function adoptConfig(
  store: Store,
  tenants: readonly ConfiguredTenant[],
  detectors: readonly Detector[],
  now: number,
): Promise<void> {
  for (const { id, settings } of tenants) {
    await registerTenant(store, id);
    if (settings === undefined) continue;
    const ids = detectors.map((detector) => detector.id);
    const text = parseSettingsText(readYamlText(settings), settings, ids);
    try {
      await adoptSettings(store, id, { text, effectiveFrom: now, at: now, by: 'configuration' }, detectors);
    } catch (error) {
      if (error instanceof InvalidSettingsError)
        throw new YamlFileError(`${settings}: ${error.message}`, { cause: error });
      throw error;
    }
  }
}
