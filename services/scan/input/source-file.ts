import type { Source } from '../../../events/event.ts';
import type { Input } from './read-item.ts';

/** What a person types for a source. */
export const SOURCE_NAMES = { okta: 'okta', entra: 'entra', google: 'google_workspace' } as const satisfies Record<
  string,
  Source
>;

/** `okta` → its source; undefined for any other word. */
export function parseSourceName(name: string): Source | undefined {
  return Object.hasOwn(SOURCE_NAMES, name) ? SOURCE_NAMES[name as keyof typeof SOURCE_NAMES] : undefined;
}

/**
 * `okta:logs/system.json` → a file stated to be Okta's; any other argument is a path as it stands (a path may hold a colon).
 * `./okta:file` names a file that really begins so.
 */
export function parseSourceFile(argument: string): Input {
  const colon = argument.indexOf(':');
  const source = colon < 0 ? undefined : parseSourceName(argument.slice(0, colon));
  return source === undefined ? { path: argument } : { path: argument.slice(colon + 1), source };
}
