import type { Alert } from '../../../detectors/kit/alert.ts';
import type { AlertRecord } from '../../records/index.ts';
import type { StoredAlert, Triage } from './store.ts';

/**
 * What an adapter keeps of an alert beside its document. Every field only ever moves to what a higher sequence said (`revision`: to the
 * higher revision), so the outcome does not depend on the order in which records come or on how often.
 */
export interface AlertState {
  readonly sequence: number;
  readonly detection: 'active' | 'retracted';
  readonly replacedBy: string | null;
  readonly quiet: boolean;
  /** Sequence of the record the document came with; -1 while only a retraction without one has been seen. */
  readonly documentSequence: number;
  readonly revision: number;
}

const UNSEEN: AlertState = {
  sequence: -1,
  detection: 'active',
  replacedBy: null,
  quiet: false,
  documentSequence: -1,
  revision: 0,
};

/** The state after one more record, or undefined where the record says nothing new. A changed `documentSequence` means: keep its document. */
export function mergeAlert(known: AlertState | undefined, record: AlertRecord): AlertState | undefined {
  const before = known ?? UNSEEN;
  const newer = record.sequence > before.sequence;
  const newerDocument = record.alert !== undefined && record.sequence > before.documentSequence;
  const revision = Math.max(before.revision, record.alert?.mfa.alert.revision ?? 0);
  if (!newer && !newerDocument && revision === before.revision) return undefined;
  return {
    ...(newer ? verdictOf(record) : before),
    documentSequence: newerDocument ? record.sequence : before.documentSequence,
    revision,
  };
}

function verdictOf({ sequence, detection, replacedBy, alert, quiet }: AlertRecord) {
  const successor = replacedBy ?? alert?.mfa.alert.replaced_by ?? null;
  return {
    sequence,
    detection,
    replacedBy: detection === 'retracted' ? successor : null,
    quiet: quiet === true,
  };
}

type AlertStatus = Alert['mfa']['alert']['status'];

/** People's word if there is one, else retracted, else open: a retraction never closes what somebody looks at. */
export function statusOf(detection: AlertState['detection'], triage: Triage): AlertStatus {
  return triage.status ?? (detection === 'retracted' ? 'retracted' : 'open');
}

/** The document as it is given out: detection's newest word and people's, each in its place. */
export function storedAlert(alert: Alert, state: AlertState, triage: Triage, exception: string | null): StoredAlert {
  const status = statusOf(state.detection, triage);
  const withdrawn = state.detection === 'retracted' && (status === 'acknowledged' || status === 'open');
  return {
    ...alert,
    mfa: {
      ...alert.mfa,
      alert: {
        ...withoutSuccessor(alert.mfa.alert),
        status,
        detection: state.detection,
        revision: state.revision,
        ...(state.replacedBy === null ? {} : { replaced_by: state.replacedBy }),
        ...(withdrawn ? { evidence_withdrawn: true as const } : {}),
        ...(state.quiet ? { quiet: true as const } : {}),
        ...(exception === null ? {} : { exception }),
      },
    },
    triage: { ...alert.triage, ...triage },
  };
}

/** Only the newest record says what replaces an alert: its document may be older. */
function withoutSuccessor(said: Alert['mfa']['alert']): Alert['mfa']['alert'] {
  const { replaced_by: successor, ...rest } = said;
  return successor === undefined ? said : rest;
}

/**
 * What `If-Match` is compared with: another person's triage conflicts, and so does a material change of what detection says (a raised
 * revision, a retraction). A document that only grew does not.
 */
export function alertVersion(state: Pick<AlertState, 'detection' | 'revision'>, triageCount: number): string {
  return `${String(triageCount)}.${String(state.revision)}.${state.detection}`;
}

const MONTH = /^(\d{4})(0[1-9]|1[0-2])-/;

/** When an alert without a document happened at the earliest, ms since 1970: its id says the month (`alertId`). */
export function monthOfId(id: string): number {
  const match = MONTH.exec(id);
  return match === null ? 0 : Date.UTC(Number(match[1]), Number(match[2]) - 1);
}
