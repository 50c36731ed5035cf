import type { z } from 'zod';
import type { TenantId } from '../../events/identity.ts';
import type { TenantScope, TenantsScope } from '../platform/store/scope.ts';
import { ofTenant, ofTenants } from '../platform/store/scope.ts';
import type { Actor } from '../platform/store/store.ts';
import type { ApiDeps } from './deps.ts';
import type { ApiKey, Role } from './keys/api-key.ts';
import { notFound } from './problem.ts';

type Nothing = z.ZodObject<Record<never, never>, z.core.$strict>;

/** Roles a route can ask for; each includes those before it. */
export const ROUTE_ROLES = ['viewer', 'analyst', 'admin'] as const;
export type RouteRole = (typeof ROUTE_ROLES)[number];

/**
 * One operation of the API, whole: Express's route, the OpenAPI document, the page of the docs and the tests of who may do what are all
 * made from it.
 */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch';
  /** Below `/api/v1`, with parameters as OpenAPI writes them: `/alerts/{id}`. */
  readonly path: string;
  readonly role: RouteRole;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The request must say which version it means to change. */
  readonly ifMatch?: true;
  /** The answer carries an ETag. */
  readonly etag?: true;
  /** Default 200. */
  readonly status?: 200 | 201;
  readonly response: R;
  // A method, so that routes of different shapes fit one table.
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>, deps: ApiDeps): Promise<Answer<z.output<R>>>;
}

/** A checked request. */
export interface Call<P, Q, B> {
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** From If-Match; empty where the route asks for none. */
  readonly version: string;
}

export interface Answer<T> {
  readonly body: T;
  /** Becomes the ETag. */
  readonly version?: string;
}

export function defineRoute<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(route: Route<P, Q, B, R>): Route {
  return route;
}

/** Who asks. Everything a request may touch follows from the key alone (I5). */
export class Caller {
  readonly name: string;
  readonly role: Role;
  /** In order of id. */
  readonly tenants: readonly TenantId[];
  /** The key is for every tenant: it may also see what belongs to none. */
  readonly everywhere: boolean;

  constructor(key: Pick<ApiKey, 'name' | 'role' | 'tenants'>, existing: readonly TenantId[]) {
    this.name = key.name;
    this.role = key.role;
    this.everywhere = key.tenants === 'all';
    const mine = key.tenants === 'all' ? existing : existing.filter((tenant) => key.tenants.includes(tenant));
    this.tenants = [...mine].sort();
  }

  may(role: RouteRole): boolean {
    return ROUTE_ROLES.findIndex((one) => one === this.role) >= ROUTE_ROLES.indexOf(role);
  }

  actor(now: number): Actor {
    return { name: this.name, at: now };
  }

  /** All of its tenants, or those asked for. @throws Problem where one of these is not among them */
  scope(wanted: readonly string[] = []): TenantsScope {
    return ofTenants(wanted.length === 0 ? this.tenants : wanted.map((tenant) => this.tenant(tenant).tenant));
  }

  /** @throws Problem where the tenant does not exist or is another's: nobody can tell which */
  tenant(wanted: string): TenantScope {
    const found = this.tenants.find((tenant) => tenant === wanted);
    if (found === undefined) throw notFound('tenant', wanted);
    return ofTenant(found);
  }
}
