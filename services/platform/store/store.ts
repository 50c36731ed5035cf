import type { MfaEvent, Operation, Source } from '../../../events/event.ts';
import type { Alert } from '../../../detectors/kit/alert.ts';
import type { AlertRecord, Incident, IncidentRecord } from '../../records/index.ts';
import type { Scope, SystemScope, TenantScope, TenantsScope } from './scope.ts';

/**
 * What is searched and shown, and the small documents the services keep. Two adapters (SQLite, Elasticsearch) under one contract suite.
 * Writes are idempotent: the same call again changes nothing. What was written is found by the next search (SQLite: at once;
 * Elasticsearch: after `refresh`).
 */
export interface Store {
  readonly events: EventStore;
  readonly alerts: AlertStore;
  readonly incidents: IncidentStore;
  readonly history: HistoryStore;
  readonly documents: DocumentStore;
  readonly leases: LeaseStore;
  readonly blobs: BlobStore;
  /** Makes everything written so far visible to searches. */
  refresh(): Promise<void>;
  /** Cheap proof that reads and writes work now. @throws StoreUnavailableError */
  ping(): Promise<void>;
  /** Deletes what happened before `before` (ms since 1970). Returns how many documents went. */
  retain(scope: TenantScope, kind: 'events' | 'alerts' | 'incidents' | 'history', before: number): Promise<number>;
  close(): Promise<void>;
}

/** What became of one item of a bulk write. Offsets move only when every item has come to rest (not `retry`). */
export type ItemOutcome =
  | { readonly status: 'created' }
  /** A newer copy replaced an older one. */
  | { readonly status: 'updated' }
  /** The same copy, or a newer one, is already there. */
  | { readonly status: 'duplicate' }
  | { readonly status: 'retry'; readonly reason: string }
  /** This one will never be accepted: dead letter. */
  | { readonly status: 'poison'; readonly reason: string };

/**
 * Also says whose event the other copies were, where they disagree with the one that stays: the losers' timelines then hold what is not
 * theirs. Repeatable: the people of a copy that was replaced are remembered, so that the same call after a crash says the same.
 */
export type EventOutcome = ItemOutcome & { readonly otherPeople?: readonly string[] };

export interface EventStore {
  /**
   * Identity: tenant, source, `event.id`. The highest `mfa.rank` wins whatever the order; equal ranks: the first stays.
   * @param encoded the same events as JSON in UTF-8, where the caller has it: they need not be written again
   */
  put(
    scope: TenantsScope,
    events: readonly MfaEvent[],
    encoded?: readonly Uint8Array[],
  ): Promise<readonly EventOutcome[]>;
  get(scope: TenantsScope, source: Source, id: string): Promise<StoredEvent | undefined>;
  search(scope: TenantsScope, query: EventQuery, page?: PageRequest): Promise<Page<StoredEvent>>;
  /**
   * All that match, in order of (time, id), in batches; a consistent view or one at least as new as the call. (Without a consistent view, an
   * event whose time a revision moves meanwhile may be seen twice or not at all; no provider changes the time of a record.)
   */
  each(scope: TenantsScope, query: EventQuery): AsyncIterable<readonly StoredEvent[]>;
  aggregate(scope: TenantsScope, query: EventQuery, by: readonly EventField[]): Promise<readonly Bucket[]>;
}

/** The event with the moment its first copy was written, ISO 8601. */
export type StoredEvent = MfaEvent & { readonly event: { readonly ingested: string } };

/** All that are given must hold; of a list, one. An empty list matches nothing. Times are ms since 1970: from <= t < to. */
export interface EventQuery {
  readonly from?: number;
  readonly to?: number;
  /** Tokens of people (`peopleOf`): whoever acted or was acted upon. */
  readonly people?: readonly string[];
  readonly ids?: readonly string[];
  readonly sources?: readonly Source[];
  readonly datasets?: readonly string[];
  readonly operations?: readonly Operation[];
  readonly outcome?: 'success' | 'failure' | 'unknown';
  /** Methods of any step. */
  readonly methods?: readonly string[];
  readonly ip?: string;
  /** `mfa.network.prefix` (the /24 or /48 of the source address). */
  readonly prefixes?: readonly string[];
}

/** Fields events can be counted by; `day` is the UTC day `yyyy-MM-dd`, `method` counts an event once for each method of its steps. */
export const EVENT_FIELDS = [
  'day',
  'source',
  'dataset',
  'operation',
  'outcome',
  'method',
  'country',
  'asn',
  'user',
] as const;
export type EventField = (typeof EVENT_FIELDS)[number];

export interface Bucket {
  /** Values in the order of the fields asked for; null where the event has none. */
  readonly key: readonly (string | null)[];
  readonly count: number;
}

export interface AlertStore {
  /**
   * Takes in what detection said. Of one alert the highest `sequence` wins; triage is never touched (I7). A retraction without a document
   * changes only what is there. `revision` never falls.
   */
  merge(scope: TenantsScope, records: readonly AlertRecord[]): Promise<readonly ItemOutcome[]>;
  get(scope: TenantsScope, id: string): Promise<Stored<StoredAlert> | undefined>;
  search(scope: TenantsScope, query: AlertQuery, page?: PageRequest): Promise<Page<Stored<StoredAlert>>>;
  count(scope: TenantsScope, query: AlertQuery, by: readonly AlertField[]): Promise<readonly Bucket[]>;
  /**
   * Changes what people say of an alert; appends to the history in the same step.
   * `version` changes with every triage and with every material change of what detection says (`alertVersion`).
   * @throws ConflictError where `version` is not the one stored; NotFoundError; TriageError
   */
  triage(
    scope: TenantScope,
    id: string,
    version: string,
    change: TriageChange,
    by: Actor,
  ): Promise<Stored<StoredAlert>>;
  /** Says which exception hides the alert (its id), or that none does. Idempotent. @throws NotFoundError */
  except(scope: TenantScope, id: string, exception: string | null): Promise<void>;
}

/** The alert document with what people said of it. `mfa.alert.status` is derived (`statusOf`). */
export type StoredAlert = Alert & {
  readonly triage: Alert['triage'] & Triage;
  readonly mfa: {
    readonly alert: { readonly evidence_withdrawn?: true; readonly quiet?: true; readonly exception?: string };
  };
};

export const DISPOSITIONS = ['true_positive', 'benign_true_positive', 'false_positive', 'inconclusive'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export interface Triage {
  /** Absent until a person said something. */
  readonly status?: 'open' | 'acknowledged' | 'closed';
  readonly disposition?: Disposition;
  readonly assignee?: string;
  /** ISO 8601: when a person first acknowledged or closed it; when it was last closed. */
  readonly acknowledged_at?: string;
  readonly closed_at?: string;
  readonly notes?: readonly Note[];
  /** Revision of the incident when a person last set its status: one that joins later reopens it. */
  readonly revision?: number;
}

export interface Note {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** One action; null takes an assignee away. Closing wants a disposition. */
export interface TriageChange {
  readonly status?: 'open' | 'acknowledged' | 'closed';
  readonly disposition?: Disposition;
  readonly assignee?: string | null;
  readonly note?: string;
}

export interface Actor {
  /** Name of the API key or person; `mfawatch` for what the system does by itself. */
  readonly name: string;
  /** ms since 1970. */
  readonly at: number;
}

export interface AlertQuery {
  readonly from?: number;
  readonly to?: number;
  readonly statuses?: readonly Alert['mfa']['alert']['status'][];
  readonly detection?: 'active' | 'retracted';
  readonly severities?: readonly Alert['mfa']['alert']['severity'][];
  readonly detectors?: readonly string[];
  readonly rules?: readonly string[];
  /** Canonical user. */
  readonly user?: string;
  readonly ids?: readonly string[];
  readonly assignee?: string;
  /** Whether an exception hides it; absent: either way. */
  readonly excepted?: boolean;
  /** Words that must all occur in user, reason, rule name or address, in full or as their beginning; upper and lower case alike. */
  readonly text?: string;
}

export const ALERT_FIELDS = ['status', 'severity', 'detector', 'rule', 'tenant', 'user', 'day'] as const;
export type AlertField = (typeof ALERT_FIELDS)[number];

export interface IncidentStore {
  /** The highest `sequence` of one incident wins; triage is never touched. */
  put(scope: TenantsScope, records: readonly IncidentRecord[]): Promise<readonly ItemOutcome[]>;
  get(scope: TenantsScope, id: string): Promise<Stored<StoredIncident> | undefined>;
  search(scope: TenantsScope, query: IncidentQuery, page?: PageRequest): Promise<Page<Stored<StoredIncident>>>;
  count(scope: TenantsScope, query: IncidentQuery, by: readonly IncidentField[]): Promise<readonly Bucket[]>;
  triage(
    scope: TenantScope,
    id: string,
    version: string,
    change: TriageChange,
    by: Actor,
  ): Promise<Stored<StoredIncident>>;
}

export const INCIDENT_FIELDS = ['status', 'severity', 'tenant'] as const;
export type IncidentField = (typeof INCIDENT_FIELDS)[number];

export type StoredIncident = Incident & { readonly triage: Triage };

/** The time of an incident, here and for `retain`, is that of its last event. */
export interface IncidentQuery {
  readonly from?: number;
  readonly to?: number;
  readonly statuses?: readonly Incident['status'][];
  readonly severities?: readonly Incident['severity'][];
  readonly user?: string;
  /** The incident an alert belongs to. */
  readonly alert?: string;
  readonly ids?: readonly string[];
}

/** What people and the system did, append-only. */
export interface HistoryStore {
  append(scope: TenantScope, entries: readonly HistoryEntry[]): Promise<void>;
  /** Newest first. */
  search(scope: TenantsScope, query: HistoryQuery, page?: PageRequest): Promise<Page<HistoryEntry>>;
}

export interface HistoryEntry {
  /** Unique within the tenant: appending it again changes nothing. */
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** E.g. `alert.acknowledged`, `exception.created`, `notification.sent`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface HistoryQuery {
  readonly subject?: HistoryEntry['subject'];
  readonly from?: number;
  readonly to?: number;
}

/** Small JSON documents by kind and id: cursors, settings, exceptions, outbox, ledger, users. Kinds of a tenant and of the system never mix. */
export interface DocumentStore {
  get<T>(scope: TenantScope | SystemScope, kind: string, id: string): Promise<Stored<T> | undefined>;
  /**
   * @param expected version the caller last saw; `new`: there must be none; `any`: whatever is there
   * @throws ConflictError
   */
  put<T>(scope: TenantScope | SystemScope, kind: string, id: string, value: T, expected: Expected): Promise<Stored<T>>;
  /** All or none. @throws ConflictError */
  putAll(scope: TenantScope | SystemScope, writes: readonly DocumentWrite[]): Promise<void>;
  /** Deleting what is not there is no error. @throws ConflictError */
  delete(scope: TenantScope | SystemScope, kind: string, id: string, expected?: string): Promise<void>;
  /** In order of id (then tenant); `prefix` of the id. Sees whatever was put before the call, by whichever process: tables and outboxes rest on it. */
  list<T>(scope: Scope, kind: string, options?: ListOptions): Promise<Page<Stored<T> & { readonly tenant?: string }>>;
}

export type Expected = string | 'new' | 'any';

export interface DocumentWrite {
  readonly kind: string;
  readonly id: string;
  /** null deletes. */
  readonly value: unknown;
  readonly expected: Expected;
}

export interface ListOptions extends PageRequest {
  readonly prefix?: string;
}

/** Something as stored, with the opaque version `If-Match` wants back. */
export interface Stored<T> {
  readonly id: string;
  readonly version: string;
  readonly value: T;
}

/** Exclusive, expiring ownership of a name, with a number that grows at each change of owner: writers carry it and are refused when it is old. */
export interface LeaseStore {
  /** Undefined while somebody else holds it. The same owner extends it and keeps its token. `now` in ms since 1970. */
  acquire(name: string, owner: string, ttlMs: number, now: number): Promise<Lease | undefined>;
  release(lease: Lease): Promise<void>;
}

export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly token: bigint;
  readonly expires: number;
}

export interface BlobStore {
  put(scope: TenantScope, name: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  get(
    scope: TenantScope,
    name: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | undefined>;
  list(scope: TenantScope, prefix?: string): Promise<readonly string[]>;
  delete(scope: TenantScope, name: string): Promise<void>;
}

export interface PageRequest {
  /** Most items (default 100, at most 1,000). */
  readonly limit?: number;
  /** `next` of the page before. @throws CursorError where it is none of ours or of another query */
  readonly after?: string;
  /** By time, then id; default `desc`. */
  readonly order?: 'asc' | 'desc';
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. Paging to the end sees everything that was there at the start and did not change, once. */
  readonly next?: string;
}

export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  readonly code = 'MFAW_CONFLICT';
}

export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly code = 'MFAW_NOT_FOUND';
}

export class CursorError extends Error {
  override readonly name = 'CursorError';
  readonly code = 'MFAW_CURSOR';
}

/** A triage that cannot be: it says nothing, or closes without a disposition. */
export class TriageError extends Error {
  override readonly name = 'TriageError';
  readonly code = 'MFAW_TRIAGE';
}

/** The Store cannot take or give now (disk full, server away): wait and try the same again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'MFAW_STORE_UNAVAILABLE';
}
