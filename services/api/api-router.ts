import express from 'express';
import type { NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from 'pino';
import { authenticate, callerOf } from './authenticate.ts';
import { checkRequest } from './check.ts';
import type { ApiDeps } from './deps.ts';
import type { FailureBudget } from './keys/failure-budget.ts';
import { API_PREFIX, isPaged } from './openapi.ts';
import { Problem, PROBLEMS, toProblem } from './problem.ts';
import type { Answer, Route } from './route.ts';

/** Enough for settings with thousands of people. */
const BODY_LIMIT = '512kb';

/** Express's side of the route table. */
export function createApiRouter(routes: readonly Route[], deps: ApiDeps, budget: FailureBudget): Router {
  const router = express.Router({ caseSensitive: true });
  const parse = express.json({ limit: BODY_LIMIT, strict: false });
  // Answers hold what only their reader may see.
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) {
    const steps = [authorise(route, deps, budget), ...(route.body === undefined ? [] : [parse]), answer(route, deps)];
    router[route.method](expressPath(route), ...steps);
  }
  for (const path of new Set(routes.map(expressPath))) router.all(path, refuseMethod(allowedAt(path, routes)));
  router.use((request: Request) => {
    throw new Problem('MFAW_NOT_FOUND', `there is nothing at ${request.baseUrl}${request.path}`);
  });
  router.use(problemHandler(deps.logger));
  return router;
}

function expressPath({ path }: Route): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Before anything of the request is read: who may not ask learns nothing of what would be wrong with it. */
function authorise(route: Route, deps: ApiDeps, budget: FailureBudget): RequestHandler {
  return async (request, response, next) => {
    const caller = await callerOf(await authenticate(request, deps, budget), deps);
    if (!caller.may(route.role))
      throw new Problem('MFAW_FORBIDDEN', `this takes the role ${route.role}; this key is for ${caller.role}`);
    response.locals['caller'] = caller;
    next();
  };
}

function answer(route: Route, deps: ApiDeps): RequestHandler {
  return async (request, response) => {
    const caller = response.locals['caller'] as Parameters<Route['handle']>[0]['caller'];
    const found = await route.handle({ caller, ...checkRequest(route, request) }, deps);
    if (found.version !== undefined) response.set('ETag', `"${found.version}"`);
    const next = isPaged(route.query) ? nextLink(request, found) : undefined;
    if (next !== undefined) response.set('Link', next);
    response.status(route.status ?? 200).json(found.body);
  };
}

/** RFC 8288: the same request, from where this page ended. */
function nextLink(request: Request, { body }: Answer<unknown>): string | undefined {
  const { next } = body as { readonly next?: string };
  if (next === undefined) return undefined;
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.set('after', next);
  return `<${url.pathname}${url.search}>; rel="next"`;
}

function allowedAt(path: string, routes: readonly Route[]): string {
  const methods = routes.filter((route) => expressPath(route) === path).map(({ method }) => method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
}

function refuseMethod(allowed: string): RequestHandler {
  return (request) => {
    throw new Problem('MFAW_METHOD_NOT_ALLOWED', `${request.method} is not possible here; ${allowed} is`, {
      headers: { Allow: allowed },
    });
  };
}

/** Whatever was thrown, as a problem document. What nobody foresaw is logged and told without a word of its own. */
export function problemHandler(logger: Logger) {
  // Express tells error handlers by their four arguments.
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toProblem(error);
    if (known === undefined || known.status >= 500)
      logger.error({ err: error, method: request.method, path: request.path }, 'a request failed');
    const problem = known ?? new Problem('MFAW_INTERNAL', PROBLEMS.MFAW_INTERNAL[1]);
    response.status(problem.status).set(problem.headers).type('application/problem+json');
    response.send(JSON.stringify(problem.toDocument(request.originalUrl.split('?')[0] ?? API_PREFIX)));
  };
}
