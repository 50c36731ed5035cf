import { SEVERITIES } from '../../../../detectors/kit/finding.ts';
import { DISPOSITIONS } from '../../../platform/store/store.ts';
import type { AlertView } from '../../routes/alerts.ts';
import type { IncidentView } from '../../routes/incidents.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { csrfField, empty, notice, tenantName, zoneOf } from '../layout.ts';
import { capital, dispositionText, plural } from '../words.ts';
import { pager, select, severityBadge, statusBadge, userLink, whenCell } from './parts.ts';

/** What a person chose to see. */
export interface QueueFilter {
  readonly path: '/incidents' | '/alerts';
  readonly tenant: string;
  readonly show: string;
  readonly severity: string;
  readonly user: string;
  readonly text: string;
  readonly query: URLSearchParams;
}

/** What each choice of `show` means. */
export const SHOWS = {
  waiting: { text: 'Waiting', statuses: ['open', 'acknowledged'] },
  open: { text: 'Open', statuses: ['open'] },
  acknowledged: { text: 'Acknowledged', statuses: ['acknowledged'] },
  closed: { text: 'Closed', statuses: ['closed'] },
  retracted: { text: 'Retracted', statuses: ['retracted'] },
  hidden: { text: 'Hidden by an exception', statuses: undefined },
  all: { text: 'All', statuses: undefined },
} as const;
export type Show = keyof typeof SHOWS;

export function isShow(text: string): text is Show {
  return Object.hasOwn(SHOWS, text);
}

function filters(filter: QueueFilter, viewer: Viewer): Html {
  const isAlerts = filter.path === '/alerts';
  const shows = Object.entries(SHOWS).filter(([show]) => isAlerts || show !== 'hidden');
  return html`<form class="filters" method="get" action="${filter.path}" role="search">
    ${viewer.tenants.length > 1 && html`<label>Tenant ${select('tenant', [['', 'All tenants'], ...viewer.tenants.map(({ id, name }) => [id, name] as const)], filter.tenant, true)}</label>`}
    <label
      >Show
      ${select(
        'show',
        shows.map(([value, { text }]) => [value, text] as const),
        filter.show,
        true,
      )}</label
    >
    <label
      >Severity
      ${select('severity', [['', 'Any'], ...[...SEVERITIES].reverse().map((one) => [one, capital(one)] as const)], filter.severity, true)}</label
    >
    <label>User <input name="user" value="${filter.user}" maxlength="320" autocomplete="off" /></label>
    ${isAlerts && html`<label>Search <input type="search" name="text" value="${filter.text}" maxlength="200" placeholder="words, address" /></label>`}
    <button>Filter</button>
  </form>`;
}

function queryWith(filter: QueueFilter, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(filter.query);
  query.delete('after');
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `${filter.path}?${query.toString()}`;
}

/** What waits, by severity and by status, each a link to it. */
function waitingCounts(filter: QueueFilter, { severities, statuses }: Waiting): Html {
  const tile = (name: string, count: number, changes: Readonly<Record<string, string>>, isChosen: boolean): Html =>
    html`<li>
      <a href="${queryWith(filter, changes)}" ${isChosen && html`aria-current="true"`}>
        <b class="${name}">${count.toLocaleString('en-US')}</b>${capital(name)}
      </a>
    </li>`;
  return html`<ul class="counts" aria-label="What waits">
    ${[...SEVERITIES]
      .reverse()
      .map((name) =>
        tile(name, severities.get(name) ?? 0, { severity: name, show: 'waiting' }, filter.severity === name),
      )}
    ${(['open', 'acknowledged'] as const).map((name) =>
      tile(name, statuses.get(name) ?? 0, { severity: '', show: name }, filter.severity === '' && filter.show === name),
    )}
  </ul>`;
}

/** How many wait, by severity and by status. */
export interface Waiting {
  readonly severities: ReadonlyMap<string, number>;
  readonly statuses: ReadonlyMap<string, number>;
}

export interface AlertQueue {
  readonly filter: QueueFilter;
  readonly alerts: readonly AlertView[];
  readonly next: string | undefined;
  readonly waiting: Waiting;
  readonly done?: string;
}

export function alertQueue({ filter, alerts, next, waiting, done }: AlertQueue, viewer: Viewer): Html {
  return html`<h1>Alerts</h1>
    ${notice(done)} ${waitingCounts(filter, waiting)} ${filters(filter, viewer)}
    ${
      alerts.length === 0
        ? html`<section>${empty(nothingText(filter))}</section>`
        : html`<form method="post" action="/alerts/triage">
            ${csrfField(viewer.csrf)}
            <section>
              <table class="queue">
                ${queueHead(viewer, true)}
                <tbody>
                  ${alerts.map((alert) => alertRow(alert, viewer))}
                </tbody>
              </table>
            </section>
            ${viewer.caller.may('analyst') && bulkBar()}
          </form>`
    }
    ${pager(filter.path, filter.query, next)}`;
}

function queueHead(viewer: Viewer, isAlerts: boolean): Html {
  return html`<thead>
    <tr>
      ${isAlerts && viewer.caller.may('analyst') && html`<th><input type="checkbox" data-all="alert" aria-label="Select all" /></th>`}
      <th>Severity</th>
      <th>What</th>
      <th>User</th>
      ${viewer.tenants.length > 1 && html`<th>Tenant</th>`}
      <th>When</th>
      <th>Status</th>
    </tr>
  </thead>`;
}

function alertRow(alert: AlertView, viewer: Viewer): Html {
  const { mfa, event, rule, user, triage } = alert;
  const tenant = alert.organization.id;
  return html`<tr>
    ${viewer.caller.may('analyst') && html`<td class="fit"><input type="checkbox" name="alert" value="${event.id}|${alert.version}" aria-label="Select" /></td>`}
    <td class="fit">${severityBadge(mfa.alert.severity)}</td>
    <td>
      <a href="/alerts/${event.id}">${rule.name}</a><br /><span class="small clamp" title="${event.reason}"
        >${event.reason}</span
      >
    </td>
    <td>${userLink(tenant, user.name)}</td>
    ${viewer.tenants.length > 1 && html`<td class="tenant">${tenantName(viewer, tenant)}</td>`}
    ${whenCell(alert['@timestamp'], zoneOf(viewer, tenant), viewer.now)}
    <td class="fit">
      ${statusBadge(mfa.alert.status)}${mfa.alert.exception !== undefined && html` <span class="badge hidden">Hidden</span>`}
      ${triage.assignee !== undefined && html`<br /><span class="quiet small">${triage.assignee}</span>`}
    </td>
  </tr>`;
}

function bulkBar(): Html {
  return html`<section>
    <h2>With the selected</h2>
    <div class="buttons">
      <button name="action" value="acknowledge">Acknowledge</button>
      <label
        >${select('disposition', [['', 'choose, to close'], ...DISPOSITIONS.map((one) => [one, dispositionText(one)] as const)], '')}</label
      >
      <button name="action" value="close">Close</button>
    </div>
  </section>`;
}

export interface IncidentQueue {
  readonly filter: QueueFilter;
  readonly incidents: readonly IncidentView[];
  readonly next: string | undefined;
  readonly waiting: Waiting;
}

export function incidentQueue({ filter, incidents, next, waiting }: IncidentQueue, viewer: Viewer): Html {
  return html`<h1>Incidents</h1>
    <p class="quiet">Alerts of one user that belong together in time. Start here.</p>
    ${waitingCounts(filter, waiting)} ${filters(filter, viewer)}
    <section>
      ${
        incidents.length === 0
          ? empty(nothingText(filter))
          : html`<table class="queue">
              ${queueHead(viewer, false)}
              <tbody>
                ${incidents.map((incident) => incidentRow(incident, viewer))}
              </tbody>
            </table>`
      }
    </section>
    ${pager(filter.path, filter.query, next)}`;
}

function incidentRow(incident: IncidentView, viewer: Viewer): Html {
  const { tenant, triage } = incident;
  return html`<tr>
    <td class="fit">
      ${severityBadge(incident.severity)}<br /><span class="quiet small">risk ${Math.round(incident.risk)}</span>
    </td>
    <td>
      <a href="/incidents/${incident.id}">${incident.title}</a><br /><span
        class="small clamp"
        title="${incident.reason}"
        >${incident.reason}</span
      >
    </td>
    <td>
      ${userLink(tenant, incident.user)}<br /><span class="quiet small"
        >${plural(incident.alerts.length, 'alert')}</span
      >
    </td>
    ${viewer.tenants.length > 1 && html`<td class="tenant">${tenantName(viewer, tenant)}</td>`}
    ${whenCell(incident.last_event, zoneOf(viewer, tenant), viewer.now)}
    <td class="fit">
      ${statusBadge(incident.status)}${triage.assignee !== undefined && html`<br /><span class="quiet small">${triage.assignee}</span>`}
    </td>
  </tr>`;
}

function nothingText({ show, severity, user, text, tenant }: QueueFilter): string {
  const isNarrow = severity !== '' || user !== '' || text !== '' || tenant !== '';
  if (isNarrow) return 'Nothing fits this filter.';
  return show === 'waiting' || show === 'open' ? 'Nothing is waiting. All quiet.' : 'There is nothing here yet.';
}
