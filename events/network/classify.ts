import type { NetworkClass, NetworkTag, PlaceHints } from '../place.ts';
import type { Address } from './address.ts';
import type { ClassEntry, ClassList } from './class-list.ts';

/** What is known of an address when its network is to be classed. */
export interface ClassSubject {
  readonly address: Address | undefined;
  readonly asn?: number | undefined;
  readonly asOrganization?: string | undefined;
  /** The provider's own verdict. */
  readonly verdict?: Pick<PlaceHints, 'networkClass' | 'operator' | 'classSource'>;
}

export interface Classification {
  readonly networkClass: NetworkClass;
  readonly operator?: string;
  /** What decided; absent when unknown. */
  readonly classSource?: string;
  readonly tag?: NetworkTag;
}

export interface ClassLists {
  /** The tenant's own lists; of two that know a network the first counts. */
  readonly own: readonly ClassList[];
  /** The package's list. Absent where the tenant's own replace it. */
  readonly bundled?: ClassList;
}

export type Classify = (subject: ClassSubject) => Classification;

/**
 * Decides a network's class: the tenant's own lists, then the provider's verdict, then the package's list. Within a list the narrowest CIDR
 * counts before the AS number, and that before words of the holder's name. A list may also say `unknown`, which ends the search.
 * A tag comes from the first list that has one, whoever decided the class.
 */
export function createClassify(lists: ClassLists): Classify {
  const all = lists.bundled === undefined ? lists.own : [...lists.own, lists.bundled];
  return (subject) => {
    const classed =
      firstOf(lists.own, subject) ??
      verdictOf(subject) ??
      (lists.bundled === undefined ? undefined : byList(lists.bundled, subject)) ??
      UNKNOWN;
    const tag = tagOf(all, subject);
    return tag === undefined ? classed : { ...classed, tag };
  };
}

const UNKNOWN: Classification = { networkClass: 'unknown' };

function firstOf(lists: readonly ClassList[], subject: ClassSubject): Classification | undefined {
  for (const list of lists) {
    const classed = byList(list, subject);
    if (classed !== undefined) return classed;
  }
  return undefined;
}

function verdictOf({ verdict }: ClassSubject): Classification | undefined {
  if (verdict?.networkClass === undefined || verdict.networkClass === 'unknown') return undefined;
  return {
    networkClass: verdict.networkClass,
    ...(verdict.operator === undefined ? {} : { operator: verdict.operator }),
    ...(verdict.classSource === undefined ? {} : { classSource: verdict.classSource }),
  };
}

function byList(list: ClassList, subject: ClassSubject): Classification | undefined {
  const listed = entryOf(list, subject);
  if (listed !== undefined) return classification(listed, list.label);
  const named = subject.asOrganization === undefined ? undefined : list.byName(subject.asOrganization);
  return named === undefined
    ? undefined
    : classification(named.entry, `${list.label}, holder's name has "${named.words}"`);
}

function entryOf(list: ClassList, { address, asn }: ClassSubject): ClassEntry | undefined {
  const byAddress = address === undefined ? undefined : list.byAddress(address);
  return byAddress ?? (asn === undefined ? undefined : list.byAsn(asn));
}

function classification(entry: ClassEntry, classSource: string): Classification {
  if (entry.networkClass === 'unknown') return UNKNOWN;
  return {
    networkClass: entry.networkClass,
    ...(entry.operator === undefined ? {} : { operator: entry.operator }),
    classSource,
  };
}

function tagOf(lists: readonly ClassList[], subject: ClassSubject): NetworkTag | undefined {
  for (const list of lists) {
    const tag = entryOf(list, subject)?.tag;
    if (tag !== undefined) return tag;
  }
  return undefined;
}
