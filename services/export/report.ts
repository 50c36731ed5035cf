import type { TenantId } from '../../events/identity.ts';
import { isoTime } from '../../events/iso-time.ts';
import type { Observation } from '../../events/observation.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import type { StoredAlert } from '../platform/store/store.ts';
import type { FactorAccount, Reset } from './account.ts';
import { accountOf, isAccountable, resetIn } from './account.ts';
import type { Month } from './month.ts';
import { SilenceFinder } from './silence.ts';

/** What an auditor wants to know of a tenant's month, by person. Nothing in it depends on when it is made, but a month that is not over. */
export interface MonthReport {
  readonly tenant: TenantId;
  /** `yyyy-MM` in `time_zone`. */
  readonly month: string;
  readonly time_zone: string;
  readonly from: string;
  readonly to: string;
  readonly totals: Totals;
  readonly users: readonly UserMonth[];
  /** Stretches of six hours and more in which a source gave nothing: blind hours. */
  readonly silences: readonly SilenceRow[];
}

export interface Totals extends Omit<FactorAccount, 'methods'> {
  readonly events: number;
  readonly users: number;
  readonly resets: number;
  readonly alerts: number;
  readonly blind_hours: number;
}

export interface UserMonth extends FactorAccount {
  readonly user: string;
  readonly full_name?: string;
  readonly resets: readonly Reset[];
  readonly alerts: readonly AlertRow[];
}

export interface AlertRow {
  readonly id: string;
  readonly rule: string;
  readonly name: string;
  readonly severity: string;
  readonly status: string;
  readonly disposition?: string;
  readonly first_event: string;
  readonly last_event: string;
  readonly acknowledged_at?: string;
  readonly closed_at?: string;
}

export interface SilenceRow {
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/** Takes in a month's events and alerts and forgets what no account needs. */
export class MonthReporter {
  readonly #month: Month;
  readonly #silences: SilenceFinder;
  readonly #rows = new Map<string, Observation[]>();
  readonly #names = new Map<string, string>();
  readonly #resets = new Map<string, Reset[]>();
  readonly #alerts = new Map<string, AlertRow[]>();
  #events = 0;

  constructor(month: Month) {
    this.#month = month;
    this.#silences = new SilenceFinder(month);
  }

  /** One event of the month with what it says of each person, in order of time. */
  addEvent(source: Observation['source'], time: number, keyed: readonly KeyedObservation[]): void {
    this.#events += 1;
    this.#silences.add(source, time);
    for (const { user, observation } of keyed) {
      if (observation.fullName !== undefined) this.#names.set(user, observation.fullName);
      const rows = listOf(this.#rows, user);
      if (isAccountable(observation)) rows.push(observation);
    }
    const change = resetIn(keyed);
    if (change !== undefined) listOf(this.#resets, change.user).push(change.reset);
  }

  addAlert(alert: StoredAlert): void {
    listOf(this.#alerts, alert.user.name).push(alertRow(alert));
  }

  /** @param now ms since 1970: a month that is not over is silent only until then */
  report(tenant: TenantId, now: number): MonthReport {
    const { name, timeZone, from, to } = this.#month;
    const users = this.#users();
    const silences = this.#silences.silences(now).map((silence) => ({
      source: silence.source,
      from: isoTime(silence.from),
      to: isoTime(silence.to),
      hours: silence.hours,
    }));
    const totals = { ...totalsOf(users), events: this.#events, blind_hours: sum(silences.map(({ hours }) => hours)) };
    return { tenant, month: name, time_zone: timeZone, from: isoTime(from), to: isoTime(to), totals, users, silences };
  }

  #users(): readonly UserMonth[] {
    const names = new Set([...this.#rows.keys(), ...this.#alerts.keys()]);
    return [...names].sort().map((user) => {
      const fullName = this.#names.get(user);
      const account = accountOf(this.#rows.get(user) ?? []);
      const alerts = (this.#alerts.get(user) ?? []).sort((a, b) => (a.first_event < b.first_event ? -1 : 1));
      return {
        user,
        ...(fullName === undefined ? {} : { full_name: fullName }),
        ...account,
        resets: this.#resets.get(user) ?? [],
        alerts,
      };
    });
  }
}

function totalsOf(users: readonly UserMonth[]): Omit<Totals, 'events' | 'blind_hours'> {
  const total = (read: (user: UserMonth) => number): number => sum(users.map(read));
  return {
    users: users.length,
    sign_ins: total((user) => user.sign_ins),
    sign_ins_without_mfa: total((user) => user.sign_ins_without_mfa),
    sms_uses: total((user) => user.sms_uses),
    voice_uses: total((user) => user.voice_uses),
    phone_unspecified_uses: total((user) => user.phone_unspecified_uses),
    recovery_by_phone: total((user) => user.recovery_by_phone),
    resets: total((user) => user.resets.length),
    alerts: total((user) => user.alerts.length),
  };
}

function alertRow({ event, rule, mfa, triage }: StoredAlert): AlertRow {
  const { severity, status, first_event, last_event } = mfa.alert;
  return {
    id: event.id,
    rule: rule.id,
    name: rule.name,
    severity,
    status,
    ...(triage.disposition === undefined ? {} : { disposition: triage.disposition }),
    first_event,
    last_event,
    ...(triage.acknowledged_at === undefined ? {} : { acknowledged_at: triage.acknowledged_at }),
    ...(triage.closed_at === undefined ? {} : { closed_at: triage.closed_at }),
  };
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
