import type { IncidentAlert } from '../records/index.ts';
import { decodeJson, encodeJson } from '../records/index.ts';

/** What is remembered of one user: the incidents that can still change, each with its alerts as it shows them. */
export interface UserState {
  readonly v: typeof VERSION;
  readonly incidents: readonly IncidentState[];
}

export interface IncidentState {
  readonly id: string;
  readonly revision: number;
  readonly userName?: string;
  /** In the order they joined; the first one opened the incident. */
  readonly alerts: readonly KnownAlert[];
}

export interface KnownAlert {
  /** Of the last record taken in: an older one changes nothing. */
  readonly sequence: number;
  readonly replacedBy?: string;
  readonly shown: IncidentAlert;
}

const VERSION = 1;

export const NO_INCIDENTS: UserState = { v: VERSION, incidents: [] };

/** What is written to `mfa.correlations`; null deletes the key. */
export function encodeUserState(state: UserState): Uint8Array | null {
  return state.incidents.length === 0 ? null : encodeJson(state);
}

/** @throws CorruptCorrelationError where the bytes are no state of this version. */
export function decodeUserState(bytes: Uint8Array): UserState {
  let state: UserState;
  try {
    state = decodeJson<UserState>(bytes);
  } catch (error) {
    throw new CorruptCorrelationError(error instanceof Error ? error.message : String(error));
  }
  if (!isUserState(state)) throw new CorruptCorrelationError(`no state of version ${String(VERSION)}`);
  return state;
}

function isUserState(value: unknown): value is UserState {
  if (typeof value !== 'object' || value === null) return false;
  const { v, incidents } = value as Partial<UserState>;
  return v === VERSION && Array.isArray(incidents) && incidents.every(isIncidentState);
}

function isIncidentState(value: unknown): value is IncidentState {
  if (typeof value !== 'object' || value === null) return false;
  const { id, revision, alerts } = value as Partial<IncidentState>;
  return typeof id === 'string' && typeof revision === 'number' && Array.isArray(alerts) && alerts.every(isKnownAlert);
}

function isKnownAlert(value: unknown): value is KnownAlert {
  if (typeof value !== 'object' || value === null) return false;
  const { sequence, shown } = value as Partial<KnownAlert>;
  return typeof sequence === 'number' && typeof shown?.id === 'string' && !Number.isNaN(Date.parse(shown.first_event));
}

export class CorruptCorrelationError extends Error {
  override readonly name = 'CorruptCorrelationError';
  readonly code = 'MFAW_CORRUPT_CORRELATION';
}
