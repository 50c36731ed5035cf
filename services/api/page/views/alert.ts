import type { Evidence } from '../../../../detectors/kit/finding.ts';
import type { HistoryEntry } from '../../../platform/store/store.ts';
import type { AlertEvents } from '../../alert-events.ts';
import type { AlertView } from '../../routes/alerts.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { notice, tenantName, zoneOf } from '../layout.ts';
import { ago, plain, plural, timeText } from '../words.ts';
import {
  eventTable,
  explainPath,
  historyList,
  notesList,
  sentence,
  severityBadge,
  statusBadge,
  triageForm,
  userLink,
} from './parts.ts';

export interface AlertPage {
  readonly alert: AlertView;
  readonly events: AlertEvents;
  readonly history: readonly HistoryEntry[];
  readonly incident: string | undefined;
  readonly problem?: string;
  readonly note?: string;
}

/** An alert in the order an analyst asks: what happened, how sure, on what, why it matters, was it harmless, what now. */
export function alertPage(page: AlertPage, viewer: Viewer): Html {
  const { alert, events } = page;
  const zone = zoneOf(viewer, alert.organization.id);
  return html`${notice(page.problem, true)} ${heading(alert, page.incident, viewer)}
    <div class="columns">
      <div>
        ${evidenceList(alert.mfa.alert.evidence, zone)}
        <section>
          <h2>Why it matters</h2>
          <p>${alert.rule.description}</p>
          <h2>It is harmless if</h2>
          <p>${sentence(alert.mfa.alert.counterfactual)}</p>
          <p class="small quiet">
            ${alert.threat.technique.map(({ id, name }) => html`<a href="https://attack.mitre.org/techniques/${id.replace('.', '/')}/" rel="noreferrer">${id} ${name}</a> `)}
          </p>
          <p class="small">
            <a href="${explainPath(alert.organization.id, alert.user.name, alert['@timestamp'])}"
              >Every condition that was checked then, by every detector: why this alert, and why no other</a
            >
          </p>
        </section>
        <section>
          <h2>What to do</h2>
          <ol class="steps">
            ${alert.triage.steps.map((step) => html`<li>${sentence(step)}</li>`)}
          </ol>
        </section>
        ${pivots(alert)} ${notesList(alert.triage, zone)}
      </div>
      <div>
        <section>
          <h2>Triage</h2>
          ${triageForm(
            {
              action: `/alerts/${alert.event.id}/triage`,
              version: alert.version,
              status: alert.mfa.alert.status,
              triage: alert.triage,
              ...(page.note === undefined ? {} : { note: page.note }),
            },
            viewer,
          )}
          ${viewer.caller.may('admin') && html`<p class="small"><a href="${exceptionPath(alert)}">Make an exception for alerts like this</a></p>`}
        </section>
        ${historyList(page.history, zone)} ${identity(alert)}
      </div>
    </div>
    <section>
      <h2>Events</h2>
      <p class="quiet small">
        Marked: what the alert rests on. The rest is what the user did from an hour before to an hour after. A time
        opens what every detector checked then.
        ${events.missing.length > 0 && html`${plural(events.missing.length, 'event')} of the evidence ${events.missing.length === 1 ? 'is' : 'are'} not stored (any more).`}
        ${events.truncated && 'There was more around it than is shown.'}
      </p>
      ${eventTable(events.items, { tenant: alert.organization.id, user: alert.user.name, zone })}
    </section>`;
}

function heading(alert: AlertView, incident: string | undefined, viewer: Viewer): Html {
  const { mfa, event, user } = alert;
  const tenant = alert.organization.id;
  return html`<section class="notice">
    <h1>${alert.rule.name}</h1>
    <div class="facts">
      ${severityBadge(mfa.alert.severity)} ${statusBadge(mfa.alert.status)}
      ${mfa.alert.exception !== undefined && html`<a class="badge hidden" href="/exceptions?tenant=${tenant}">Hidden by an exception</a>`}
      <span>${mfa.alert.confidence} confidence</span><span>risk ${Math.round(event.risk_score)}</span>
      <span>${timeText(alert['@timestamp'], zoneOf(viewer, tenant))} (${ago(alert['@timestamp'], viewer.now)})</span>
    </div>
    <p class="lead">${event.reason}</p>
    <div class="facts">
      <span>${user.full_name !== undefined && html`${user.full_name} · `}${userLink(tenant, user.name)}</span>
      <span>${tenantName(viewer, tenant)}</span>
      ${alert.service !== undefined && html`<span>${alert.service.name}</span>`}
      ${incident !== undefined && html`<a href="/incidents/${incident}">Its incident</a>`}
    </div>
    ${warnings(alert).map((warning) => html`<p><strong>${warning}</strong></p>`)}
  </section>`;
}

function warnings({ mfa }: AlertView): string[] {
  const { alert } = mfa;
  return [
    ...(alert.evidence_withdrawn === true
      ? ['Evidence withdrawn: newer records no longer support this alert; your triage was kept.']
      : []),
    ...(alert.replaced_by === undefined ? [] : [`A better explanation took its place: ${alert.replaced_by}`]),
    ...(alert.saturated ? ['This user has more events than are kept in memory; older evidence may be missing.'] : []),
  ];
}

function evidenceList(evidence: readonly Evidence[], zone: string): Html {
  return html`<section>
    <h2>Evidence, in order of time</h2>
    <ul class="plain">
      ${evidence.map(
        ({ what, before, after, time, weight }) =>
          html`<li>
            <div class="change">
              <b>${plain(what)}</b>${before !== undefined && html`<span class="before">${sentence(before)}</span>`}
              ${before !== undefined && after !== undefined && html`<span aria-label="became">→</span>`}
              ${after !== undefined && html`<span>${sentence(after)}</span>`}
            </div>
            <span class="quiet small"
              >${time !== undefined && html`${timeText(time, zone)} · `}${weight === 'context' ? 'context' : `${weight} weight`}</span
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

const CONSOLES = [
  ['okta', 'Okta › Reports › System Log'],
  ['kql', 'Sentinel or Log Analytics'],
  ['google', 'Google Admin › Reporting › Audit and investigation'],
] as const;

function pivots({ pivot }: AlertView): Html | false {
  const present = CONSOLES.filter(([name]) => pivot[name] !== undefined);
  return (
    present.length > 0 &&
    html`<section>
      <h2>Look in the provider’s console</h2>
      ${present.map(
        ([name, text]) =>
          html`<p class="facts small">
              <span>${text}</span><button type="button" data-copy="pivot-${name}" hidden>Copy</button>
            </p>
            <pre id="pivot-${name}">${pivot[name]}</pre>`,
      )}
    </section>`
  );
}

function identity({ event, mfa, rule }: AlertView): Html {
  return html`<section class="small">
    <h2>Reference</h2>
    <dl>
      <dt>Alert</dt>
      <dd class="mono">${event.id}</dd>
      <dt>Rule</dt>
      <dd class="mono">${mfa.alert.detector} / ${rule.id} v${rule.version}</dd>
      <dt>Events</dt>
      <dd>${mfa.alert.event_count}, revision ${mfa.alert.revision}</dd>
    </dl>
  </section>`;
}

function exceptionPath({ organization, mfa, rule, user }: AlertView): string {
  const query = new URLSearchParams({ detector: mfa.alert.detector, rule: rule.id, user: user.name });
  return `/tenants/${organization.id}/exceptions/new?${query.toString()}`;
}
