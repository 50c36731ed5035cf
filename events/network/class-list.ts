import type { NetworkClass, NetworkTag } from '../place.ts';
import type { Address } from './address.ts';
import type { Cidr } from './cidr.ts';
import { cidrMatcher } from './cidr.ts';
import { nameMatcher } from './holder-name.ts';

/** What a list says of one network. */
export interface ClassEntry {
  readonly networkClass: NetworkClass;
  readonly operator?: string;
  readonly tag?: NetworkTag;
  readonly note?: string;
}

/** One line of a list: an entry and the networks it is about. */
export interface ClassRow {
  readonly subject:
    | { readonly kind: 'asn'; readonly asn: number }
    | { readonly kind: 'cidr'; readonly cidr: Cidr }
    | { readonly kind: 'name'; readonly words: string };
  readonly entry: ClassEntry;
}

/** A dated list of networks and their classes, ready for look-ups. */
export interface ClassList {
  /** How evidence names it: `mfawatch network classes 2026-11-22`, `settings: my-vpns.tsv`. */
  readonly label: string;
  readonly size: number;
  /** The entry of the narrowest listed network around the address. */
  byAddress(address: Address): ClassEntry | undefined;
  byAsn(asn: number): ClassEntry | undefined;
  /** The entry of the first listed words that stand in the holder's name. */
  byName(name: string): { readonly entry: ClassEntry; readonly words: string } | undefined;
}

/** Indexes rows for look-ups. Where two rows are about the same network the first counts. */
export function classList(label: string, rows: readonly ClassRow[]): ClassList {
  const asns = new Map<number, ClassEntry>();
  const cidrs: [Cidr, ClassEntry][] = [];
  const names: { words: string; entry: ClassEntry }[] = [];
  for (const { subject, entry } of rows) {
    if (subject.kind === 'cidr') cidrs.push([subject.cidr, entry]);
    else if (subject.kind === 'name') names.push({ words: subject.words, entry });
    else if (!asns.has(subject.asn)) asns.set(subject.asn, entry);
  }
  const networks = cidrMatcher(cidrs);
  return {
    label,
    size: rows.length,
    byAddress: (address) => networks.find(address),
    byAsn: (asn) => asns.get(asn),
    byName: nameMatcher(names),
  };
}
