import { isoTime } from '../../../../events/iso-time.ts';
import type { Observation } from '../../../../events/observation.ts';
import { clientName, placeName } from '../../../../detectors/kit/wording.ts';
import type { CheckedCondition } from '../../../../detectors/kit/trace.ts';
import type { ExplainedAnchor, Explanation, MomentExplanation } from '../../../scan/explain.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Viewer } from '../layout.ts';
import { empty, tenantName, zoneOf } from '../layout.ts';
import { plural, timeText } from '../words.ts';
import { explainPath, sentence, severityBadge, userLink } from './parts.ts';

export interface ExplanationPage extends MomentExplanation {
  readonly tenant: string;
  readonly user: string;
  /** ms since 1970. */
  readonly time: number;
}

const ANCHORS_SHOWN = 3;
const AROUND_SHOWN = 60;

/** Why there is an alert, or none: every condition the detectors checked around a moment. */
export function explanationPage(page: ExplanationPage, viewer: Viewer): Html {
  const { tenant, user, time, around, explanations, saturated } = page;
  const zone = zoneOf(viewer, tenant);
  return html`<section class="notice">
      <h1>Why there is an alert, or none</h1>
      <div class="facts">
        ${userLink(tenant, user)}<span>${tenantName(viewer, tenant)}</span>
        <span>${timeText(isoTime(time), zone)}, 30 minutes either way</span>
      </div>
      <p class="quiet">
        What each detector checked, computed now from the stored events and the settings in force. A detector speaks
        where every condition of a finding holds.
      </p>
      ${saturated && html`<p><strong>This user has more events than are kept in memory; older evidence may be missing.</strong></p>`}
    </section>
    ${around.length > 0 && explanations.map((one) => explanationSection(one, zone))}
    <section>
      <h2>What was recorded around it</h2>
      ${around.length === 0 ? empty('Nothing of this user was recorded then.') : aroundTable(page, zone)}
    </section>`;
}

function explanationSection({ detector, anchors }: Explanation, zone: string): Html {
  const findings = new Map(anchors.flatMap((anchor) => anchor.findings).map((finding) => [finding.key, finding]));
  const more = anchors.length - ANCHORS_SHOWN;
  return html`<section>
    <h2>${detector}: ${findings.size === 0 ? 'quiet' : plural(findings.size, 'finding')}</h2>
    ${[...findings.values()].map(({ severity, reason }) => html`<p>${severityBadge(severity)} ${reason}</p>`)}
    ${anchors.length === 0 && html`<p class="quiet">Nothing here is of a kind it judges.</p>`}
    ${anchors.slice(0, ANCHORS_SHOWN).map((anchor) => anchorBlock(anchor, zone))}
    ${more > 0 && html`<p class="quiet small">${plural(more, 'more event')} judged, further from the moment.</p>`}
  </section>`;
}

function anchorBlock({ observation, checks, findings }: ExplainedAnchor, zone: string): Html {
  return html`<p class="small">
      <b>${timeText(isoTime(observation.time), zone)} ${observation.action}</b>${findings.length > 0 && ': finding'}
    </p>
    <ul class="checks small">
      ${checks.map(checkItem)}
    </ul>`;
}

function checkItem({ condition, holds, detail }: CheckedCondition): Html {
  return html`<li class="${holds ? 'holds' : 'fails'}">
    <span aria-label="${holds ? 'holds' : 'does not hold'}">${holds ? '✓' : '✗'}</span>
    ${sentence(condition)}${detail !== undefined && html`<span class="quiet">: ${detail}</span>`}
  </li>`;
}

function aroundTable({ tenant, user, time, around }: ExplanationPage, zone: string): Html {
  const nearest = [...around].sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time)).slice(0, AROUND_SHOWN);
  const shown = around.filter((observation) => nearest.includes(observation));
  return html`<table class="events">
      <tbody>
        ${shown.map((one) => aroundRow(one, explainPath(tenant, user, isoTime(one.time)), zone))}
      </tbody>
    </table>
    ${shown.length < around.length && html`<p class="quiet small">And ${around.length - shown.length} more, further from the moment.</p>`}`;
}

function aroundRow(observation: Observation, path: string, zone: string): Html {
  const { time, action, outcome, place, app, role, actor } = observation;
  return html`<tr>
    <td class="fit"><a href="${path}">${timeText(isoTime(time), zone)}</a></td>
    <td class="mono">${action}${role === 'target' && html` (by ${actor ?? 'somebody else'})`}</td>
    <td>${outcome}</td>
    <td class="small">
      ${place === undefined ? 'no address' : html`<span class="mono">${place.ip}</span> ${placeName(place)}`}
    </td>
    <td class="small">${clientName(observation)}</td>
    <td class="small">${app}</td>
  </tr>`;
}
