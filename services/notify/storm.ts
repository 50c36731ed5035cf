import type { Severity } from '../../detectors/kit/finding.ts';
import type { Incident } from '../records/index.ts';
import type { SummarySubject } from './notification.ts';
import { rank } from './plan.ts';

const HOUR_MS = 3_600_000;
const EXAMPLES = 5;

/** What one channel was told of a tenant within the hour past: when each new incident went out, critical ones apart. */
export interface StormWindow {
  readonly critical: readonly number[];
  readonly other: readonly number[];
}

export const CALM: StormWindow = { critical: [], other: [] };

/** The window with one more, or undefined where it is full. Critical incidents have a budget of their own: no flood hides them. */
export function admit(window: StormWindow, severity: Severity, limit: number, now: number): StormWindow | undefined {
  const recent = (times: readonly number[]): readonly number[] => times.filter((time) => time > now - HOUR_MS);
  const side = severity === 'critical' ? 'critical' : 'other';
  const opened = recent(window[side]);
  if (opened.length >= limit) return undefined;
  return { critical: recent(window.critical), other: recent(window.other), [side]: [...opened, now] };
}

/** One summary for each UTC hour a storm lasts. */
export function summaryId(now: number): string {
  return `summary-${new Date(now).toISOString().slice(0, 13)}`;
}

export function addTo(summary: SummarySubject | undefined, incident: Incident, now: number): SummarySubject {
  const { count = 0, severity = 'low', examples = [], since = now - (now % HOUR_MS) } = summary ?? {};
  return {
    kind: 'summary',
    id: summary?.id ?? summaryId(now),
    since,
    count: count + 1,
    severity: rank(incident.severity) > rank(severity) ? incident.severity : severity,
    examples: examples.length < EXAMPLES ? [...examples, `${incident.user}: ${incident.title}`] : examples,
  };
}
