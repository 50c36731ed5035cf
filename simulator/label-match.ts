import type { Alert } from '../detectors/kit/alert.ts';
import type { Label } from './organisation/record.ts';

const HOUR = 3_600_000;

/** The alert is of the label's detector and quotes an event of the label. */
export function answers(alert: Alert, label: Label): boolean {
  return alert.mfa.alert.detector === label.detector && quotes(alert, label);
}

/** Whether a label got what it expects of its detector: an alert, or silence. */
export function isRight(alerts: readonly Alert[], label: Label): boolean {
  return alerts.some((alert) => answers(alert, label)) === (label.expected !== 'silence');
}

/**
 * Whether a labelled attack explains an alert. A thief's place also distorts what comes after it (the owner is back home), so an alert of
 * that person from an hour before the attack until a day after it is about the attack.
 */
export function isAbout(alert: Alert, label: Label): boolean {
  if (label.kind !== 'attack' || alert.user.name !== label.user) return false;
  const time = Date.parse(alert['@timestamp']);
  return quotes(alert, label) || (time >= label.from - HOUR && time <= label.to + 24 * HOUR);
}

function quotes(alert: Alert, label: Label): boolean {
  return alert.user.name === label.user && alert.mfa.alert.event_ids.some((id) => label.eventIds.includes(id));
}
