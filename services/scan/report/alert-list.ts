import type { ScanAlert } from '../replay.ts';
import { alertLine, alertText } from './alert-text.ts';
import type { Page } from './page.ts';

/** Of one rule's low alerts this many are read in full; more are noise around what matters, and take a line each. */
const LOW_IN_FULL = 5;

/** The text of each alert in its order, ready to be written one after the other; `full` spares nobody anything. */
export function* alertList(alerts: readonly ScanAlert[], page: Page, full: boolean): Generator<string> {
  const brief = full ? new Map<string, number>() : briefRules(alerts);
  let afterLine = false;
  for (const found of alerts) {
    const isLine = isLow(found) && brief.has(found.alert.rule.id);
    const gap = afterLine && !isLine ? '\n' : '';
    yield isLine ? `${alertLine(found, page)}\n` : `${gap}${alertText(found, page)}\n\n`;
    afterLine = isLine;
  }
}

/** Rules whose low alerts are shown in brief, with how many there are. */
export function briefRules(alerts: readonly ScanAlert[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { alert } of alerts.filter(isLow)) counts.set(alert.rule.id, (counts.get(alert.rule.id) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > LOW_IN_FULL));
}

function isLow({ alert }: ScanAlert): boolean {
  return alert.mfa.alert.severity === 'low';
}
