import type { MfaEvent } from '../../../../events/event.ts';
import type { HistoryEntry, Triage } from '../../../platform/store/store.ts';
import { DISPOSITIONS } from '../../../platform/store/store.ts';
import { deviceName, networkName } from '../../user-habits.ts';
import type { Child, Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { csrfField, empty } from '../layout.ts';
import { ago, capital, dispositionText, plain, timeText } from '../words.ts';

export function severityBadge(severity: string): Html {
  return html`<span class="badge ${severity}">${capital(severity)}</span>`;
}

export function statusBadge(status: string): Html {
  return html`<span class="badge ${status}">${capital(status)}</span>`;
}

export function userLink(tenant: string, user: string): Html {
  return html`<a href="${userPath(tenant, user)}">${user}</a>`;
}

export function userPath(tenant: string, user: string): string {
  return `/tenants/${tenant}/users/${encodeURIComponent(user)}`;
}

/** Where every condition that was checked at a moment can be read. */
export function explainPath(tenant: string, user: string, at: string): string {
  return `${userPath(tenant, user)}/explain?${new URLSearchParams({ at }).toString()}`;
}

/** A moment as a queue shows it: how long ago, and when. */
export function whenCell(iso: string, zone: string, now: number): Html {
  return html`<td class="fit">${ago(iso, now)}<br /><span class="quiet small">${timeText(iso, zone)}</span></td>`;
}

/** A sentence in which `names` between back quotes are code. */
export function sentence(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

export function select(
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  submits = false,
): Html {
  return html`<select name="${name}" ${submits && html`data-submit`}>
    ${options.map(
      ([value, text]) => html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
    )}
  </select>`;
}

export interface TriageFormData {
  /** Where the form goes. */
  readonly action: string;
  readonly version: string;
  readonly status: string;
  readonly triage: Triage;
  /** What the person had written when somebody else was quicker. */
  readonly note?: string;
}

export function triageForm(data: TriageFormData, viewer: Viewer): Html {
  const { triage, status } = data;
  if (!viewer.caller.may('analyst')) return html`<p class="quiet">This key may read, not triage.</p>`;
  const isClosed = status === 'closed';
  return html`<form method="post" action="${data.action}" class="stack">
    ${csrfField(viewer.csrf)}<input type="hidden" name="version" value="${data.version}" />
    <label>Note <textarea name="note" rows="3" maxlength="10000">${data.note}</textarea></label>
    <label>Assignee <input name="assignee" value="${triage.assignee}" maxlength="200" autocomplete="off" /></label>
    <div class="buttons">
      ${!isClosed && status !== 'acknowledged' && html`<button class="first" name="action" value="acknowledge">Acknowledge</button>`}
      <button name="action" value="save">Save note and assignee</button>
      ${(isClosed || status === 'acknowledged') && html`<button name="action" value="reopen">Reopen</button>`}
    </div>
    <label>
      What it turned out to be
      ${select('disposition', [['', 'choose, to close'], ...DISPOSITIONS.map((one) => [one, dispositionText(one)] as const)], triage.disposition ?? '')}
    </label>
    <div class="buttons">
      <button name="action" value="close">${isClosed ? 'Change the disposition' : 'Close'}</button>
    </div>
  </form>`;
}

export function notesList({ notes = [] }: Triage, timeZone: string): Html | false {
  return (
    notes.length > 0 &&
    html`<section>
      <h2>Notes</h2>
      <ul class="plain">
        ${notes.map(
          ({ at, by, text }) =>
            html`<li><span class="quiet small">${by} · ${timeText(at, timeZone)}</span><br />${text}</li>`,
        )}
      </ul>
    </section>`
  );
}

export function historyList(entries: readonly HistoryEntry[], timeZone: string): Html {
  return html`<section>
    <h2>History</h2>
    ${
      entries.length === 0
        ? html`<p class="quiet">Nobody has done anything with it yet.</p>`
        : html`<ul class="plain">
            ${entries.map(
              ({ at, by, action, detail }) =>
                html`<li>
                  ${actionText(action)}${detailText(detail)}<br />
                  <span class="quiet small">${by} · ${timeText(at, timeZone)}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}

/** `alert.closed` → `closed`; of what is not the thing itself, its name as well: `notification sent`. */
function actionText(action: string): string {
  return plain(action.replace(/^(?:alert|incident)\./, '').replace('.', ' '));
}

function detailText(detail: HistoryEntry['detail']): Child {
  const { disposition, assignee, note } = detail ?? {};
  const parts = [disposition, assignee, note].filter((part) => typeof part === 'string');
  return parts.length > 0 && html`: ${parts.map((part) => plain(part)).join(' · ')}`;
}

export interface ShownEvent {
  readonly event: MfaEvent;
  readonly evidence: boolean;
}

export interface EventOwner {
  readonly tenant: string;
  readonly user: string;
  readonly zone: string;
}

/** Each time leads to what the detectors checked then. */
export function eventTable(events: readonly ShownEvent[], owner: EventOwner): Html {
  if (events.length === 0) return empty('None of these events is stored (any more).');
  return html`<div class="scroll">
    <table class="events marked">
      <thead>
        <tr>
          <th>Time</th>
          <th>What</th>
          <th>Outcome</th>
          <th>Factor</th>
          <th>From</th>
          <th>Device</th>
          <th>App</th>
        </tr>
      </thead>
      <tbody>
        ${events.map(({ event, evidence }) => eventRow(event, evidence, owner))}
      </tbody>
    </table>
  </div>`;
}

function eventRow(event: MfaEvent, evidence: boolean, { tenant, user, zone }: EventOwner): Html {
  const { mfa, source } = event;
  const methods = [...new Set(mfa.steps.map(({ method, result }) => `${plain(method)}: ${plain(result)}`))];
  return html`<tr ${evidence && html`class="mark"`}>
    <td class="fit">
      <a href="${explainPath(tenant, user, event['@timestamp'])}" title="What the detectors checked then"
        >${timeText(event['@timestamp'], zone)}</a
      >
    </td>
    <td>
      ${plain(mfa.operation)}<br /><span class="quiet small mono" title="${event.event.id}">${event.event.action}</span>
    </td>
    <td>
      ${event.event.outcome}${event.event.reason !== undefined && html`<br /><span class="quiet small">${event.event.reason}</span>`}
    </td>
    <td class="small">${methods.join(', ')}</td>
    <td><span class="mono">${source?.ip}</span><br /><span class="quiet small">${networkName(event)}</span></td>
    <td class="small">${deviceName(event)}</td>
    <td class="small">${event.service?.name ?? event.service?.id}</td>
  </tr>`;
}

/** `query` with the cursor of the next page. */
export function pager(path: string, query: URLSearchParams, next: string | undefined): Html | false {
  const hasBefore = query.has('after');
  if (next === undefined && !hasBefore) return false;
  const first = new URLSearchParams(query);
  first.delete('after');
  const after = new URLSearchParams(query);
  if (next !== undefined) after.set('after', next);
  return html`<nav class="pager" aria-label="Pages">
    ${hasBefore && html`<a href="${path}?${first.toString()}">First page</a>`}
    ${next !== undefined && html`<a href="${path}?${after.toString()}" rel="next">Older</a>`}
  </nav>`;
}
