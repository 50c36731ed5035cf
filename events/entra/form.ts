import type { JsonObject } from '../event.ts';
import { isPortalCsv, portalRow } from './portal-csv.ts';
import { sentinelForm, sentinelKind } from './sentinel.ts';
import { NO_OBJECT, object, openNested } from './value.ts';

export const STREAMS = ['signin', 'audit', 'risk'] as const;
export type Stream = (typeof STREAMS)[number];
export type SignInType = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

/** A record brought to Graph's field names, whatever it was delivered in. */
export interface Form {
  readonly stream: Stream;
  /** Fields under their Graph names; nested ones may still be JSON strings, which the readers of value.ts open. */
  readonly row: JsonObject;
  /** The envelope, where there is one: `time`, `resultType`, `resultDescription`. */
  readonly outer: JsonObject;
  /** What the envelope says of the sign-in's type: a category or a table. */
  readonly signInType?: SignInType;
}

/**
 * Azure diagnostics categories (https://learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options).
 * `ADFSSignInLogs` are sign-ins at a federation server; Microsoft's own service principals have a category of their own.
 */
const CATEGORIES: ReadonlyMap<string, Pick<Form, 'stream' | 'signInType'>> = new Map<
  string,
  Pick<Form, 'stream' | 'signInType'>
>([
  ['SignInLogs', { stream: 'signin', signInType: 'interactiveUser' }],
  ['NonInteractiveUserSignInLogs', { stream: 'signin', signInType: 'nonInteractiveUser' }],
  ['ServicePrincipalSignInLogs', { stream: 'signin', signInType: 'servicePrincipal' }],
  ['MicrosoftServicePrincipalSignInLogs', { stream: 'signin', signInType: 'servicePrincipal' }],
  ['ManagedIdentitySignInLogs', { stream: 'signin', signInType: 'managedIdentity' }],
  ['ADFSSignInLogs', { stream: 'signin', signInType: 'interactiveUser' }],
  ['AuditLogs', { stream: 'audit' }],
  ['UserRiskEvents', { stream: 'risk' }],
  ['ServicePrincipalRiskEvents', { stream: 'risk' }],
  ['RiskyUsers', { stream: 'risk' }],
  ['RiskyServicePrincipals', { stream: 'risk' }],
]);

/** The stream of a record, by shape alone and without reading it. */
export function streamOf(record: JsonObject): Stream | undefined {
  const kind = graphStream(record) ?? diagnosticsKind(record)?.stream ?? sentinelKind(record)?.stream;
  return kind ?? (isPortalCsv(record) ? 'signin' : undefined);
}

/** Which form a record has, judged by the presence of fields alone; undefined where it is no Entra record. */
export function formOf(record: JsonObject): Form | undefined {
  const stream = graphStream(record);
  if (stream !== undefined) return { stream, row: record, outer: NO_OBJECT };
  return diagnosticsForm(record) ?? sentinelForm(record) ?? csvForm(record);
}

function graphStream(record: JsonObject): Stream | undefined {
  if ('createdDateTime' in record) return isGraphSignIn(record) ? 'signin' : undefined;
  if ('activityDisplayName' in record)
    return 'activityDateTime' in record || 'loggedByService' in record ? 'audit' : undefined;
  if ('riskEventType' in record || 'riskType' in record)
    return 'detectedDateTime' in record || 'activityDateTime' in record ? 'risk' : undefined;
  return 'riskLastUpdatedDateTime' in record && 'riskState' in record ? 'risk' : undefined;
}

function isGraphSignIn(record: JsonObject): boolean {
  return (
    'appDisplayName' in record || 'appId' in record || 'userPrincipalName' in record || 'servicePrincipalId' in record
  );
}

function diagnosticsKind(record: JsonObject): Pick<Form, 'stream' | 'signInType'> | undefined {
  const { category } = record;
  return typeof category === 'string' && 'properties' in record ? CATEGORIES.get(category) : undefined;
}

function diagnosticsForm(record: JsonObject): Form | undefined {
  const kind = diagnosticsKind(record);
  return kind === undefined ? undefined : { ...kind, row: openNested(object(record['properties'])), outer: record };
}

function csvForm(record: JsonObject): Form | undefined {
  return isPortalCsv(record) ? { stream: 'signin', row: portalRow(record), outer: NO_OBJECT } : undefined;
}
