import type { Groups } from '../../events/settings.ts';
import { networkSet } from '../../events/settings.ts';
import { timeOfIso } from '../../events/iso-time.ts';
import type { Alert } from '../../detectors/kit/alert.ts';

/** Kind of the documents, in the tenant's own scope. */
export const EXCEPTION_KIND = 'exception';

/** "This is known and harmless": alerts it covers are kept and found, but wait for nobody and page nobody. */
export interface Exception {
  readonly id: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly reason: string;
  readonly scope: ExceptionScope;
  readonly detector: string;
  /** One rule of the detector; all of them where absent. */
  readonly rule?: string;
  /** CIDR, address or AS number: covers only alerts whose triggering event came from there. */
  readonly network?: string;
  /** Event times it covers: from <= t < expires. ISO 8601 UTC. */
  readonly from: string;
  readonly expires: string;
  readonly created: string;
  readonly created_by: string;
  readonly revoked?: { readonly at: string; readonly by: string };
}

export type ExceptionScope =
  | { readonly kind: 'tenant' }
  /** A group of the tenant's settings; who is in it now counts. */
  | { readonly kind: 'group'; readonly group: string }
  /** Canonical user. */
  | { readonly kind: 'user'; readonly user: string };

/** What decides whether an alert is covered. */
export type ExceptionRule = Pick<Exception, 'scope' | 'detector' | 'rule' | 'network' | 'from' | 'expires'>;

/**
 * The exception that hides an alert, or undefined. Of several the one with the lowest id, so that the answer depends on no order;
 * a revoked one hides nothing. Time is the alert's own (`@timestamp`): what was known to be harmless then stays so after the expiry.
 */
export function exceptionFor(alert: Alert, exceptions: readonly Exception[], groups: Groups): Exception | undefined {
  let found: Exception | undefined;
  for (const exception of exceptions) {
    if (exception.revoked !== undefined || (found !== undefined && found.id < exception.id)) continue;
    if (covers(exception, alert, groups)) found = exception;
  }
  return found;
}

export function covers(exception: ExceptionRule, alert: Alert, groups: Groups): boolean {
  const time = timeOfIso(alert['@timestamp']);
  return (
    exception.detector === alert.mfa.alert.detector &&
    (exception.rule === undefined || exception.rule === alert.rule.id) &&
    timeOfIso(exception.from) <= time &&
    time < timeOfIso(exception.expires) &&
    coversUser(exception.scope, alert.user.name, groups) &&
    coversNetwork(exception.network, alert.source)
  );
}

function coversUser(scope: ExceptionScope, user: string, groups: Groups): boolean {
  if (scope.kind === 'tenant') return true;
  return scope.kind === 'user' ? scope.user === user : groups.get(scope.group)?.has(user) === true;
}

function coversNetwork(network: string | undefined, source: Alert['source']): boolean {
  if (network === undefined) return true;
  if (source === undefined) return false;
  const asn = source.as?.number;
  return networkSet([network]).match(asn === undefined ? { ip: source.ip } : { ip: source.ip, asn }) !== undefined;
}
