import type { TenantId } from '../../../events/identity.ts';

/** Whose data a Store call may touch. There is no call without one (I5). */
export type Scope = TenantScope | TenantSetScope | SystemScope;

export interface TenantScope {
  readonly kind: 'tenant';
  readonly tenant: TenantId;
}

/** Several clients at once: an MSSP's role, or a stage that writes what it was handed. */
export interface TenantSetScope {
  readonly kind: 'tenants';
  readonly tenants: ReadonlySet<TenantId>;
}

/** What belongs to no tenant: source cursors, leases, API keys, progress of jobs. */
export interface SystemScope {
  readonly kind: 'system';
}

export type TenantsScope = TenantScope | TenantSetScope;

export const SYSTEM: SystemScope = { kind: 'system' };

export function ofTenant(tenant: TenantId): TenantScope {
  return { kind: 'tenant', tenant };
}

export function ofTenants(tenants: Iterable<TenantId>): TenantSetScope {
  return { kind: 'tenants', tenants: new Set(tenants) };
}

export function tenantsOf(scope: TenantsScope): readonly TenantId[] {
  return scope.kind === 'tenant' ? [scope.tenant] : [...scope.tenants].sort();
}

export function mayTouch(scope: TenantsScope, tenant: TenantId): boolean {
  return scope.kind === 'tenant' ? scope.tenant === tenant : scope.tenants.has(tenant);
}

/** A document of a tenant outside the scope was handed in: a fault of the caller, never of data. */
export class ScopeError extends Error {
  override readonly name = 'ScopeError';
  readonly code = 'MFAW_SCOPE';
}

/** @throws ScopeError where the scope does not cover the tenant. */
export function demand(scope: TenantsScope, tenant: TenantId): void {
  if (!mayTouch(scope, tenant)) throw new ScopeError(`a document of ${tenant} is outside the scope of this call`);
}
