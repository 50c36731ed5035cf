import { readFileSync } from 'node:fs';
import type { Address } from '../../events/network/address.ts';
import { addressValue } from '../../events/network/address.ts';
import { dependencyFile } from './package-root.ts';

/** Who announces an address. */
export interface AsnRecord {
  readonly asn: number;
  readonly organization: string;
}

export interface AsnTable {
  find(address: Address): AsnRecord | undefined;
  /** Which data answers, for `status` and evidence. */
  readonly description: string;
}

/**
 * The bundled table (RouteViews, the five regional registries and DB-IP, as published by ip-location-db). A file is read at the first
 * address of its version; nothing is parsed beforehand.
 */
export function openBundledAsnTable(): AsnTable {
  const v4 = lazySortedLines('@ip-location-db/asn/asn-ipv4-num.csv');
  const v6 = lazySortedLines('@ip-location-db/asn/asn-ipv6-num.csv');
  return {
    find: (address) => (address.version === 4 ? v4() : v6())(decimalOf(address)),
    description: `ip-location-db ASN ${bundledVersion()}`,
  };
}

function bundledVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(dependencyFile('@ip-location-db/asn/package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

type Lookup = (address: Buffer) => AsnRecord | undefined;

function lazySortedLines(specifier: string): () => Lookup {
  let lookup: Lookup | undefined;
  return () => (lookup ??= sortedLines(readFileSync(dependencyFile(specifier))));
}

const NEWLINE = 10;
const COMMA = 44;

/** The address as the table writes it: an unsigned decimal number. */
function decimalOf(address: Address): Buffer {
  return Buffer.from(String(addressValue(address)), 'latin1');
}

/**
 * Looks up in the CSV as it lies: lines `first,last,asn,holder` in order of `first`; where two overlap the later answers. Bisecting bytes costs about twenty
 * steps a look-up, saves parsing half a million lines at every start, and needs no second copy of the data.
 */
export function sortedLines(bytes: Buffer): Lookup {
  return (address) => {
    const start = lastLineNotAfter(bytes, address);
    if (start === -1) return undefined;
    const last = bytes.indexOf(COMMA, start) + 1;
    const asn = bytes.indexOf(COMMA, last) + 1;
    if (compareDecimal(address, bytes, last, asn - 1) > 0) return undefined;
    return readRecord(bytes, asn);
  };
}

/** Offset of the last line whose first address is not after the given one, or -1. */
function lastLineNotAfter(bytes: Buffer, address: Buffer): number {
  let found = -1;
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = middle === 0 ? 0 : bytes.lastIndexOf(NEWLINE, middle - 1) + 1;
    if (compareDecimal(address, bytes, start, bytes.indexOf(COMMA, start)) >= 0) {
      found = start;
      low = lineEnd(bytes, start) + 1;
    } else {
      high = start;
    }
  }
  return found;
}

function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end === -1 ? bytes.length : end;
}

/** Compares unsigned decimals without leading zeros: the longer is the greater. */
function compareDecimal(value: Buffer, bytes: Buffer, start: number, end: number): number {
  return value.length - (end - start) || value.compare(bytes, start, end);
}

function readRecord(bytes: Buffer, start: number): AsnRecord {
  const name = bytes.indexOf(COMMA, start) + 1;
  const holder = bytes.toString('utf8', name, lineEnd(bytes, name)).trimEnd();
  return { asn: Number(bytes.toString('latin1', start, name - 1)), organization: unquote(holder) };
}

function unquote(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
