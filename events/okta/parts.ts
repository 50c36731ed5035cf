import type { JsonObject } from '../event.ts';
import { known, list, object, text } from './fields.ts';
import { withoutPhoneNumbers } from './phone-number.ts';
import type { Targets } from './targets.ts';
import { targetsOf } from './targets.ts';

/** A System Log record taken apart once; every part is there, empty where the record has none. Nothing inside is trusted yet. */
export interface Parts {
  readonly eventType: string;
  readonly actor: JsonObject;
  readonly client: JsonObject;
  readonly agent: JsonObject;
  readonly device: JsonObject;
  readonly authentication: JsonObject;
  readonly security: JsonObject;
  /** Unstable by Okta's own word ("not a data contract"): whatever `securityContext` says goes first. */
  readonly debug: JsonObject;
  readonly transaction: JsonObject;
  readonly request: JsonObject;
  readonly targets: Targets;
  readonly result: string | undefined;
  readonly reason: string | undefined;
}

export function partsOf(record: JsonObject, eventType: string): Parts {
  const client = object(record['client']);
  const outcome = object(record['outcome']);
  return {
    eventType,
    actor: object(record['actor']),
    client,
    agent: object(client['userAgent']),
    device: object(record['device']),
    authentication: object(record['authenticationContext']),
    security: object(record['securityContext']),
    debug: object(object(record['debugContext'])['debugData']),
    transaction: object(record['transaction']),
    request: object(record['request']),
    targets: targetsOf(list(record['target'])),
    result: text(outcome['result'], 32)?.toUpperCase(),
    reason: reasonOf(outcome['reason'], eventType),
  };
}

/** Only reasons of undelivered messages quote the number they were sent to. */
function reasonOf(value: unknown, eventType: string): string | undefined {
  const reason = known(value);
  if (reason === undefined) return undefined;
  return /^system\.(?:sms|voice)\./.test(eventType) ? withoutPhoneNumbers(reason) : reason;
}
