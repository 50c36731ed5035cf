import type { Device } from '../../events/observation.ts';

/** A difference between two clients that no update, only another device or browser, brings about. */
export interface ClientChange {
  readonly what: 'operating_system' | 'browser' | 'client';
  readonly before: string;
  readonly after: string;
}

/**
 * What differs between the clients of two uses of one session. Families only: versions are not compared, and a side that does not say is
 * no difference. `tolerant` also accepts what one browser does by itself.
 */
export function clientChanges(from: Device, to: Device, tolerant: boolean): readonly ClientChange[] {
  if (to.script === true && from.script !== true && isKnown(from)) {
    return [{ what: 'client', before: familyName(from), after: 'a command-line client or library' }];
  }
  if (tolerant && isSameBrowserInDisguise(from, to)) return NONE;
  const os = difference('operating_system', from.osFamily, to.osFamily);
  const browser = difference('browser', from.browserFamily, to.browserFamily);
  if (os === undefined) return browser === undefined ? NONE : [browser];
  return browser === undefined ? [os] : [os, browser];
}

const NONE: readonly ClientChange[] = [];

function difference(
  what: ClientChange['what'],
  before: string | undefined,
  after: string | undefined,
): ClientChange | undefined {
  return before === undefined || after === undefined || before === after ? undefined : { what, before, after };
}

/** Whether two uses certainly have a client in common: something is known of both, and nothing differs. */
export function isSameClient(a: Device, b: Device, tolerant = true): boolean {
  const comparable =
    (a.osFamily !== undefined && b.osFamily !== undefined) ||
    (a.browserFamily !== undefined && b.browserFamily !== undefined) ||
    (a.script === true && b.script === true);
  return comparable && clientChanges(a, b, tolerant).length === 0 && clientChanges(b, a, tolerant).length === 0;
}

export function isKnown(device: Device): boolean {
  return device.osFamily !== undefined || device.browserFamily !== undefined;
}

/**
 * "Request desktop site" makes Android say Linux and iOS say macOS (iPads do so unasked); Edge's Internet Explorer mode shares Edge's
 * cookies and says it is Internet Explorer.
 */
function isSameBrowserInDisguise(a: Device, b: Device): boolean {
  const sameBrowser = a.browserFamily === b.browserFamily;
  if (sameBrowser)
    return isPair(a.osFamily, b.osFamily, 'android', 'linux') || isPair(a.osFamily, b.osFamily, 'ios', 'macos');
  return a.osFamily === b.osFamily && isPair(a.browserFamily, b.browserFamily, 'edge', 'ie');
}

function isPair(a: string | undefined, b: string | undefined, one: string, other: string): boolean {
  return (a === one && b === other) || (a === other && b === one);
}

function familyName({ osFamily, browserFamily }: Device): string {
  return browserFamily === undefined
    ? (osFamily ?? 'a browser')
    : `${browserFamily}${osFamily === undefined ? '' : ` on ${osFamily}`}`;
}
