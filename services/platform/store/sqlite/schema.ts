/**
 * Version by version (`openDatabase`). What is filtered, ordered and counted lies in narrow tables, documents in tables of their own: a count
 * over a month then reads a tenth of the pages. People's tokens are numbers (`tokens`), which makes `people`, the largest index, a third as large.
 */
export const STORE_MIGRATIONS: readonly string[] = [
  `
CREATE TABLE events (
  event INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  time INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  ingested INTEGER NOT NULL,
  dataset TEXT NOT NULL,
  operation TEXT NOT NULL,
  outcome TEXT NOT NULL,
  ip TEXT,
  prefix TEXT,
  country TEXT,
  asn INTEGER,
  user TEXT,
  methods TEXT NOT NULL, -- JSON array, each method once
  people TEXT NOT NULL   -- numbers of its tokens, ascending, with commas
) STRICT;
CREATE UNIQUE INDEX event_identity ON events (tenant, id, source);
CREATE INDEX event_time ON events (tenant, time);
CREATE TABLE event_bodies (event INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE tokens (number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, token TEXT NOT NULL, UNIQUE (tenant, token)) STRICT;
CREATE TABLE people (
  token INTEGER NOT NULL, time INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (token, time, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  alert INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  detection TEXT NOT NULL,
  replaced_by TEXT,
  quiet INTEGER NOT NULL,
  document_sequence INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  exception TEXT,
  assignee TEXT,
  triage_count INTEGER NOT NULL DEFAULT 0,
  time INTEGER NOT NULL,
  status TEXT, -- NULL while only a retraction without a document has come
  severity TEXT,
  detector TEXT,
  rule TEXT,
  user TEXT
) STRICT;
CREATE UNIQUE INDEX alert_identity ON alerts (tenant, id);
-- Cover every filter of the queue and of counts; the second is in the order in which counts are grouped, which spares sorting.
CREATE INDEX alert_queue ON alerts (tenant, time, status, severity, detector, rule, user, detection, exception, assignee);
CREATE INDEX alert_counts ON alerts (tenant, status, severity, detector, rule, time, user, detection, exception, assignee);
CREATE INDEX alert_user ON alerts (tenant, user, time);
CREATE INDEX alert_successor ON alerts (tenant, replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TABLE alert_bodies (alert INTEGER PRIMARY KEY, body TEXT, triage TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE VIRTUAL TABLE alert_words USING fts5(words, content='', contentless_delete=1, tokenize='unicode61');

CREATE TABLE incidents (
  incident INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  triage_count INTEGER NOT NULL DEFAULT 0,
  time INTEGER NOT NULL,
  status TEXT NOT NULL,
  severity TEXT NOT NULL,
  user TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incident_identity ON incidents (tenant, id);
CREATE INDEX incident_queue ON incidents (tenant, time, status, severity, user);
CREATE TABLE incident_bodies (incident INTEGER PRIMARY KEY, body TEXT NOT NULL, triage TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE incident_alerts (
  tenant TEXT NOT NULL, alert TEXT NOT NULL, incident INTEGER NOT NULL, PRIMARY KEY (tenant, alert, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_of_incident ON incident_alerts (incident);

CREATE TABLE history (
  entry INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  time INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX history_identity ON history (tenant, id);
CREATE INDEX history_time ON history (tenant, time);
CREATE INDEX history_subject ON history (tenant, subject_kind, subject_id, time);

-- Of the system where the tenant is empty.
CREATE TABLE documents (
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, kind, id)
) STRICT;
-- One counter for all: a document deleted and made again never has a version it had before.
CREATE TABLE document_version (last INTEGER NOT NULL) STRICT;
INSERT INTO document_version VALUES (0);

CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT NOT NULL, token INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT;
CREATE TABLE blobs (
  tenant TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (tenant, name)
) STRICT;
`,
  `ALTER TABLE events ADD COLUMN former TEXT; -- JSON array of the people tokens of copies that were replaced; NULL mostly
`,
];
