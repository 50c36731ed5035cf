import { dirname, resolve } from 'node:path';
import type { Settings } from '../../events/settings.ts';
import { networkSet } from '../../events/settings.ts';
import type { ClassListSettings } from './class-list-files.ts';
import { didYouMean } from './nearest.ts';
import { settingsSchema } from './settings-schema.ts';
import type { SettingsText } from './settings-schema.ts';
import type { Problem } from './yaml-file.ts';
import { parseYaml, readYamlText } from './yaml-file.ts';

/** A tenant's settings file, read and checked. Paths in it are resolved against the file's own folder. */
export interface SettingsFile {
  readonly settings: Settings;
  readonly networkClasses: ClassListSettings;
  readonly geoDatabase?: string;
}

/**
 * Reads a tenant's settings from YAML or JSON.
 * @param detectorIds the detectors that exist: parameters for any other are an error (each detector checks its own parameters)
 * @throws YamlFileError naming file, line, key and, for an unknown key, the nearest valid one
 */
export function readSettings(path: string, detectorIds: readonly string[]): SettingsFile {
  return parseSettings(readYamlText(path), path, detectorIds);
}

export function parseSettings(text: string, file: string, detectorIds: readonly string[]): SettingsFile {
  return toSettingsFile(parseSettingsText(text, file, detectorIds), dirname(file));
}

/** The settings as a person wrote them, checked. */
export function parseSettingsText(text: string, file: string, detectorIds: readonly string[]): SettingsText {
  return parseYaml({
    text,
    file,
    schema: settingsSchema,
    contradictions: (value) => settingsContradictions(value, detectorIds),
  });
}

/** What no single value shows: detectors that do not exist, ids that belong to two people. */
export function settingsContradictions(text: SettingsText, detectorIds: readonly string[]): Problem[] {
  const unknown = Object.keys(text.detectors).filter((id) => !detectorIds.includes(id));
  const problems: Problem[] = unknown.map((key) => ({
    path: ['detectors'],
    key,
    message: `no detector of this name${didYouMean(key, detectorIds)}`,
  }));
  const owners = new Map<string, string>();
  text.aliases.forEach(({ user, ids }, alias) => {
    ids.forEach((id, index) => {
      const owner = owners.get(id) ?? user;
      owners.set(id, owner);
      if (owner !== user)
        problems.push({ path: ['aliases', alias, 'ids', index], message: `${id} already belongs to ${owner}` });
    });
  });
  return problems;
}

function toSettingsFile(text: SettingsText, folder: string): SettingsFile {
  const { extend = [], replace } = text.networkClasses ?? {};
  const files = [...extend, ...(replace === undefined ? [] : [replace])].map((file) => resolve(folder, file));
  const settings = toSettings(text);
  const networkClasses = { files, replace: replace !== undefined };
  if (text.geoDatabase === undefined) return { settings, networkClasses };
  return { settings, networkClasses, geoDatabase: resolve(folder, text.geoDatabase) };
}

export function toSettings(text: SettingsText): Settings {
  return {
    timeZone: text.timeZone,
    egress: networkSet(text.egress),
    notEgress: networkSet(text.notEgress),
    travellers: new Set(text.travellers),
    privileged: new Set(text.privileged),
    sharedAccounts: new Set(text.sharedAccounts),
    groups: new Map(Object.entries(text.groups).map(([name, users]) => [name, new Set(users)])),
    aliases: text.aliases,
    detectors: text.detectors,
  };
}
