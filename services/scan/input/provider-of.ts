import type { JsonObject, Source } from '../../../events/event.ts';
import type { Provider } from '../../../events/normalise.ts';
import { ok, reject } from '../../../events/result.ts';
import type { Result } from '../../../events/result.ts';

export interface RecognisedRecord {
  readonly provider: Provider;
  /** The provider's stream the record belongs to, e.g. `signin`. */
  readonly stream: string;
}

const NAMES: Readonly<Record<Source, string>> = {
  okta: 'an Okta System Log event',
  entra: 'a Microsoft Entra ID record',
  google_workspace: 'a Google Workspace activity',
};

/** Whose record it is, judged by its shape; with a stated source, only that provider's will do. */
export function providerOf(
  record: JsonObject,
  providers: readonly Provider[],
  stated?: Source,
): Result<RecognisedRecord> {
  for (const provider of providers) {
    if (stated !== undefined && provider.source !== stated) continue;
    const stream = provider.recognise(record);
    if (stream !== undefined) return ok({ provider, stream });
  }
  const other = stated === undefined ? undefined : providerOf(record, providers);
  if (stated !== undefined && other?.ok === true) {
    return reject('wrong_provider', `expected ${NAMES[stated]}; this looks like ${NAMES[other.value.provider.source]}`);
  }
  return reject('unknown_shape', `no provider's record has these keys: ${keysOf(record)}`);
}

const MAX_KEYS = 12;

function keysOf(record: JsonObject): string {
  const keys = Object.keys(record);
  if (keys.length === 0) return '(none)';
  const shown = keys.slice(0, MAX_KEYS).map((key) => key.replace(/[^\x20-\x7e]/g, '?').slice(0, 40));
  return shown.join(', ') + (keys.length > MAX_KEYS ? ` and ${String(keys.length - MAX_KEYS)} more` : '');
}
