import type { Observation } from '../../events/observation.ts';
import type { Confidence, Evidence, Finding, SessionEnd, Severity } from '../kit/finding.ts';
import { isoTime } from '../kit/wording.ts';
import type { Sign, Theft } from './scene.ts';

/** One finding per new context of a session: its key is the first use there, whatever more is learned about it. */
export function findingOf(theft: Theft): Finding {
  const { rule, to, signs, reason, counterfactual, observations } = theft;
  const risk = riskOf(theft);
  return {
    rule,
    key: to.id,
    anchorTime: to.time,
    trigger: to,
    severity: severityOf(risk),
    confidence: confidenceOf(signs),
    risk,
    reason,
    evidence: evidenceOf(signs),
    counterfactual,
    observations,
    fields: { session: sessionFields(theft) },
  };
}

/** However clear a theft is, it is critical only where a sign is grave. */
const HIGHEST_WITHOUT_GRAVE_SIGN = 89;

export function riskOf({ baseRisk, signs }: Theft): number {
  const risk = signs.reduce((sum, one) => sum + one.risk, baseRisk);
  const highest = signs.some(({ grave }) => grave) ? 100 : HIGHEST_WITHOUT_GRAVE_SIGN;
  return Math.max(1, Math.min(highest, risk));
}

function severityOf(risk: number): Severity {
  if (risk >= 90) return 'critical';
  if (risk >= 70) return 'high';
  return risk >= 40 ? 'medium' : 'low';
}

/** How many things would each need an honest explanation of its own. A provider that says so counts as enough. */
function confidenceOf(signs: readonly Sign[]): Confidence {
  const independent = signs.filter((one) => one.independent).length;
  const told = signs.some(({ evidence }) => evidence.what === 'provider_verdict' && evidence.weight === 'high');
  const short = signs.some(({ evidence }) => evidence.what === 'short_history');
  if ((told || independent >= 4) && !short) return 'high';
  return independent >= 2 && !(short && independent < 4) ? 'medium' : 'low';
}

function evidenceOf(signs: readonly Sign[]): readonly Evidence[] {
  return [...signs].sort((a, b) => a.time - b.time).map(({ evidence }) => evidence);
}

function sessionFields({ branch, from, to }: Theft): NonNullable<NonNullable<Finding['fields']>['session']> {
  const id = to.session ?? to.rootSession;
  return {
    ...(id === undefined ? {} : { id }),
    ...(from === undefined ? {} : { previous: endOf(from) }),
    current: endOf(to),
    branch,
  };
}

function endOf({ place, device, time, eventId }: Observation): SessionEnd {
  const geo = place?.geo ?? place?.providerGeo;
  const deviceName = device.id ?? device.token;
  return {
    ...(place === undefined ? {} : { ip: place.ip, network_class: place.networkClass }),
    ...(place?.asn === undefined ? {} : { asn: place.asn }),
    ...(place?.asOrganization === undefined ? {} : { as_organization: place.asOrganization }),
    ...(geo?.country === undefined ? {} : { country: geo.country }),
    ...(geo?.city === undefined ? {} : { city: geo.city }),
    ...(deviceName === undefined ? {} : { device: deviceName }),
    ...(device.osFamily === undefined ? {} : { os: device.osFamily }),
    ...(device.browserFamily === undefined ? {} : { browser: device.browserFamily }),
    time: isoTime(time),
    event_id: eventId,
  };
}
