import type { JsonObject } from '../event.ts';
import type { Pair } from './debug-data.ts';
import { wordsOf } from './debug-data.ts';
import { flag, known, object } from './fields.ts';
import { address } from './network.ts';
import type { Parts } from './parts.ts';
import type { Principals } from './principals.ts';
import type { Risk } from './security-context.ts';

type Fields = Record<string, JsonObject | string | readonly string[] | boolean | undefined>;

/**
 * Okta's own fields worth keeping beside ECS, under the names of Elastic's okta package. Ids of sessions and device tokens are never
 * among them (I9).
 */
export function vendorFields(
  parts: Parts,
  principals: Principals,
  risk: Risk | undefined,
  behaviours: readonly Pair[],
): JsonObject {
  return filled({
    event_type: parts.eventType,
    outcome: filledOrNone({ result: parts.result }),
    client: filledOrNone({ id: known(parts.client['id']), zone: known(parts.client['zone']) }),
    transaction: transactionFields(parts),
    actor: principals.reattributed ? actorFields(parts) : undefined,
    security_context: filledOrNone({ is_proxy: flag(parts.security['isProxy']) }),
    debug_context: debugFields(parts, risk, behaviours),
    session_change: sessionChange(parts),
    suspicious_activity: suspiciousActivity(parts),
  });
}

/** The id of an API token says which one was used; it is not the token. */
function transactionFields(parts: Parts): JsonObject | undefined {
  const apiToken = known(object(parts.transaction['detail'])['requestApiTokenId']);
  return filledOrNone({
    id: known(parts.transaction['id']),
    type: known(parts.transaction['type'], 16),
    detail: filledOrNone({ request_api_token_id: apiToken }),
  });
}

function actorFields(parts: Parts): JsonObject {
  const { actor } = parts;
  return filled({
    id: known(actor['id']),
    type: known(actor['type'], 64),
    alternate_id: known(actor['alternateId']),
    display_name: known(actor['displayName']),
  });
}

function debugFields(parts: Parts, risk: Risk | undefined, behaviours: readonly Pair[]): JsonObject | undefined {
  const data = filledOrNone({
    risk_level: risk?.level,
    risk_reasons: risk === undefined || risk.reasons.length === 0 ? undefined : risk.reasons,
    risk_behaviors: behaviours.length === 0 ? undefined : behaviours.map(([name, result]) => `${name}=${result}`),
    threat_suspected: flag(parts.debug['threatSuspected']),
  });
  return data === undefined ? undefined : { debug_data: data };
}

function sessionChange(parts: Parts): JsonObject | undefined {
  const causes = wordsOf(parts.debug['causes']);
  return filledOrNone({
    previous_ip: address(parts.debug['previousIpAddress']),
    new_ip: address(parts.debug['newIpAddress']),
    causes: causes.length === 0 ? undefined : causes,
  });
}

function suspiciousActivity(parts: Parts): JsonObject | undefined {
  return filledOrNone({
    event_id: known(parts.debug['suspiciousActivityEventId']),
    event_type: known(parts.debug['suspiciousActivityEventType']),
    ip: address(parts.debug['suspiciousActivityEventIp']),
  });
}

function filled(fields: Fields): JsonObject {
  return filledOrNone(fields) ?? {};
}

/** Without the fields that have no value; undefined where none has one. */
function filledOrNone(fields: Fields): JsonObject | undefined {
  let kept: Fields | undefined;
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) (kept ??= {})[name] = value;
  }
  return kept;
}
