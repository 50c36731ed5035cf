import type { Source } from '../../events/event.ts';
import type { TenantId } from '../../events/identity.ts';
import { bytesOfText, textOfBytes } from './text-bytes.ts';

/** What travels on `mfa.raw`. Ticks and markers go to every partition, after all records they speak of. */
export type RawRecord = RawData | Tick | Marker;

export interface RawData {
  readonly kind: 'data';
  readonly tenant: TenantId;
  /** Undefined where the file's owner did not say: recognised by shape. */
  readonly source?: Source;
  /** The stream that fetched it, e.g. the id of a source in the configuration, or `import:<job>`. */
  readonly stream: string;
  /** When it was fetched, ms since 1970. */
  readonly fetched: number;
  /** Imported as history: it never pages, and detection waits for the import's end. */
  readonly history?: true;
  /** Where it came from, for a person: `okta.json.gz:1042`. */
  readonly origin?: string;
  /** The provider's own text, untouched. */
  readonly record: string;
}

/** Everything of a stream before `frontier` has been fetched, as far as the vendor's lag allows. Only ticks advance time. */
export interface Tick {
  readonly kind: 'tick';
  readonly tenant: TenantId;
  readonly stream: string;
  /** Event time, ms since 1970. */
  readonly frontier: number;
  /** All streams of the tenant that are switched on: its watermark is their minimum. */
  readonly streams: readonly string[];
}

export type Marker =
  /** The tenant's settings or learned tables have a new version in the Store: adopt it from here on. */
  | { readonly kind: 'tables'; readonly tenant: TenantId; readonly version: number }
  /** An import is complete and what it teaches is known: judge the keys that waited for it. */
  | { readonly kind: 'release'; readonly tenant: TenantId; readonly job: string };

/** One line of JSON without the record, a line feed, the record as it came. */
export function encodeRaw(raw: RawRecord): Uint8Array {
  if (raw.kind !== 'data') return bytesOfText(JSON.stringify(raw));
  const { record, ...head } = raw;
  return bytesOfText(`${JSON.stringify(head)}\n${record}`);
}

export function decodeRaw(bytes: Uint8Array): RawRecord {
  const text = textOfBytes(bytes);
  const end = text.indexOf('\n');
  if (end < 0) return JSON.parse(text) as Tick | Marker;
  return { ...(JSON.parse(text.slice(0, end)) as Omit<RawData, 'record'>), record: text.slice(end + 1) };
}
