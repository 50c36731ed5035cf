import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../../detectors/kit/alert.ts';
import { Correlator } from '../../services/correlate/correlator.ts';
import { listLetters } from '../../services/dead-letters/index.ts';
import { without } from '../../services/notify/without.ts';
import { ofTenant } from '../../services/platform/store/scope.ts';
import type { StoredIncident } from '../../services/platform/store/store.ts';
import type { AlertRecord, Incident, IncidentMessage } from '../../services/records/index.ts';
import { decodeJson, TOPICS } from '../../services/records/index.ts';
import type { Delivered } from './deliveries.ts';
import type { Held } from './held.ts';
import { ACME, toTheEnd } from './held.ts';
import type { Truth } from './truth.ts';

export interface Findings {
  readonly problems: readonly string[];
  readonly events: number;
  readonly alerts: number;
  readonly retracted: number;
  readonly incidents: number;
}

const SCOPE = ofTenant(ACME);
/** Of one kind of problem, how many are told in full. */
const EXAMPLES = 5;

/**
 * Everything the invariants say of a data folder at rest. No problems, nothing lost, nothing doubled.
 * @param planted codes of dead letters that are meant to be there
 */
export async function verify(
  held: Held,
  truth: Truth,
  delivered: ReadonlyMap<string, Delivered>,
  planted: readonly string[] = [],
): Promise<Findings> {
  const { store } = held;
  const stored = await toTheEnd((page) => store.alerts.search(SCOPE, {}, page));
  const alerts = stored.map(({ value }) => value as Alert);
  const active = alerts.filter((alert) => alert.mfa.alert.detection === 'active');
  const incidents = (await toTheEnd((page) => store.incidents.search(SCOPE, {}, page))).map(({ value }) => value);
  const events = await eventProblems(held, truth);
  const problems = [
    ...events.problems,
    ...alertProblems(alerts, active, truth),
    ...incidentProblems(active, incidents),
    ...(await replayProblems(held, incidents)),
    ...deliveryProblems(incidents, delivered),
    ...some(await letterProblems(held, planted)),
  ];
  const retracted = alerts.length - active.length;
  return { problems, events: events.count, alerts: active.length, retracted, incidents: incidents.length };
}

/** Each event once, in the copy that counts. */
async function eventProblems({ store }: Held, { events }: Truth): Promise<{ count: number; problems: string[] }> {
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  for await (const batch of store.events.each(SCOPE, {})) {
    for (const { event, mfa } of batch) {
      const id = `${event.module}:${event.id}`;
      if (seen.has(id)) wrong.push(`event stored twice: ${id}`);
      if (events.get(id) !== mfa.rank)
        wrong.push(`event ${id} in copy ${String(mfa.rank)}, not ${String(events.get(id))}`);
      seen.set(id, mfa.rank);
    }
  }
  const lost = [...events.keys()].filter((id) => !seen.has(id)).map((id) => `event lost: ${id}`);
  return { count: seen.size, problems: [...some(wrong), ...some(lost)] };
}

/** The active alerts are those of `scan`, word for word, and none of them was retracted. */
function alertProblems(alerts: readonly Alert[], active: readonly Alert[], { alerts: wanted }: Truth): string[] {
  const found = new Map(active.map((alert) => [alert.event.id, alert]));
  const known = new Set(alerts.map((alert) => alert.event.id));
  const missing = [...wanted.values()]
    .filter((alert) => !found.has(alert.event.id))
    .map((alert) => `alert ${known.has(alert.event.id) ? 'falsely retracted' : 'lost'}: ${nameOf(alert)}`);
  const extra = active
    .filter((alert) => !wanted.has(alert.event.id))
    .map((alert) => `alert that scan does not have: ${nameOf(alert)}`);
  const other = active.flatMap((alert) => {
    const right = wanted.get(alert.event.id);
    if (right === undefined) return [];
    return differences(substanceOf(right), substanceOf(alert)).map((path) => `alert ${nameOf(alert)} differs: ${path}`);
  });
  return [...some(missing), ...some(extra), ...some(other)];
}

function nameOf({ event, rule, user, '@timestamp': time }: Alert): string {
  return `${event.id} ${rule.id} ${user.name} ${time}`;
}

/** Without what depends on the way an alert came about: revision, what people said, loudness. */
function substanceOf(alert: Alert): unknown {
  const { steps } = alert.triage;
  const said = without(alert.mfa.alert as Alert['mfa']['alert'] & { quiet?: true }, 'revision', 'status', 'quiet');
  return { ...alert, triage: { steps }, mfa: { ...alert.mfa, alert: said } };
}

/** Where two documents differ, and how. */
function differences(right: unknown, found: unknown, path = ''): string[] {
  if (isDeepStrictEqual(right, found)) return [];
  if (typeof right !== 'object' || typeof found !== 'object' || right === null || found === null)
    return [`${path}: ${JSON.stringify(found)}, scan says ${JSON.stringify(right)}`];
  const keys = new Set([...Object.keys(right), ...Object.keys(found)]);
  return [...keys].flatMap((key) =>
    differences((right as Record<string, unknown>)[key], (found as Record<string, unknown>)[key], `${path}.${key}`),
  );
}

function incidentProblems(active: readonly Alert[], incidents: readonly StoredIncident[]): string[] {
  const homes = new Map<string, string[]>();
  for (const { id, alerts } of incidents)
    for (const alert of alerts) homes.set(alert.id, [...(homes.get(alert.id) ?? []), id]);
  const lodgings = active
    .filter((alert) => homes.get(alert.event.id)?.length !== 1)
    .map((alert) => `alert ${nameOf(alert)} is in ${String(homes.get(alert.event.id)?.length ?? 0)} incidents`);
  const ids = new Set(active.map((alert) => alert.event.id));
  const stale = incidents.flatMap(({ id, alerts }) =>
    alerts
      .filter((alert) => (alert.detection === 'active') !== ids.has(alert.id))
      .map((alert) => `incident ${id} shows alert ${alert.id} as ${alert.detection}`),
  );
  return [...some(lodgings), ...some(stale)];
}

/** Whoever reads `mfa.alerts` from its beginning has the same incidents. */
async function replayProblems({ log }: Held, incidents: readonly StoredIncident[]): Promise<string[]> {
  const replayed = new Map<string, Incident>();
  const partitions = (await log.endOffsets(TOPICS.alerts)).length;
  for (let partition = 0; partition < partitions; partition += 1) {
    const correlator = new Correlator();
    for await (const records of log.replay(TOPICS.alerts, partition))
      for (const { value, offset } of records)
        if (value !== null) correlator.apply(decodeJson<AlertRecord>(value), offset);
    for (const { value } of correlator.settle().incidents) {
      const message = decodeJson<IncidentMessage>(value ?? new Uint8Array());
      if (message.kind === 'incident') replayed.set(message.incident.id, message.incident);
    }
  }
  const wrong = incidents
    .map((incident) => ({ id: incident.id, ways: differences(plain(replayed.get(incident.id)), plain(incident)) }))
    .filter(({ ways }) => ways.length > 0)
    .map(({ id, ways }) => `incident ${id} is another when replayed: ${ways.join(', ')}`);
  const missing = [...replayed.keys()]
    .filter((id) => !incidents.some((incident) => incident.id === id))
    .map((id) => `incident not stored: ${id}`);
  return [...some(wrong), ...some(missing)];
}

/** People's word aside. */
function plain(incident: Incident | StoredIncident | undefined): unknown {
  if (incident === undefined) return undefined;
  const said: object = { ...incident, status: undefined, triage: undefined };
  return JSON.parse(JSON.stringify(said)) as unknown;
}

/** One item for each key; what was opened is opened once until it is resolved; what is open was told, what is over is not left open. */
function deliveryProblems(incidents: readonly StoredIncident[], delivered: ReadonlyMap<string, Delivered>): string[] {
  const contradictions = [...delivered]
    .filter(([, { contradictions: others }]) => others.length > 0)
    .map(([key]) => `two contents under the key ${key}`);
  const open = new Map<string, boolean>();
  const order: string[] = [];
  for (const { payload } of delivered.values()) {
    const { type, data } = payload;
    const isOpen = open.get(data.subject) === true;
    if ((type === 'incident.opened') === isOpen)
      order.push(`${type} of ${data.subject} while ${isOpen ? '' : 'not '}open`);
    open.set(data.subject, type !== 'incident.resolved');
  }
  const wrong = incidents.flatMap((incident) => {
    const isOpen = open.get(incident.id) === true;
    if (incident.detection === 'retracted') return isOpen ? [`retracted incident left open: ${incident.id}`] : [];
    return incident.quiet === true || isOpen ? [] : [`nobody was told of the incident ${incident.id}`];
  });
  const unknown = [...open.keys()]
    .filter((id) => !incidents.some((incident) => incident.id === id))
    .map((id) => `told of an incident that is not there: ${id}`);
  return [contradictions, order, wrong, unknown].flatMap(some);
}

async function letterProblems({ store }: Held, planted: readonly string[]): Promise<string[]> {
  const letters = await toTheEnd((page) => listLetters(store, SCOPE, { state: 'open' }, page));
  const unwanted = letters.filter(({ reason }) => !planted.includes(reason.code));
  return unwanted.map(
    ({ stage, reason, origin }) => `dead letter of ${stage}: ${reason.code} ${reason.message} ${origin ?? ''}`,
  );
}

function some(problems: readonly string[]): string[] {
  const more = problems.length - EXAMPLES;
  return more <= 0 ? [...problems] : [...problems.slice(0, EXAMPLES), `… and ${String(more)} more like the last`];
}
