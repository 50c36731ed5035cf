import type { Incident } from '../../records/index.ts';
import type { StoredIncident, Triage } from './store.ts';

/**
 * People's word if there is one; an incident that changed after somebody closed it is open again, unless all that was left to do was to
 * take its evidence back. Without a word: retracted once every alert is, else open.
 */
export function incidentStatusOf(
  { detection, revision }: Pick<Incident, 'detection' | 'revision'>,
  triage: Triage,
): Incident['status'] {
  if (triage.status === undefined) return detection === 'retracted' ? 'retracted' : 'open';
  const reopened = triage.status === 'closed' && detection === 'active' && revision > (triage.revision ?? 0);
  return reopened ? 'open' : triage.status;
}

export function storedIncident(incident: Incident, triage: Triage): StoredIncident {
  return { ...incident, status: incidentStatusOf(incident, triage), triage };
}

/** Another person's triage conflicts, and so does an alert that joined, left or grew more severe. */
export function incidentVersion(revision: number, triageCount: number): string {
  return `${String(triageCount)}.${String(revision)}`;
}
