import { basename } from 'node:path';
import { stringify } from 'yaml';
import { isoTime } from '../../../../events/iso-time.ts';
import type { SettingsText } from '../../../platform/settings-schema.ts';
import type { SavedSettings } from '../../../tenants/tenant-documents.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { empty, tenantName, zoneOf } from '../layout.ts';
import { timeText } from '../words.ts';
import { select } from './parts.ts';

export interface TenantSettings {
  readonly tenant: string;
  /** Newest first. */
  readonly versions: readonly SavedSettings[];
}

/** A tenant's settings as they are, to read; changing them is the command line's and the API's. */
export function settingsPage(settings: TenantSettings | undefined, viewer: Viewer): Html {
  return html`<h1>Settings</h1>
    <p class="quiet">
      What an organisation has told mfawatch of itself. Changed by <code>mfawatch settings set</code> or over the API;
      everybody they concern is then judged again.
    </p>
    ${settings === undefined ? html`<section>${empty('There is no tenant yet.')}</section>` : tenantSettings(settings, viewer)}`;
}

function tenantSettings({ tenant, versions }: TenantSettings, viewer: Viewer): Html {
  const inForce = versions.find(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= viewer.now);
  return html`${
      viewer.tenants.length > 1 &&
      html`<form class="filters" method="get" action="/settings">
        <label
          >Tenant
          ${select(
            'tenant',
            viewer.tenants.map(({ id, name }) => [id, name] as const),
            tenant,
            true,
          )}</label
        >
        <button>Show</button>
      </form>`
    }
    <section>
      <h2>In force for ${tenantName(viewer, tenant)}</h2>
      ${inForce === undefined ? html`<p>Nothing was set: everything is as by default, and times are UTC.</p>` : html`<pre>${settingsYaml(inForce.text)}</pre>`}
    </section>
    ${versions.length > 0 && versionList(versions, inForce, zoneOf(viewer, tenant))}`;
}

function versionList(versions: readonly SavedSettings[], inForce: SavedSettings | undefined, zone: string): Html {
  return html`<section>
    <h2>Versions</h2>
    <ul class="plain">
      ${versions.map(
        (saved) =>
          html`<li>
            <b>${saved.version}</b> ${saved === inForce && html`<span class="badge closed">in force</span>`} for what
            happened
            ${saved.effectiveFrom === null ? 'at any time' : html`since ${timeText(isoTime(saved.effectiveFrom), zone)}`}<br />
            <span class="quiet small">${saved.by} · ${timeText(isoTime(saved.at), zone)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** As a settings file says it, without what is empty. Files lie on the server: their names are enough for people elsewhere. */
export function settingsYaml({ networkClasses, geoDatabase, ...text }: SettingsText): string {
  const told = Object.entries(text).filter(([, value]) => typeof value === 'string' || Object.keys(value).length > 0);
  return stringify({
    ...Object.fromEntries(told),
    ...(networkClasses === undefined
      ? {}
      : {
          networkClasses: {
            extend: networkClasses.extend.map((file) => basename(file)),
            ...(networkClasses.replace === undefined ? {} : { replace: basename(networkClasses.replace) }),
          },
        }),
    ...(geoDatabase === undefined ? {} : { geoDatabase: basename(geoDatabase) }),
  });
}
