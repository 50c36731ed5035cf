import type { TenantInfo } from '../deps.ts';
import type { Caller } from '../route.ts';
import type { Child, Html } from './html.ts';
import { html } from './html.ts';

/** Whom a page is for, and where they are. */
export interface Viewer {
  readonly caller: Caller;
  readonly tenants: readonly TenantInfo[];
  readonly csrf: string;
  /** Zone of each tenant. */
  readonly zones: ReadonlyMap<string, string>;
  readonly now: number;
}

export interface Assets {
  readonly style: string;
  readonly script: string;
}

const PLACES = [
  ['/incidents', 'Incidents', 'viewer'],
  ['/alerts', 'Alerts', 'viewer'],
  ['/users', 'Users', 'viewer'],
  ['/exceptions', 'Exceptions', 'viewer'],
  ['/settings', 'Settings', 'viewer'],
  ['/dead-letters', 'Dead letters', 'admin'],
  ['/status', 'Status', 'viewer'],
] as const;

export function zoneOf(viewer: Viewer, tenant: string): string {
  return viewer.zones.get(tenant) ?? 'UTC';
}

export function tenantName(viewer: Viewer, tenant: string): string {
  return viewer.tenants.find(({ id }) => id === tenant)?.name ?? tenant;
}

/** A whole page for somebody signed in. `place` is the entry of the navigation it belongs to. */
export function layout(title: string, place: string, viewer: Viewer, assets: Assets, body: Child): string {
  const { caller, csrf } = viewer;
  return shell(
    title,
    assets,
    html`<header class="top">
        <div>
          <strong><a href="/">mfawatch</a></strong>
          <nav aria-label="Main">
            ${PLACES.filter(([, , role]) => caller.may(role)).map(
              ([path, name]) => html`<a href="${path}" ${path === place && html`aria-current="page"`}>${name}</a>`,
            )}
          </nav>
          <form method="post" action="/signout">
            ${csrfField(csrf)}<span class="quiet small">${caller.name} · ${caller.role}</span>
            <button>Sign out</button>
          </form>
        </div>
      </header>
      <main id="main">${body}</main>`,
  );
}

export function shell(title: string, assets: Assets, body: Child): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · mfawatch</title>
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.style}" />
        <script src="${assets.script}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${body}
      </body>
    </html>`.text;
}

export function csrfField(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

/** A sentence about what just happened, or why it did not. */
export function notice(text: string | undefined, isBad = false): Html {
  return text === undefined
    ? html``
    : html`<section class="notice ${isBad && 'bad'}" role="${isBad ? 'alert' : 'status'}">${text}</section>`;
}

export function empty(text: string): Html {
  return html`<p class="empty">${text}</p>`;
}
