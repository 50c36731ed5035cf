import type { Alert } from '../../../../detectors/kit/alert.ts';
import type { TenantId } from '../../../../events/identity.ts';
import { isoTime, timeOfIso } from '../../../../events/iso-time.ts';
import { alertVersion, monthOfId, storedAlert } from '../alert-state.ts';
import type { AlertState } from '../alert-state.ts';
import type { HistoryEntry, Stored, StoredAlert, Triage } from '../store.ts';
import type { Row } from './row-table.ts';
import { wordsOf } from './words.ts';

/** All that is kept of one alert. */
export interface AlertRow extends Row {
  readonly state: AlertState;
  readonly exception: string | null;
  /** As detection said it; null while only a retraction has come, or another alert that names this one. */
  readonly alert: Alert | null;
  readonly triage: Triage;
  /** How often people (or a supersession) spoke. */
  readonly triageCount: number;
  /** Alerts that named this one as what explains them better. */
  readonly predecessors: readonly string[];
}

/** What the document holds beside what is given out. */
interface Kept {
  readonly id: string;
  readonly time: string;
  readonly state: AlertState;
  readonly exception: string | null;
  readonly triage: Triage;
  readonly triage_count: number;
  readonly predecessors: readonly string[];
  readonly unsaid: readonly HistoryEntry[];
  /** What a search by text finds it by, a text each. */
  readonly words?: readonly string[];
}

type AlertSource = Partial<StoredAlert> & {
  readonly organization: { readonly id: TenantId };
  readonly mfawatch: Kept;
};

export function emptyAlertRow(tenant: TenantId, id: string): AlertRow {
  const state = { sequence: -1, detection: 'active', replacedBy: null, quiet: false } as const;
  return {
    tenant,
    id,
    state: { ...state, documentSequence: -1, revision: 0 },
    exception: null,
    alert: null,
    triage: {},
    triageCount: 0,
    predecessors: [],
    unsaid: [],
  };
}

/** Undefined while no document has come. */
export function storedOf(row: AlertRow | undefined): Stored<StoredAlert> | undefined {
  if (row === undefined || row.alert === null) return undefined;
  const { id, alert, state, triage, triageCount, exception } = row;
  return { id, version: alertVersion(state, triageCount), value: storedAlert(alert, state, triage, exception) };
}

export function encodeAlert(row: AlertRow): AlertSource {
  const { tenant, id, state, exception, alert, triage, triageCount, predecessors, unsaid } = row;
  const time = alert === null ? monthOfId(id) : timeOfIso(alert['@timestamp']);
  const kept = { id, time: isoTime(time), state, exception, triage, triage_count: triageCount, predecessors, unsaid };
  if (alert === null) return { organization: { id: tenant }, mfawatch: kept };
  return { ...storedAlert(alert, state, triage, exception), mfawatch: { ...kept, words: textsOf(alert) } };
}

function textsOf({ user, event, rule, source, related }: Alert): readonly string[] {
  const people = [user.name, user.email, user.full_name, ...related.user];
  const texts = [...people, event.reason, rule.name, source?.ip, ...related.ip].filter((text) => text !== undefined);
  return [...new Set(texts)].map((text) => wordsOf(text).join(' '));
}

export function decodeAlert(document: unknown): AlertRow {
  const { mfawatch, ...shown } = document as AlertSource;
  const { id, state, exception, triage, triage_count: triageCount, predecessors, unsaid } = mfawatch;
  return {
    tenant: shown.organization.id,
    id,
    state,
    exception,
    alert: state.documentSequence < 0 ? null : asSaid(shown as StoredAlert),
    triage,
    triageCount,
    predecessors,
    unsaid,
  };
}

/** Without what people and the state add: `storedAlert` adds it anew, and overwrites the rest. */
function asSaid({ mfa, triage, ...shown }: StoredAlert): Alert {
  const {
    evidence_withdrawn: withdrawn,
    quiet,
    exception,
    ...alert
  } = mfa.alert as StoredAlert['mfa']['alert'] & Alert['mfa']['alert'];
  void [withdrawn, quiet, exception];
  return { ...shown, mfa: { ...(mfa as Alert['mfa']), alert }, triage: { steps: triage.steps } } as Alert;
}
