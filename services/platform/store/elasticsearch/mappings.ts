import type { estypes } from '@elastic/elasticsearch';

/** Fields by their full name; those not named are kept but neither searched nor aggregated. */
export type Fields = Readonly<Record<string, estypes.MappingProperty>>;

/** Lucene takes no word of more than 32,766 bytes: longer values are kept and not searched. */
const KEYWORD = { type: 'keyword', ignore_above: 8_000 } as const;
const DATE = { type: 'date' } as const;
const LONG = { type: 'long' } as const;
const FLOAT = { type: 'float' } as const;
const BOOLEAN = { type: 'boolean' } as const;
const IP = { type: 'ip' } as const;
const POINT = { type: 'geo_point' } as const;
const PROSE = { type: 'text', norms: false, index_options: 'freqs' } as const;
const FLATTENED = { type: 'flattened', ignore_above: 1_000 } as const;
/** Kept, never looked into. */
export const OPAQUE = { type: 'object', enabled: false } as const;

export function keywords(...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, KEYWORD]));
}

function each(type: estypes.MappingProperty, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** ECS fields of events and alerts alike. */
const COMMON: Fields = {
  ...each(DATE, '@timestamp', 'event.created'),
  ...keywords('ecs.version', 'event.kind', 'event.category', 'event.type', 'event.id', 'event.module'),
  ...keywords('event.dataset', 'event.provider', 'organization.id'),
  ...keywords('user.id', 'user.name', 'user.email', 'user.full_name', 'service.name', 'related.user'),
  ...each(IP, 'source.ip', 'related.ip'),
  'source.as.number': LONG,
  ...keywords('source.as.organization.name'),
  ...place('source.geo'),
};

function place(of: string): Fields {
  const names = ['city_name', 'region_name', 'country_iso_code', 'country_name', 'postal_code', 'timezone'];
  return { ...keywords(...names.map((name) => `${of}.${name}`)), [`${of}.location`]: POINT };
}

function below(prefix: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, type]) => [`${prefix}.${name}`, type]));
}

export const EVENT_FIELDS: Fields = {
  ...COMMON,
  message: PROSE,
  'event.ingested': DATE,
  'event.severity': LONG,
  ...keywords('event.action', 'event.outcome', 'event.code', 'event.reason'),
  ...keywords('user.target.id', 'user.target.name', 'user.target.email', 'user.target.full_name'),
  ...keywords('source.address', 'user_agent.original', 'user_agent.name', 'user_agent.os.name'),
  ...keywords('user_agent.device.name', 'device.id', 'device.manufacturer', 'device.model.name'),
  ...keywords('host.name', 'host.os.name', 'host.os.version', 'service.id'),
  ...keywords('mfa.operation', 'mfa.facts', 'mfa.verdict', 'mfa.role', 'mfa.session.id', 'mfa.session.root_id'),
  ...keywords('mfa.flow.id', 'mfa.factor.method', 'mfa.factor.detail'),
  'mfa.rank': LONG,
  ...below('mfa.steps', {
    index: LONG,
    time: DATE,
    phishing_resistant: BOOLEAN,
    ...keywords('method', 'method_raw', 'purpose', 'result', 'strength', 'detail'),
  }),
  ...below('mfa.device', keywords('token', 'fingerprint', 'name', 'os_family', 'browser_family')),
  ...below('mfa.network', {
    ...keywords('class', 'operator', 'class_source', 'tag', 'prefix'),
    accuracy_km: FLOAT,
  }),
  ...place('mfa.provider_geo'),
  ...each(FLATTENED, 'okta', 'entra', 'google_workspace'),
  // What the adapter adds.
  ...keywords('mfawatch.people', 'mfawatch.user'),
  'mfawatch.former_people': { ...KEYWORD, index: false, doc_values: false },
};

const SESSION_END: Fields = {
  ip: IP,
  asn: LONG,
  time: DATE,
  ...keywords('as_organization', 'network_class', 'country', 'city', 'device', 'os', 'browser', 'event_id'),
};

const TRAVEL_END: Fields = {
  ip: IP,
  asn: LONG,
  time: DATE,
  location: POINT,
  radius_km: FLOAT,
  ...keywords('as_organization', 'network_class', 'country', 'city', 'source', 'event_id'),
};

/** What alerts and incidents have in common of what the adapter keeps. */
const KEPT: Fields = {
  'mfawatch.time': DATE,
  'mfawatch.id': KEYWORD,
  'mfawatch.unsaid.id': KEYWORD,
};

/** What the full-text search of alerts finds them by. */
export const ALERT_WORDS = 'mfawatch.words';

export const ALERT_FIELDS: Fields = {
  ...COMMON,
  'event.reason': PROSE,
  'event.severity': LONG,
  'event.risk_score': FLOAT,
  ...keywords(
    'rule.id',
    'rule.name',
    'rule.version',
    'threat.framework',
    'threat.technique.id',
    'threat.technique.name',
  ),
  ...below('mfa.alert', {
    ...keywords('detector', 'status', 'detection', 'severity', 'confidence', 'key', 'event_ids', 'replaced_by'),
    ...keywords('exception'),
    ...each(LONG, 'revision', 'event_count'),
    ...each(DATE, 'first_event', 'last_event'),
    ...each(BOOLEAN, 'saturated', 'quiet', 'evidence_withdrawn'),
    evidence: OPAQUE,
  }),
  ...keywords('mfa.session.id', 'mfa.session.branch'),
  ...below('mfa.session.previous', SESSION_END),
  ...below('mfa.session.current', SESSION_END),
  ...below('mfa.travel.from', TRAVEL_END),
  ...below('mfa.travel.to', TRAVEL_END),
  ...below('mfa.travel', each(FLOAT, 'distance_km', 'minutes', 'speed_kmh')),
  ...below('mfa.factor', {
    ...keywords('method', 'purpose', 'strength', 'downgrade_from', 'detail'),
    uses: LONG,
  }),
  ...below('triage', {
    ...keywords('status', 'disposition', 'assignee'),
    ...each(DATE, 'acknowledged_at', 'closed_at'),
    notes: OPAQUE,
  }),
  pivot: OPAQUE,
  ...KEPT,
  'mfawatch.triage': OPAQUE,
  // `wordsOf` has done the analysis.
  [ALERT_WORDS]: { type: 'text', analyzer: 'whitespace', norms: false },
};

export const INCIDENT_FIELDS: Fields = {
  '@timestamp': DATE,
  ...keywords('id', 'tenant', 'user', 'user_name', 'status', 'detection', 'severity', 'confidence', 'title'),
  reason: PROSE,
  risk: FLOAT,
  revision: LONG,
  quiet: BOOLEAN,
  ...each(DATE, 'first_event', 'last_event'),
  ...below('alerts', {
    ...keywords('id', 'detector', 'rule', 'name', 'severity', 'confidence', 'detection'),
    risk: FLOAT,
    ...each(DATE, 'first_event', 'last_event'),
  }),
  ...below('triage', {
    ...keywords('status', 'disposition', 'assignee'),
    ...each(DATE, 'acknowledged_at', 'closed_at'),
    notes: OPAQUE,
  }),
  ...KEPT,
};
