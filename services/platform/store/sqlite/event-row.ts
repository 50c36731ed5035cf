import type { MfaEvent } from '../../../../events/event.ts';
import { timeOfIso } from '../../../../events/iso-time.ts';
import { peopleOf } from '../../../../events/observe.ts';
import { eventRefusal } from '../refusals.ts';
import type { Refused } from '../refusals.ts';

/** What is searched of an event. Its document goes to the writing thread beside it, as bytes. */
export interface EventRow {
  readonly tenant: string;
  readonly id: string;
  readonly source: string;
  readonly time: number;
  readonly rank: number;
  readonly dataset: string;
  readonly operation: string;
  readonly outcome: string;
  readonly ip: string | null;
  readonly prefix: string | null;
  readonly country: string | null;
  readonly asn: number | null;
  readonly user: string | null;
  readonly methods: string;
  readonly people: readonly string[];
}

/** The documents of as many events, JSON in UTF-8, one after another. */
export interface PackedBodies {
  readonly sizes: Int32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function eventRow(event: MfaEvent): EventRow | Refused {
  const poison = eventRefusal(event);
  if (poison !== undefined) return { poison };
  const { source, user, mfa } = event;
  const { id, module, dataset, outcome } = event.event;
  return {
    tenant: event.organization.id,
    id,
    source: module,
    time: timeOfIso(event['@timestamp']),
    rank: mfa.rank,
    dataset,
    operation: mfa.operation,
    outcome,
    ip: source?.ip ?? null,
    prefix: mfa.network?.prefix ?? null,
    country: source?.geo?.country_iso_code ?? null,
    asn: source?.as?.number ?? null,
    user: user?.name ?? user?.email ?? null,
    methods: mfa.steps.length === 0 ? '[]' : JSON.stringify([...new Set(mfa.steps.map(({ method }) => method))]),
    people: peopleOf(event),
  };
}
