import type { UserRisk } from '../../../records/index.ts';
import type { Habit, Habits } from '../../user-habits.ts';
import type { TimelineItem } from '../../user-timeline.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { empty, tenantName, zoneOf } from '../layout.ts';
import { dayText, plain, plural, timeText } from '../words.ts';
import { eventTable, pager, severityBadge, statusBadge, userLink, whenCell } from './parts.ts';

export function usersPage(risks: readonly UserRisk[], viewer: Viewer): Html {
  return html`<h1>Users by risk</h1>
    <p class="quiet">How much a person’s active alerts of 30 days weigh together, 0 to 100.</p>
    <section>
      ${
        risks.length === 0
          ? empty('Nobody has an active alert.')
          : html`<table class="queue">
              <thead>
                <tr>
                  <th>Risk</th>
                  <th>User</th>
                  <th>Tenant</th>
                  <th>Active alerts</th>
                  <th>Last</th>
                </tr>
              </thead>
              <tbody>
                ${risks.map(
                  ({ tenant, user, risk, active_alerts: count, last_event: last }) =>
                    html`<tr>
                      <td class="fit number"><b>${Math.round(risk)}</b></td>
                      <td>${userLink(tenant, user)}</td>
                      <td>${tenantName(viewer, tenant)}</td>
                      <td class="number">${plural(count, 'alert')}</td>
                      ${whenCell(last, zoneOf(viewer, tenant), viewer.now)}
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>`;
}

export interface UserPage {
  readonly tenant: string;
  readonly user: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly risk: UserRisk | undefined;
  readonly habits: Habits;
  readonly items: readonly TimelineItem[];
  readonly next: string | undefined;
}

export function userPage(page: UserPage, viewer: Viewer): Html {
  const zone = zoneOf(viewer, page.tenant);
  return html`<section class="notice">
      <h1>${page.user}</h1>
      <div class="facts">
        <span>${tenantName(viewer, page.tenant)}</span>
        ${
          page.risk === undefined
            ? html`<span>no active alert</span>`
            : html`<span>risk <b>${Math.round(page.risk.risk)}</b></span
                ><span>${plural(page.risk.active_alerts, 'active alert')}</span>`
        }
        <a href="/alerts?show=all&amp;user=${encodeURIComponent(page.user)}">All alerts</a>
      </div>
    </section>
    <div class="thirds">
      ${habitList('Networks', page.habits.networks, zone)} ${habitList('Devices', page.habits.devices, zone)}
      ${habitList('Factors that worked', page.habits.methods, zone)}
    </div>
    <section>
      <h2>What happened, newest first</h2>
      <p class="quiet small">A time opens what every detector checked then: why there is an alert, or none.</p>
      ${page.items.length === 0 ? empty('Nothing of this user is stored.') : timeline(page, zone)}
      ${pager(page.path, page.query, page.next)}
    </section>`;
}

/** Alerts stand between tables of the events that lie between them. */
function timeline({ tenant, user, items }: UserPage, zone: string): Html[] {
  const blocks: Html[] = [];
  let events: Extract<TimelineItem, { kind: 'event' }>[] = [];
  const flush = (): void => {
    if (events.length > 0)
      blocks.push(
        eventTable(
          events.map(({ event }) => ({ event, evidence: false })),
          { tenant, user, zone },
        ),
      );
    events = [];
  };
  for (const item of items) {
    if (item.kind === 'event') events.push(item);
    else {
      flush();
      blocks.push(alertBlock(item, zone));
    }
  }
  flush();
  return blocks;
}

function alertBlock({ alert, time }: Extract<TimelineItem, { kind: 'alert' }>, zone: string): Html {
  return html`<div class="card notice">
    ${severityBadge(alert.mfa.alert.severity)}
    <a href="/alerts/${alert.event.id}">${alert.rule.name}</a> ${statusBadge(alert.mfa.alert.status)}
    <span class="quiet small">${timeText(time, zone)}</span><br />${alert.event.reason}
  </div>`;
}

function habitList(title: string, habits: readonly Habit[], zone: string): Html {
  return html`<section>
    <h2>${title}</h2>
    ${
      habits.length === 0
        ? html`<p class="quiet">None seen.</p>`
        : html`<ul class="plain">
            ${habits.map(
              ({ name, count, first, last }) =>
                html`<li>
                  ${plain(name)} <span class="quiet">× ${count}</span><br />
                  <span class="quiet small">${dayText(first, zone)} – ${dayText(last, zone)}</span>
                </li>`,
            )}
          </ul>`
    }
    <p class="quiet small">Of the newest 500 events.</p>
  </section>`;
}
