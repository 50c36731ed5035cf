/** The part of a label that decides, and the family it names. The first that matches wins, so the special stand before the general. */
type Labels = readonly (readonly [pattern: RegExp, family: string])[];

const SYSTEMS: Labels = [
  [/windows|^win(?:32|64|\d|nt|$)/, 'windows'],
  [/chrome ?os|chromium ?os|\bcros\b/, 'chromeos'],
  [/\bios|ipados|iphone|ipad\b|ipod/, 'ios'],
  [/mac ?os|os ?x\b|macintosh|\bmac\b/, 'macos'],
  [/android/, 'android'],
  [/linux|ubuntu|debian|fedora|centos|red ?hat|suse/, 'linux'],
];

const BROWSERS: Labels = [
  [/edge|\bedg\b|edga|edgios/, 'edge'],
  [/samsung/, 'samsung'],
  [/opera|\bopr\b/, 'opera'],
  [/vivaldi/, 'vivaldi'],
  [/yandex/, 'yandex'],
  [/brave/, 'brave'],
  [/duckduckgo/, 'duckduckgo'],
  [/uc ?browser/, 'uc'],
  [/firefox|fxios|\bfocus\b/, 'firefox'],
  [/chrom(?:e|ium)|crios/, 'chrome'],
  [/safari/, 'safari'],
  [/internet explorer|\bie(?:mobile)?\b|msie|trident/, 'ie'],
  [/android browser/, 'android'],
];

const MAX_LABEL = 64;
const CACHE_LIMIT = 2_000;

/** OS family of a provider's label (`Windows 10`, `Windows10`, `Mac OS X`, `MacOs`), or undefined where it names none. */
export const osFamilyOf = familyReader(SYSTEMS);

/** Browser family of a provider's label (`CHROME`, `Chrome Mobile iOS 141.0`, `IE 11`), or undefined where it names none. */
export const browserFamilyOf = familyReader(BROWSERS);

function familyReader(labels: Labels): (label: string | undefined) => string | undefined {
  const cache = new Map<string, string | undefined>();
  return (label) => {
    if (label === undefined || label === '') return undefined;
    const short = label.length > MAX_LABEL ? label.slice(0, MAX_LABEL) : label;
    const known = cache.get(short);
    if (known !== undefined || cache.has(short)) return known;
    const plain = short.toLowerCase().replaceAll('_', ' ');
    const family = labels.find(([pattern]) => pattern.test(plain))?.[1];
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(short, family);
    return family;
  };
}
