import Bowser from 'bowser';
import { browserFamilyOf, osFamilyOf } from './agent-labels.ts';
import type { Mutable } from './mutable.ts';

export { browserFamilyOf, osFamilyOf } from './agent-labels.ts';

/** What a user-agent string says, without versions. A field is absent where the string does not say. */
export interface AgentFamily {
  /** `windows`, `macos`, `ios`, `android`, `linux`, `chromeos`. */
  readonly osFamily?: string;
  /** `chrome`, `edge`, `firefox`, `safari`, `opera`, `samsung`, `ie` … Absent for apps and command-line clients. */
  readonly browserFamily?: string;
  /** For ECS `user_agent.name`: `Chrome`, `Okta Verify`, `curl`. */
  readonly name?: string;
  /** For ECS `user_agent.os.name`: `Windows`, `macOS`. */
  readonly osName?: string;
  /** True for command-line clients, HTTP libraries and headless browsers. */
  readonly script?: boolean;
}

const NOTHING: AgentFamily = Object.freeze({});
/** Longer strings are cut before they are parsed: a real one ends well before, and a hostile one must not cost more. */
const MAX_LENGTH = 512;
const CACHE_LIMIT = 20_000;
const cache = new Map<string, AgentFamily>();

/**
 * Reads a raw user agent. Never throws; an empty or unreadable string gives an object without fields.
 * Equal strings usually give the same object: the memo saves time and never changes a result.
 */
export function agentFamily(raw: string | undefined): AgentFamily {
  if (raw === undefined || raw === '') return NOTHING;
  const text = raw.length > MAX_LENGTH ? raw.slice(0, MAX_LENGTH) : raw;
  const known = cache.get(text);
  if (known !== undefined) return known;
  const family = read(text);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, family);
  return family;
}

function read(text: string): AgentFamily {
  const parser = Bowser.getParser(text, true);
  const family: Mutable<AgentFamily> = {};
  nameSystem(family, parser, text);
  if (!nameScript(family, text) && !nameApp(family, text)) nameBrowser(family, parser);
  return Object.freeze(family);
}

function nameSystem(family: Mutable<AgentFamily>, parser: Bowser.Parser.Parser, text: string): void {
  const named = parser.getOSName();
  const osFamily = osFamilyOf(named) ?? osFamilyOf(APP_SYSTEM.exec(text)?.[1]);
  if (osFamily === undefined) return;
  family.osFamily = osFamily;
  family.osName = OS_NAMES[osFamily] ?? named;
}

/** How apps write their system: `… DeviceSDK/2.4.0 iOS/19.1 Apple/iPhone16,2`, `Windows-AzureAD-Authentication-Provider/1.0`. */
const APP_SYSTEM = /(?:^|[\s;(])(iOS|iPadOS|Android|macOS|Windows|ChromeOS)(?:\/\d|-AzureAD-)/;

const OS_NAMES: Readonly<Record<string, string>> = {
  windows: 'Windows',
  macos: 'macOS',
  ios: 'iOS',
  android: 'Android',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};

/** A browser driven by a program still carries its own name in front: it is a browser and a script. */
const HEADLESS = /HeadlessChrome|PhantomJS|Headless/;

/**
 * Agents that no person types a password into: the libraries and tools that public session-theft and AiTM rules list
 * (elastic/detection-rules 9ed5d08f, 6e6376c1; axios, node and undici from the Tycoon2FA and axios hunts), and their plain relatives.
 */
const SCRIPT =
  /(?:^|[\s;(])(python-requests|python-httpx|python-urllib|aiohttp|httpx|curl|wget|go-http-client|go-resty|fasthttp|okhttp|axios|node-fetch|node|undici|got|superagent|java-http-client|apache-httpclient|commons-httpclient|java|windowspowershell|powershell|postmanruntime|insomnia|httpie|libwww-perl|lwp|ruby|faraday|guzzlehttp|reqwest|restsharp|scrapy|mechanize|dart)(?=[/ ]|$)/i;

function nameScript(family: Mutable<AgentFamily>, text: string): boolean {
  if (HEADLESS.test(text)) {
    family.script = true;
    family.name = text.includes('PhantomJS') ? 'PhantomJS' : 'Headless Chrome';
    family.browserFamily = 'chrome';
    return true;
  }
  const tool = scriptIn(text);
  if (tool === undefined) return false;
  family.script = true;
  family.name = tool;
  return true;
}

/** Words such as `node` or `java` mean a library only where the string does not begin as a browser's does. */
function scriptIn(text: string): string | undefined {
  if (!text.startsWith('Mozilla/')) return SCRIPT.exec(text)?.[1];
  return /PowerShell(?=\/)/.test(text) ? 'PowerShell' : undefined;
}

const APPS: readonly (readonly [RegExp, string])[] = [
  [/com\.okta\.|^OktaVerify\//, 'Okta Verify'],
  [/^(?:Microsoft ?Authenticator|com\.microsoft\.azureauthenticator|Azure ?Authenticator)/i, 'Microsoft Authenticator'],
  [/^(?:Microsoft Office|Outlook-|Teams|OneDrive|Microsoft Outlook)/i, 'Microsoft Office'],
  [/CFNetwork\/|^Dalvik\//, 'App'],
];

function nameApp(family: Mutable<AgentFamily>, text: string): boolean {
  const app = APPS.find(([pattern]) => pattern.test(text));
  if (app === undefined) return false;
  family.name = app[1];
  return true;
}

function nameBrowser(family: Mutable<AgentFamily>, parser: Bowser.Parser.Parser): void {
  const name = parser.getBrowserName();
  const browser = browserFamilyOf(name);
  if (browser === undefined) return;
  family.browserFamily = browser;
  family.name = name;
}
