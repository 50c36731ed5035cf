import { createHash } from 'node:crypto';
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import type { ApiDeps } from '../deps.ts';
import type { FailureBudget } from '../keys/failure-budget.ts';
import { Problem, PROBLEMS, toProblem } from '../problem.ts';
import { demandCsrf, demandOwnForm, Gate, localPath } from './gate.ts';
import type { Child } from './html.ts';
import type { Assets, Viewer } from './layout.ts';
import { layout, shell } from './layout.ts';
import { PAGES } from './pages/index.ts';
import type { Page, Shown } from './pages/page.ts';
import { SCRIPT } from './script.ts';
import { STYLESHEET } from './stylesheet.ts';
import { failurePage, signInPage } from './views/sign-in.ts';

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f5bc4" d="M16 2 4 7v9c0 7 5 12 12 14 7-2 12-7 12-14V7z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" d="m10 16 4 4 8-8"/></svg>';
const FORM_LIMIT = '128kb';
const YEAR_S = 31_536_000;

/** The page people look at: server-rendered, one style sheet, one small script, forms. */
export function createPageRouter(deps: ApiDeps, budget: FailureBudget): Router {
  const router = express.Router({ caseSensitive: true });
  const gate = new Gate(deps, budget);
  const assets = serveAssets(router);
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(express.urlencoded({ extended: false, limit: FORM_LIMIT }));
  addSignIn(router, gate, assets);
  for (const page of PAGES) router[page.method](page.path, show(page, { deps, gate, assets }));
  router.use(() => {
    throw new Problem('MFAW_NOT_FOUND', 'There is no page of this address.');
  });
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else showFailure(error, request, response, { deps, assets });
  });
  return router;
}

/** Named by their content, so that browsers may keep them for ever. */
function serveAssets(router: Router): Assets {
  const add = (extension: string, type: string, text: string): string => {
    const path = `/static/${createHash('sha256').update(text).digest('base64url').slice(0, 12)}.${extension}`;
    router.get(path, (_request, response) => {
      response
        .set('Cache-Control', `public, max-age=${String(YEAR_S)}, immutable`)
        .type(type)
        .send(text);
    });
    return path;
  };
  router.get('/static/icon.svg', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('svg').send(ICON);
  });
  return { style: add('css', 'css', STYLESHEET), script: add('js', 'js', SCRIPT) };
}

function addSignIn(router: Router, gate: Gate, assets: Assets): void {
  const form = (response: Response, next: string, problem?: string): void => {
    response.type('html').send(shell('Sign in', assets, signInPage(next, problem)));
  };
  router.get('/signin', async (request, response) => {
    const { token, next } = request.query;
    if (typeof token !== 'string') form(response, localPath(next));
    else if (await gate.signInByLink(request, response, token)) response.redirect(303, '/');
    else form(response.status(401), '/', 'This link has been used, or is older than ten minutes.');
  });
  router.post('/signin', async (request, response) => {
    demandOwnForm(request);
    const { key, next } = request.body as { readonly key?: unknown; readonly next?: unknown };
    const isKey = typeof key === 'string' && (await gate.signIn(request, response, key));
    if (isKey) response.redirect(303, localPath(next));
    else form(response.status(401), localPath(next), 'This key is not, or no longer, in force.');
  });
  router.post('/signout', async (request, response) => {
    const viewer = await gate.viewer(request);
    if (viewer !== undefined) demandCsrf(request, viewer);
    await gate.signOut(request, response);
    response.redirect(303, '/signin');
  });
}

interface Surroundings {
  readonly deps: ApiDeps;
  readonly gate: Gate;
  readonly assets: Assets;
}

function show(page: Page, { deps, gate, assets }: Surroundings) {
  return async (request: Request, response: Response): Promise<void> => {
    const viewer = await gate.viewer(request);
    if (viewer === undefined) {
      sendAway(request, response, assets);
      return;
    }
    if (!viewer.caller.may(page.role))
      throw new Problem('MFAW_FORBIDDEN', `This takes the role ${page.role}; yours is ${viewer.caller.role}.`);
    if (page.method === 'post') demandCsrf(request, viewer);
    send(await page.handle(request, viewer, deps), viewer, response, assets);
  };
}

function send(shown: Shown, viewer: Viewer, response: Response, assets: Assets): void {
  if ('redirect' in shown) response.redirect(303, shown.redirect);
  else
    response
      .status(shown.status ?? 200)
      .type('html')
      .send(layout(shown.title, shown.place, viewer, assets, shown.body));
}

/**
 * Nobody is signed in. A link from a chat or a mail comes without the cookie, because it comes from another site: loading the same page
 * once more, from here, brings it.
 */
function sendAway(request: Request, response: Response, assets: Assets): void {
  if (request.method === 'GET' && request.get('Sec-Fetch-Site') === 'cross-site') {
    const again: Child = failurePage('One moment …', 'Opening the page.');
    response
      .set('Refresh', '0')
      .type('html')
      .send(shell('One moment', assets, again));
    return;
  }
  const next = request.method === 'GET' ? request.originalUrl : '/';
  response.redirect(303, next === '/' ? '/signin' : `/signin?next=${encodeURIComponent(next)}`);
}

function showFailure(
  error: unknown,
  request: Request,
  response: Response,
  { deps, assets }: Omit<Surroundings, 'gate'>,
): void {
  const known = toProblem(error);
  if (known === undefined || known.status >= 500)
    deps.logger.error({ err: error, method: request.method, path: request.path }, 'a page failed');
  const problem = known ?? new Problem('MFAW_INTERNAL', 'It was noted in the log of mfawatch.');
  response.status(problem.status).set(problem.headers).type('html');
  response.send(shell(PROBLEMS[problem.code][1], assets, failurePage(PROBLEMS[problem.code][1], problem.message)));
}
