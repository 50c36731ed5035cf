import { figureName } from '../../../platform/figure-name.ts';
import type { LetterView } from '../../routes/dead-letters.ts';
import type { StatusView } from '../../routes/status.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { csrfField, empty, notice, tenantName, zoneOf } from '../layout.ts';
import { plain, plural, timeText } from '../words.ts';

export function deadLettersPage(letters: readonly LetterView[], hasMore: boolean, viewer: Viewer, done?: string): Html {
  return html`<h1>Dead letters</h1>
    <p class="quiet">
      Records that could not be handled, kept whole. Replay them once the cause is mended; nothing else waits for them.
    </p>
    ${notice(done)}
    <section>
      ${
        letters.length === 0
          ? empty('None: everything that came in was handled.')
          : html`<div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Last met</th>
                    <th>Where</th>
                    <th>What is wrong</th>
                    <th>Tenant</th>
                    <th></th>
                  </tr>
                </thead>
                <tbody>
                  ${letters.map((letter) => letterRow(letter, viewer))}
                </tbody>
              </table>
            </div>`
      }
      ${hasMore && html`<p class="quiet">There are more; settle these first, or use mfawatch dlq.</p>`}
    </section>`;
}

function letterRow(letter: LetterView, viewer: Viewer): Html {
  const { tenant, id, stage, code, message, count, origin } = letter;
  return html`<tr>
    <td class="fit">
      ${timeText(letter.last_at, zoneOf(viewer, tenant))}<br /><span class="quiet small">${plural(count, 'time')}</span>
    </td>
    <td>${stage}<br /><span class="quiet small">${origin}</span></td>
    <td>
      <a href="/tenants/${tenant}/dead-letters/${encodeURIComponent(id)}">${plain(code)}</a><br /><span class="small"
        >${message}</span
      >
    </td>
    <td>${tenantName(viewer, tenant)}</td>
    <td class="fit">${letterForm(letter, viewer)}</td>
  </tr>`;
}

function letterForm({ tenant, id, replay }: LetterView, viewer: Viewer): Html {
  return html`<form class="buttons" method="post" action="/tenants/${tenant}/dead-letters/${encodeURIComponent(id)}">
    ${csrfField(viewer.csrf)} ${replay !== 'none' && html`<button name="action" value="replay">Replay</button>`}
    <button name="action" value="discard">Discard</button>
  </form>`;
}

export function deadLetterPage(letter: LetterView, record: string, viewer: Viewer): Html {
  return html`<section class="notice">
      <h1>${plain(letter.code)}</h1>
      <p class="lead">${letter.message}</p>
      <div class="facts">
        <span>${letter.stage}</span><span>${letter.state}</span><span>${letter.origin}</span>
        <span>${tenantName(viewer, letter.tenant)}</span><span>${plural(letter.count, 'time')}</span>
      </div>
      ${letter.state === 'open' && letterForm(letter, viewer)}
    </section>
    <section>
      <h2>${letter.replay === 'none' ? 'Its beginning: it was too large to keep' : 'The record'}</h2>
      <pre>${record}</pre>
    </section>`;
}

export function statusPage({ version, stages, lag }: StatusView): Html {
  const behind = lag.reduce((sum, { records }) => sum + records, 0);
  return html`<h1>Status</h1>
    <p class="quiet">
      mfawatch ${version}.
      ${behind === 0 ? 'Everything that came in has been handled.' : `${plural(behind, 'record')} on the way.`}
    </p>
    <section>
      <h2>Stages</h2>
      <table class="queue">
        <tbody>
          ${stages.map(
            ({ name, state, detail, figures = {} }) =>
              html`<tr>
                <td><b>${name}</b></td>
                <td class="fit"><span class="badge ${state === 'running' ? 'closed' : 'medium'}">${state}</span></td>
                <td>${detail}</td>
                <td class="small quiet">
                  ${Object.entries(figures)
                    .map(([figure, value]) => `${figureName(figure)} ${value.toLocaleString('en-US')}`)
                    .join(' · ')}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>
    <section>
      <h2>Records each reader has yet to take</h2>
      <table>
        <tbody>
          ${lag.map(
            ({ group, topic, records }) =>
              html`<tr>
                <td>${group}</td>
                <td class="mono quiet">${topic}</td>
                <td class="number">${records.toLocaleString('en-US')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
}
