import { timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import { callerOf, chargeFailure, exchange } from '../authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiKey } from '../keys/api-key.ts';
import type { FailureBudget } from '../keys/failure-budget.ts';
import { beginSession, endSession, findSession, useSignInLink } from '../keys/sessions.ts';
import { Problem } from '../problem.ts';
import type { Viewer } from './layout.ts';

/** Lets people in and out of the page: a key is exchanged for a cookie that no script and no other site can use. */
export class Gate {
  readonly #deps: ApiDeps;
  readonly #budget: FailureBudget;
  readonly #cookie: string;
  readonly #options: CookieOptions;

  constructor(deps: ApiDeps, budget: FailureBudget) {
    this.#deps = deps;
    this.#budget = budget;
    const secure = deps.publicUrl?.startsWith('https:') === true;
    // The prefix makes browsers refuse the cookie from anything but this host over TLS.
    this.#cookie = secure ? '__Host-mfawatch' : 'mfawatch';
    this.#options = { httpOnly: true, sameSite: 'strict', secure, path: '/' };
  }

  /** Who looks, or undefined where nobody is signed in. */
  async viewer(request: Request): Promise<Viewer | undefined> {
    const token = this.#token(request);
    if (token === undefined) return undefined;
    const { store, now, tenants, loadTables } = this.#deps;
    const session = await findSession(store, token, now());
    if (session === undefined) return undefined;
    const caller = await callerOf(session.key, this.#deps);
    const mine = (await tenants()).filter(({ id }) => caller.tenants.includes(id));
    const zones = await Promise.all(
      mine.map(async ({ id }) => [id, (await loadTables(id)).settingsAt(now()).timeZone] as const),
    );
    return { caller, tenants: mine, csrf: session.csrf, zones: new Map(zones), now: now() };
  }

  /** @returns whether the key was one. @throws Problem where the address sent too many wrong ones */
  async signIn(request: Request, response: Response, text: string): Promise<boolean> {
    return this.#begin(response, await exchange(text.trim(), request.ip ?? '', this.#deps, this.#budget));
  }

  async signInByLink(request: Request, response: Response, token: string): Promise<boolean> {
    const key = await useSignInLink(this.#deps.store, token, this.#deps.now());
    if (key === undefined) chargeFailure(request.ip ?? '', 'links', this.#budget);
    return this.#begin(response, key);
  }

  async signOut(request: Request, response: Response): Promise<void> {
    const token = this.#token(request);
    if (token !== undefined) await endSession(this.#deps.store, token);
    response.clearCookie(this.#cookie, this.#options);
  }

  async #begin(response: Response, key: ApiKey | undefined): Promise<boolean> {
    // A key that reads figures alone has nothing to see here.
    if (key === undefined || key.role === 'metrics') return false;
    const { store, now } = this.#deps;
    response.cookie(this.#cookie, await beginSession(store, key, now()), this.#options);
    return true;
  }

  #token(request: Request): string | undefined {
    const pairs = (request.get('Cookie') ?? '').split(/; */).map((pair) => pair.split('='));
    return pairs.find(([name]) => name === this.#cookie)?.[1];
  }
}

/** Nobody signs another in from elsewhere: what they then did would stand under the wrong name. @throws Problem */
export function demandOwnForm(request: Request): void {
  const site = request.get('Sec-Fetch-Site');
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem('MFAW_FORBIDDEN', 'sign in on the page itself');
}

/** A form sends back what its page was given; another site cannot know it. @throws Problem */
export function demandCsrf(request: Request, viewer: Viewer): void {
  const { csrf } = (request.body ?? {}) as { readonly csrf?: unknown };
  const given = Buffer.from(typeof csrf === 'string' ? csrf : '');
  const expected = Buffer.from(viewer.csrf);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new Problem('MFAW_FORBIDDEN', 'this form is out of date: load the page again');
}

/** A path of this page to go on to; anything else leads to the front. */
export function localPath(text: unknown): string {
  return typeof text === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : '/';
}
