/** A parsed address. IPv6 as eight 16-bit groups; an IPv4-mapped one (`::ffff:192.0.2.1`) is IPv4. */
export type Address =
  { readonly version: 4; readonly value: number } | { readonly version: 6; readonly groups: readonly number[] };

const MAX_LENGTH = 45;
const DOT = 46;
const COLON = 58;
const ZERO = 48;

/** Parses an IPv4 or IPv6 address and nothing else: no port, brackets, zone, leading zeros or `.XXX` mask. */
export function parseAddress(text: string): Address | undefined {
  if (text.length < 2 || text.length > MAX_LENGTH) return undefined;
  if (!text.includes(':')) {
    const value = parseIPv4(text);
    return value === undefined ? undefined : { version: 4, value };
  }
  const groups = parseIPv6(text);
  if (groups === undefined) return undefined;
  const mapped = mappedIPv4(groups);
  return mapped === undefined ? { version: 6, groups } : { version: 4, value: mapped };
}

/** Dotted quad as an unsigned 32-bit number. */
function parseIPv4(text: string): number | undefined {
  if (text.length < 7 || text.length > 15) return undefined;
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return undefined;
    octet = octet * 10 + digit;
    if (octet > 255) return undefined;
    digits++;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

function parseIPv6(text: string): number[] | undefined {
  const gap = text.indexOf('::');
  if (gap === -1) {
    const groups = parseGroups(text);
    return groups?.length === 8 ? groups : undefined;
  }
  if (text.includes('::', gap + 1)) return undefined;
  const head = parseGroups(text.slice(0, gap));
  const tail = parseGroups(text.slice(gap + 2));
  if (head === undefined || tail === undefined || head.length + tail.length > 7) return undefined;
  // `1.2.3.4::` would put the dotted part anywhere but at the end.
  if (text.lastIndexOf('.', gap) !== -1) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    const last = at === parts.length - 1;
    if (last && part.charCodeAt(part.length - 1) !== COLON && part.includes('.')) {
      const dotted = parseIPv4(part);
      if (dotted === undefined) return undefined;
      groups.push(dotted >>> 16, dotted & 0xffff);
      continue;
    }
    const group = parseGroup(part);
    if (group === undefined) return undefined;
    groups.push(group);
  }
  return groups;
}

function parseGroup(text: string): number | undefined {
  if (text.length === 0 || text.length > 4) return undefined;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit === undefined) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return undefined;
}

function mappedIPv4(groups: readonly number[]): number | undefined {
  const [a, b, c, d, e, marker, high = 0, low = 0] = groups;
  if (marker !== 0xffff || a !== 0 || b !== 0 || c !== 0 || d !== 0 || e !== 0) return undefined;
  return high * 65536 + low;
}
