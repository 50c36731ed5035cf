import type { Evidence } from '../../../../detectors/kit/finding.ts';
import type { HistoryEntry } from '../../../platform/store/store.ts';
import type { AlertView } from '../../routes/alerts.ts';
import type { IncidentView, NotificationView } from '../../routes/incidents.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { notice, tenantName, zoneOf } from '../layout.ts';
import { ago, plain, timeText } from '../words.ts';
import { historyList, notesList, sentence, severityBadge, statusBadge, triageForm, userLink } from './parts.ts';

export interface IncidentPage {
  readonly incident: IncidentView;
  /** The alert that weighs most; undefined where retention has deleted it. */
  readonly weightiest: AlertView | undefined;
  readonly history: readonly HistoryEntry[];
  readonly notifications: readonly NotificationView[];
  readonly problem?: string;
  readonly note?: string;
}

export function incidentPage(page: IncidentPage, viewer: Viewer): Html {
  const { incident, weightiest, history, notifications } = page;
  const zone = zoneOf(viewer, incident.tenant);
  return html`${notice(page.problem, true)} ${heading(incident, viewer)}
    <div class="columns">
      <div>
        ${weightiest !== undefined && firstThings(weightiest)} ${alertList(incident, zone)}
        ${notesList(incident.triage, zone)}
      </div>
      <div>
        <section>
          <h2>Triage</h2>
          ${triageForm(
            {
              action: `/incidents/${incident.id}/triage`,
              version: incident.version,
              status: incident.status,
              triage: incident.triage,
              ...(page.note === undefined ? {} : { note: page.note }),
            },
            viewer,
          )}
        </section>
        ${notificationList(notifications, zone)} ${historyList(history, zone)}
        <section class="small">
          <h2>Reference</h2>
          <span class="mono">${incident.id}</span> · revision ${incident.revision}
        </section>
      </div>
    </div>`;
}

function heading(incident: IncidentView, viewer: Viewer): Html {
  const zone = zoneOf(viewer, incident.tenant);
  return html`<section class="notice">
    <h1>${incident.title}</h1>
    <div class="facts">
      ${severityBadge(incident.severity)} ${statusBadge(incident.status)}
      <span>${incident.confidence} confidence</span><span>risk ${Math.round(incident.risk)}</span>
      ${incident.quiet === true && html`<span>found in history: nobody was paged</span>`}
    </div>
    <p class="lead">${incident.reason}</p>
    <div class="facts">
      ${userLink(incident.tenant, incident.user)}<span>${tenantName(viewer, incident.tenant)}</span>
      <span
        >${incident.first_event !== incident.last_event && html`from ${timeText(incident.first_event, zone)} to `}${timeText(incident.last_event, zone)}
        (${ago(incident.last_event, viewer.now)})</span
      >
    </div>
  </section>`;
}

const EVIDENCE_SHOWN = 4;

/** What an analyst wants of an incident at once; the alert has the rest. */
function firstThings({ mfa, rule, triage, event }: AlertView): Html {
  const changes = mfa.alert.evidence.filter(({ weight }) => weight !== 'context').slice(0, EVIDENCE_SHOWN);
  return html`<section>
    <h2>What changed</h2>
    <ul class="plain">
      ${changes.map(evidenceItem)}
    </ul>
    <h2>Why it matters</h2>
    <p>${sentence(rule.description)}</p>
    <h2>First</h2>
    <p>${sentence(triage.steps[0] ?? 'Read the alert.')}</p>
    <p class="small">
      <a href="/alerts/${event.id}">All of the evidence, what would make it harmless, and what else to do</a>
    </p>
  </section>`;
}

function evidenceItem({ what, before, after }: Evidence): Html {
  return html`<li class="change">
    <b>${plain(what)}</b>${before !== undefined && html`<span class="before">${sentence(before)}</span>`}
    ${before !== undefined && after !== undefined && html`<span aria-label="became">→</span>`}
    ${after !== undefined && html`<span>${sentence(after)}</span>`}
  </li>`;
}

function alertList({ alerts, reason }: IncidentView, zone: string): Html {
  const inOrder = [...alerts].sort((a, b) => (a.first_event < b.first_event ? -1 : 1));
  return html`<section>
    <h2>Its alerts, in order of time</h2>
    <ul class="plain">
      ${inOrder.map(
        (alert) =>
          html`<li>
            ${severityBadge(alert.severity)}
            <a href="/alerts/${alert.id}">${alert.name}</a>
            ${alert.detection === 'retracted' && statusBadge('retracted')}<br />
            ${alert.reason !== reason && html`${alert.reason}<br />`}
            <span class="quiet small"
              >${timeText(alert.last_event, zone)} · ${alert.confidence} confidence · risk
              ${Math.round(alert.risk)}</span
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

function notificationList(notifications: readonly NotificationView[], zone: string): Html {
  return html`<section>
    <h2>Who was told</h2>
    ${
      notifications.length === 0
        ? html`<p class="quiet">No channel was told of it.</p>`
        : html`<ul class="plain">
            ${notifications.map(({ channel, status, last_error: error, deliveries }) => {
              const last = deliveries.at(-1);
              return html`<li>
                <b>${channel}</b>: ${plain(status)}
                ${last !== undefined && html`<br /><span class="quiet small">${last.kind}, ${last.outcome} · ${timeText(last.at, zone)}</span>`}
                ${error !== undefined && status !== 'open' && html`<br /><span class="small">${error}</span>`}
              </li>`;
            })}
          </ul>`
    }
  </section>`;
}
