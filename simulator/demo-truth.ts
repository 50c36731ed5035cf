import type { Alert } from '../detectors/kit/alert.ts';
import type { TenantId } from '../events/identity.ts';
import { ofTenant } from '../services/platform/store/scope.ts';
import type { Store } from '../services/platform/store/store.ts';
import { isAbout, isRight } from './label-match.ts';
import type { Label } from './organisation/record.ts';

const PAGE = 1_000;

/** How right detection was about a set of labels. */
export interface Verdict {
  readonly attacks: number;
  readonly found: number;
  readonly lookAlikes: number;
  readonly leftInPeace: number;
  readonly wrong: readonly Label[];
  /** Alerts no attack explains. Uses of a phone are facts, whether labelled or not. */
  readonly unexplained: readonly Alert[];
}

/**
 * @param alerts whatever may answer the labels
 * @param judged those of them that must be explained
 * @param truth all labels that may explain one
 */
export function judge(
  labels: readonly Label[],
  alerts: readonly Alert[],
  judged: readonly Alert[],
  truth: readonly Label[],
): Verdict {
  const attacks = labels.filter(({ kind }) => kind === 'attack');
  const lookAlikes = labels.filter(({ kind }) => kind === 'benign');
  const right = (label: Label): boolean => isRight(alerts, label);
  return {
    attacks: attacks.length,
    found: attacks.filter(right).length,
    lookAlikes: lookAlikes.length,
    leftInPeace: lookAlikes.filter(right).length,
    wrong: labels.filter((label) => !right(label)),
    unexplained: judged.filter(
      (alert) => alert.mfa.alert.detector !== 'sms-mfa-use' && !truth.some((label) => isAbout(alert, label)),
    ),
  };
}

export function together(verdicts: readonly Verdict[]): Verdict {
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, each) => total + of(each), 0);
  return {
    attacks: sum(({ attacks }) => attacks),
    found: sum(({ found }) => found),
    lookAlikes: sum(({ lookAlikes }) => lookAlikes),
    leftInPeace: sum(({ leftInPeace }) => leftInPeace),
    wrong: verdicts.flatMap(({ wrong }) => wrong),
    unexplained: verdicts.flatMap(({ unexplained }) => unexplained),
  };
}

/** Every alert detection stands by. */
export async function activeAlerts(store: Store, tenant: TenantId): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  let after: string | undefined;
  do {
    const request = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const page = await store.alerts.search(ofTenant(tenant), { detection: 'active' }, request);
    alerts.push(...page.items.map(({ value }) => value));
    after = page.next;
  } while (after !== undefined);
  return alerts;
}
