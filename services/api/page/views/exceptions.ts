import type { Detector } from '../../../../detectors/kit/detector.ts';
import type { Exception, Preview } from '../../../exceptions/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { csrfField, empty, notice, tenantName, zoneOf } from '../layout.ts';
import { ago, plural, timeText } from '../words.ts';
import { select } from './parts.ts';

export type TenantException = Exception & { readonly tenant: string };

export function exceptionsPage(exceptions: readonly TenantException[], viewer: Viewer, done?: string): Html {
  const state = (one: Exception): number => (one.revoked === undefined && Date.parse(one.expires) > viewer.now ? 0 : 1);
  const ordered = [...exceptions].sort((a, b) => state(a) - state(b) || (a.expires < b.expires ? -1 : 1));
  return html`<h1>Exceptions</h1>
    <p class="quiet">
      What was judged harmless, by whom, and until when. Covered alerts are kept and found, but wait for nobody and page
      nobody.
    </p>
    ${notice(done)}
    ${viewer.caller.may('admin') && html`<p class="facts">${viewer.tenants.map(({ id, name }) => html`<a href="/tenants/${id}/exceptions/new">New exception for ${name}</a> `)}</p>`}
    <section>
      ${
        exceptions.length === 0
          ? empty('There is no exception: every alert waits for somebody.')
          : html`<div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Covers</th>
                    <th>Reason</th>
                    <th>Owner</th>
                    <th>Until</th>
                    <th></th>
                  </tr>
                </thead>
                <tbody>
                  ${ordered.map((one) => exceptionRow(one, viewer))}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
}

function exceptionRow(exception: TenantException, viewer: Viewer): Html {
  const { tenant, expires, revoked, reason, owner } = exception;
  const zone = zoneOf(viewer, tenant);
  const isOver = Date.parse(expires) <= viewer.now;
  return html`<tr>
    <td>${coverage(exception)}<br /><span class="quiet small">${tenantName(viewer, tenant)}</span></td>
    <td>${reason}</td>
    <td>${owner}</td>
    <td class="fit">
      ${revoked === undefined ? html`${timeText(expires, zone)}<br /><span class="quiet small">${isOver ? 'over' : ago(expires, viewer.now)}</span>` : html`revoked by ${revoked.by}<br /><span class="quiet small">${timeText(revoked.at, zone)}</span>`}
    </td>
    <td class="fit">
      ${
        viewer.caller.may('admin') &&
        revoked === undefined &&
        html`<form method="post" action="/tenants/${tenant}/exceptions/${exception.id}/revoke">
          ${csrfField(viewer.csrf)}<button>Revoke</button>
        </form>`
      }
    </td>
  </tr>`;
}

function coverage({
  scope,
  detector,
  rule,
  network,
}: Pick<Exception, 'scope' | 'detector' | 'rule' | 'network'>): string {
  const who = scope.kind === 'tenant' ? 'everybody' : scope.kind === 'group' ? `the group ${scope.group}` : scope.user;
  return `${rule ?? detector} for ${who}${network === undefined ? '' : ` from ${network}`}`;
}

/** What was typed so far, as typed. */
export type ExceptionForm = Readonly<
  Record<'scope' | 'user' | 'group' | 'detector' | 'rule' | 'network' | 'reason' | 'owner' | 'days', string>
>;

export interface NewExceptionPage {
  readonly tenant: string;
  readonly form: ExceptionForm;
  readonly detectors: readonly Detector[];
  readonly groups: readonly string[];
  readonly preview?: Preview;
  readonly problem?: string;
}

const DURATIONS = [
  ['7', 'a week'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['180', 'half a year'],
  ['365', 'a year'],
] as const;

export function newExceptionPage(page: NewExceptionPage, viewer: Viewer): Html {
  const { tenant, form, detectors, groups, preview } = page;
  const scopes = [
    ['user', 'One user'],
    ...(groups.length > 0 ? [['group', 'A group'] as const] : []),
    ['tenant', 'Everybody'],
  ] as const;
  const rules = detectors.flatMap(({ rules: all }) => Object.entries(all).map(([id, { name }]) => [id, name] as const));
  return html`<h1>New exception for ${tenantName(viewer, tenant)}</h1>
    ${notice(page.problem, true)} ${preview !== undefined && previewNotice(preview)}
    <section>
      <form method="post" action="/tenants/${tenant}/exceptions/new" class="stack">
        ${csrfField(viewer.csrf)}
        <label>For ${select('scope', scopes, form.scope)}</label>
        <label>User <input name="user" value="${form.user}" maxlength="320" /></label>
        ${groups.length > 0 && html`<label>Group ${select('group', [['', '–'], ...groups.map((one) => [one, one] as const)], form.group)}</label>`}
        <label
          >Detector
          ${select(
            'detector',
            detectors.map(({ id }) => [id, id] as const),
            form.detector,
          )}</label
        >
        <label>Rule ${select('rule', [['', 'every rule of the detector'], ...rules], form.rule)}</label>
        <label
          >Only from this network
          <input name="network" value="${form.network}" placeholder="203.0.113.0/24 or AS64500; any where empty"
        /></label>
        <label
          >Why it is harmless
          <textarea name="reason" rows="2" required minlength="3" maxlength="2000">${form.reason}</textarea>
        </label>
        <label>Who answers for it <input name="owner" value="${form.owner}" required maxlength="200" /></label>
        <label>For how long ${select('days', DURATIONS, form.days)}</label>
        <div class="buttons">
          <button name="action" value="preview" ${preview === undefined && html`class="first"`}>
            What would it have hidden?
          </button>
          <button name="action" value="create" ${preview !== undefined && html`class="first"`}>
            Make the exception
          </button>
        </div>
      </form>
    </section>`;
}

function previewNotice({ count, ids, days }: Preview): Html {
  return html`<section class="notice" role="status">
    <p>It would have hidden <b>${plural(count, 'alert')}</b> of the last ${days} days.</p>
    ${
      ids.length > 0 &&
      html`<details>
        <summary>Show ${count > ids.length ? `the newest ${String(ids.length)}` : 'them'}</summary>
        <ul class="plain mono">
          ${ids.map((id) => html`<li><a href="/alerts/${id}">${id}</a></li>`)}
        </ul>
      </details>`
    }
  </section>`;
}
