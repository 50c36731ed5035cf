import type { JsonObject } from '../event.ts';
import { objectOf } from '../json.ts';

/** The streams of this provider. Other Google applications (drive, meet, rules …) are `other`. */
export const STREAMS = ['login', 'user_accounts', 'admin', 'token', 'saml', 'alert', 'other'] as const;
/** Bounded, so that it can label figures; the application itself is kept in `google_workspace.application`. */
export type Stream = (typeof STREAMS)[number];

const APPLICATIONS: ReadonlySet<string> = new Set<Stream>(['login', 'user_accounts', 'admin', 'token', 'saml']);

/** `kind` of the API, and the one Google's own guides still print. */
const KINDS: ReadonlySet<unknown> = new Set(['admin#reports#activity', 'audit#activity']);

/** The stream of a record by its shape alone, or undefined where it is not Google's. */
export function streamOf(record: JsonObject): Stream | undefined {
  if (isAlert(record)) return 'alert';
  const application = objectOf(record['id'])?.['applicationName'];
  if (typeof application === 'string' && (KINDS.has(record['kind']) || Array.isArray(record['events']))) {
    return streamOfApplication(application);
  }
  return KINDS.has(record['kind']) ? 'other' : undefined;
}

export function streamOfApplication(application: string): Stream {
  return isStream(application) ? application : 'other';
}

function isStream(application: string): application is Stream {
  return APPLICATIONS.has(application);
}

/** Alert Center: `{customerId, alertId, createTime, type, source, data}`. */
function isAlert(record: JsonObject): boolean {
  return (
    typeof record['alertId'] === 'string' && record['id'] === undefined && 'createTime' in record && 'type' in record
  );
}
