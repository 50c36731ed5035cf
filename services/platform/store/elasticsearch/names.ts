import type { TenantId } from '../../../../events/identity.ts';
import { monthOfId } from '../alert-state.ts';

/** What is searched, each in indices of its own. */
export type Family = 'events' | 'alerts' | 'incidents';

/** All that lies in indices of a tenant: `audit` is the history. */
export type TenantFamily = Family | 'audit';

/**
 * Names of indices: `<prefix>-<family>-<tenant>--<period>`. The double dash, which no tenant's id contains, keeps the pattern of `acme` from
 * matching `acme-eu`. The period of an event is its month (`2026.11`), that of an alert or incident the year its id names, so that the id
 * tells where it is stored; that of what people did, its year.
 */
export interface Names {
  event(tenant: TenantId, time: number): string;
  /** Of an alert or incident. */
  byId(family: 'alerts' | 'incidents', tenant: TenantId, id: string): string;
  /** Of an entry of the history. */
  audit(tenant: TenantId, year: number): string;
  /** All indices of a family of one tenant. */
  pattern(family: TenantFamily, tenant: TenantId): string;
  /** What a search of several tenants is sent to: it filters by tenant all the same. */
  target(family: TenantFamily, tenants: readonly TenantId[]): string;
  /** Whether an index holds one tenant's documents only. */
  readonly apart: boolean;
}

export type Layout = 'tenant' | 'shared';

/** No tenant's id has an underscore. */
const SHARED = '_shared';

/** A request line may have 4,096 bytes (`http.max_initial_line_length`), its other parameters among them. */
const LONGEST_TARGET = 3_000;

export function createNames(prefix: string, layout: Layout): Names {
  const owner = (tenant: TenantId): string => (layout === 'shared' ? SHARED : tenant);
  const name = (family: TenantFamily, tenant: TenantId, period: string): string =>
    `${prefix}-${family}-${owner(tenant)}--${period}`;
  const pattern = (family: TenantFamily, tenant: TenantId): string => name(family, tenant, '*');
  return {
    event: (tenant, time) => name('events', tenant, monthOf(time)),
    byId: (family, tenant, id) => name(family, tenant, yearOf(monthOfId(id))),
    audit: (tenant, year) => name('audit', tenant, String(year).padStart(4, '0')),
    pattern,
    target: (family, tenants) => {
      const patterns = [...new Set(tenants.map((tenant) => pattern(family, tenant)))].join(',');
      return patterns.length <= LONGEST_TARGET ? patterns : aliasOf(prefix, family);
    },
    apart: layout === 'tenant',
  };
}

/** Of all tenants' indices of a family. */
export function aliasOf(prefix: string, family: TenantFamily): string {
  return `${prefix}-${family}`;
}

/** `yyyy.MM` */
function monthOf(time: number): string {
  const date = new Date(time);
  return `${yearOf(time)}.${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

function yearOf(time: number): string {
  return String(new Date(time).getUTCFullYear()).padStart(4, '0');
}

/** The first moment after the period in an index's name, ms since 1970. */
export function endOfPeriod(index: string): number {
  const [year, month] = index.slice(index.lastIndexOf('--') + 2).split('.');
  return month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month));
}
