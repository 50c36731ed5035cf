import type { Settings } from '../../events/settings.ts';

/** Settings and from which event time they hold, ms since 1970. */
export interface SettingsVersion {
  readonly effectiveFrom: number;
  readonly settings: Settings;
}

/**
 * Settings in force at an event time: of the versions effective by then the latest; of equal times the last in the list. The first version
 * holds from the beginning. @throws RangeError for an empty list.
 */
export function settingsInForce(versions: readonly SettingsVersion[]): (time: number) => Settings {
  const inOrder = [...versions].sort((a, b) => a.effectiveFrom - b.effectiveFrom);
  const first = inOrder[0];
  if (first === undefined) throw new RangeError('no version of the settings');
  return (time) => (inOrder.findLast(({ effectiveFrom }) => effectiveFrom <= time) ?? first).settings;
}
