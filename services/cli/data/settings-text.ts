import { loadDetectors } from '../../platform/detector-registry.ts';
import { parseSettingsText } from '../../platform/settings-file.ts';
import type { SettingsText } from '../../platform/settings-schema.ts';
import { readYamlText } from '../../platform/yaml-file.ts';
import { forPeople } from '../operator-error.ts';
import { UsageError } from '../usage-error.ts';

/**
 * A settings file as it is saved. Lists and databases on disk are opened when the program starts, from the files its configuration names, so
 * settings that are saved by themselves cannot bring any.
 * @throws UsageError
 */
export async function settingsText(file: string): Promise<SettingsText> {
  const text = await read(file);
  if (text.networkClasses !== undefined || text.geoDatabase !== undefined)
    throw new UsageError(
      `${file}: networkClasses and geoDatabase are read when the service starts: name this file in its configuration instead`,
    );
  return text;
}

async function read(file: string): Promise<SettingsText> {
  const ids = (await loadDetectors()).map(({ id }) => id);
  try {
    return parseSettingsText(readYamlText(file), file, ids);
  } catch (error) {
    throw forPeople(error);
  }
}
