import type { JsonObject, JsonValue, MfaEvent } from '../../events/event.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import type { Aliases, KeyedObservation } from '../../events/observe.ts';
import { observe } from '../../events/observe.ts';
import type { Locate } from '../../events/place.ts';
import type { DeadLetterRecord, RawData } from '../records/index.ts';
import { parseJson } from '../scan/input/parse-json.ts';
import { providerOf } from '../scan/input/provider-of.ts';

export interface NormaliseDeps {
  readonly providers: readonly Provider[];
  /** Places of a tenant's addresses. */
  readonly locateOf: (tenant: TenantId) => Locate;
}

/** One event and what it says about each user it concerns. */
export interface NormalisedEvent {
  readonly event: MfaEvent;
  readonly keyed: readonly KeyedObservation[];
}

export type Normalised =
  | { readonly ok: true; readonly events: readonly NormalisedEvent[] }
  | { readonly ok: false; readonly reason: DeadLetterRecord['reason'] };

/**
 * What a raw record says, under the aliases in force. Never throws: a normaliser that falls over one record must not hold up the others,
 * so that record is refused like any that cannot be understood (I6).
 */
export function normaliseRecord(raw: RawData, aliases: Aliases, deps: NormaliseDeps): Normalised {
  const parsed = parseJson(raw.record);
  if (!parsed.ok) return { ok: false, reason: { code: 'broken_json', message: parsed.message } };
  if (!isRecord(parsed.value))
    return { ok: false, reason: { code: 'not_an_object', message: 'expected a record ({…})' } };
  try {
    return normaliseObject(parsed.value, raw, aliases, deps);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ok: false, reason: { code: 'normaliser_failed', message } };
  }
}

function normaliseObject(record: JsonObject, raw: RawData, aliases: Aliases, deps: NormaliseDeps): Normalised {
  const found = providerOf(record, deps.providers, raw.source);
  if (!found.ok) return found;
  const context = { tenant: raw.tenant, fetchedAt: raw.fetched, locate: deps.locateOf(raw.tenant) };
  const normalised = found.value.provider.normalise(record, context);
  if (!normalised.ok) return normalised;
  return { ok: true, events: normalised.value.map((event) => ({ event, keyed: observe(event, aliases) })) };
}

function isRecord(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
