import type { Provider } from '../../events/normalise.ts';
import type { Locate } from '../../events/place.ts';
import type { Settings } from '../../events/settings.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import { placeOpener } from '../platform/place-files.ts';
import { PROVIDERS } from '../platform/providers.ts';
import { readSettings } from '../platform/settings-file.ts';
import type { SettingsFile } from '../platform/settings-file.ts';
import { YamlFileError } from '../platform/yaml-file.ts';
import { UsageError } from './usage-error.ts';

/** Everything a scan needs beside its files. */
export interface ScanWorld {
  readonly settings: Settings;
  readonly detectors: readonly Detector[];
  readonly providers: readonly Provider[];
  readonly locate: Locate;
}

/** Opens databases, lists and settings. Throws a UsageError for what the person can mend. */
export async function openScanWorld(settingsPath: string | undefined): Promise<ScanWorld> {
  const detectors = await loadDetectors();
  try {
    const file =
      settingsPath === undefined
        ? undefined
        : readSettings(
            settingsPath,
            detectors.map(({ id }) => id),
          );
    checkParameters(file, settingsPath, detectors);
    const locate = placeOpener()(file ?? {});
    return { settings: file?.settings ?? DEFAULT_SETTINGS, detectors, providers: PROVIDERS, locate };
  } catch (error) {
    if (error instanceof YamlFileError || isFileError(error)) throw new UsageError((error as Error).message);
    throw error;
  }
}

/** Each detector knows its own parameters; a wrong one should be told before an hour of reading. */
function checkParameters(
  file: SettingsFile | undefined,
  path: string | undefined,
  detectors: readonly Detector[],
): void {
  for (const [id, params] of Object.entries(file?.settings.detectors ?? {})) {
    const checked = detectors.find((detector) => detector.id === id)?.params.safeParse(params);
    if (checked === undefined || checked.success) continue;
    const problems = checked.error.issues.map(
      (issue) => `${path ?? ''}: detectors.${[id, ...issue.path].join('.')}: ${issue.message}`,
    );
    throw new UsageError(problems.join('\n'));
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ClassListError' || 'code' in error);
}
