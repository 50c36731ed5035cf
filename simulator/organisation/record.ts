export type ProviderName = 'okta' | 'entra' | 'google';

/** A provider's record untouched, with what only the simulator knows beside it. */
export interface RawRecord {
  readonly source: ProviderName;
  /** `system` · `signin`, `audit`, `risk` · `login`, `user_accounts`, `admin`, `token`. */
  readonly stream: string;
  /** When it happened, ms. */
  readonly time: number;
  /** When the provider's API first shows it (or this revision of it), ms. */
  readonly arrivesAt: number;
  readonly raw: Readonly<Record<string, unknown>>;
  /** The label this record belongs to, if any. */
  readonly label?: string;
}

export interface Label {
  readonly id: string;
  readonly kind: 'attack' | 'benign';
  readonly scenario: string;
  /** Which detector should speak, for attacks; which one is tempted, for look-alikes. */
  readonly detector?: string;
  /** A hint at the rule or branch, e.g. `a` … `f`, `cross-provider`, `downgrade`. */
  readonly rule?: string;
  /** Lower-case address of the person concerned. */
  readonly user: string;
  readonly from: number;
  readonly to: number;
  /** As alerts quote them: Okta `uuid`, Entra `id`, Google `<time>|<qualifier>|<name>|<position>`, the time ISO 8601 in UTC with ms. */
  readonly eventIds: readonly string[];
  /** What the named detector does with these events: `low` is a finding of the lowest severity. */
  readonly expected: 'alert' | 'low' | 'silence';
  readonly description: string;
}

export type PhoneMethod = 'sms' | 'voice' | 'phone_unspecified';

/** One successful second-factor step by phone: what `sms-mfa-use` has to count, once per user, method and UTC day. */
export interface PhoneUse {
  readonly user: string;
  readonly method: PhoneMethod;
  readonly day: string;
}

/** The ids a record's events are quoted by. */
export function eventIdsOf(record: Pick<RawRecord, 'source' | 'raw' | 'time'>): readonly string[] {
  const raw = record.raw;
  if (record.source === 'okta') return [String(raw['uuid'])];
  if (record.source === 'entra') return [String(raw['id'])];
  const id = raw['id'] as { uniqueQualifier: string };
  const events = raw['events'] as readonly { name: string }[];
  return events.map(
    (event, position) =>
      `${new Date(record.time).toISOString()}|${id.uniqueQualifier}|${event.name}|${String(position)}`,
  );
}
