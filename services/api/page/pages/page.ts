import type { Request } from 'express';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../problem.ts';
import type { RouteRole } from '../../route.ts';
import type { Child } from '../html.ts';
import type { Viewer } from '../layout.ts';

/** One address of the page. */
export interface Page {
  readonly method: 'get' | 'post';
  /** As express writes it. */
  readonly path: string;
  readonly role: RouteRole;
  readonly handle: (request: Request, viewer: Viewer, deps: ApiDeps) => Promise<Shown>;
}

export type Shown =
  | { readonly redirect: string }
  | { readonly title: string; readonly place: string; readonly body: Child; readonly status?: number };

/** One value of the query; empty where there is none, or several. */
export function fromQuery(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

/** One field of a form. */
export function fromForm(request: Request, name: string): string {
  const value = ((request.body ?? {}) as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value.trim() : '';
}

export function fromPath(request: Request, name: string): string {
  const value = request.params[name];
  if (typeof value === 'string') return value;
  throw new Problem('MFAW_NOT_FOUND', 'there is nothing here');
}

export function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}
