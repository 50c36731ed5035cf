import type { JsonObject, JsonValue } from '../event.ts';
import type { Form } from './form.ts';
import { openFields } from './value.ts';

type Kind = Pick<Form, 'stream' | 'signInType'>;

/** Log Analytics tables (https://learn.microsoft.com/azure/azure-monitor/reference/tables-index, category Microsoft Entra ID). */
const TABLES: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['SigninLogs', { stream: 'signin', signInType: 'interactiveUser' }],
  ['AADNonInteractiveUserSignInLogs', { stream: 'signin', signInType: 'nonInteractiveUser' }],
  ['AADServicePrincipalSignInLogs', { stream: 'signin', signInType: 'servicePrincipal' }],
  ['AADManagedIdentitySignInLogs', { stream: 'signin', signInType: 'managedIdentity' }],
  ['ADFSSignInLogs', { stream: 'signin', signInType: 'interactiveUser' }],
  ['AuditLogs', { stream: 'audit' }],
  ['AADUserRiskEvents', { stream: 'risk' }],
  ['AADServicePrincipalRiskEvents', { stream: 'risk' }],
  ['AADRiskyUsers', { stream: 'risk' }],
  ['AADRiskyServicePrincipals', { stream: 'risk' }],
]);

/** Columns that are Graph fields with a capital letter in front. */
const SAME_NAMES = [
  'activity',
  'activityDateTime',
  'activityDisplayName',
  'additionalDetails',
  'additionalInfo',
  'appDisplayName',
  'appId',
  'appliedConditionalAccessPolicies',
  'authenticationDetails',
  'authenticationMethodsUsed',
  'authenticationProtocol',
  'authenticationRequirement',
  'authenticationRequirementPolicies',
  'autonomousSystemNumber',
  'category',
  'clientAppUsed',
  'clientCredentialType',
  'conditionalAccessStatus',
  'correlationId',
  'createdDateTime',
  'crossTenantAccessType',
  'detectedDateTime',
  'detectionTimingType',
  'deviceDetail',
  'flaggedForReview',
  'homeTenantId',
  'id',
  'incomingTokenType',
  'initiatedBy',
  'isInteractive',
  'lastUpdatedDateTime',
  'loggedByService',
  'mfaDetail',
  'networkLocationDetails',
  'operationType',
  'originalRequestId',
  'originalTransferMethod',
  'requestId',
  'resourceDisplayName',
  'resourceTenantId',
  'result',
  'resultDescription',
  'resultReason',
  'resultType',
  'riskDetail',
  'riskEventType',
  'riskLastUpdatedDateTime',
  'riskLevel',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'riskState',
  'servicePrincipalId',
  'servicePrincipalName',
  'sessionId',
  'signInIdentifier',
  'signInIdentifierType',
  'signInTokenProtectionStatus',
  'source',
  'status',
  'targetResources',
  'tokenIssuerType',
  'tokenProtectionStatusDetails',
  'userAgent',
  'userDisplayName',
  'userId',
  'userPrincipalName',
  'userType',
] as const;

/** Columns under a name of their own; the first that is there wins, and none overrides a column above. */
const OTHER_NAMES: readonly (readonly [column: string, field: string])[] = [
  ['IPAddress', 'ipAddress'],
  ['IpAddress', 'ipAddress'],
  ['LocationDetails', 'location'],
  ['Location', 'location'],
  ['ConditionalAccessPolicies', 'appliedConditionalAccessPolicies'],
  ['RiskEventTypes_V2', 'riskEventTypes_v2'],
  ['RiskEventTypes', 'riskEventTypes_v2'],
  ['ResourceIdentity', 'resourceId'],
  ['AADOperationType', 'operationType'],
  ['OperationName', 'activityDisplayName'],
  ['AlternateSignInName', 'signInIdentifier'],
];

const COLUMNS: readonly (readonly [column: string, field: string])[] = [
  ...SAME_NAMES.map((name) => [name.charAt(0).toUpperCase() + name.slice(1), name] as const),
  ...OTHER_NAMES,
];

/** A CSV export of a query marks its times so. */
const UTC_SUFFIX = ' [UTC]';

/** A row of a Log Analytics table (Sentinel), as API JSON or as a query's CSV export. */
export function sentinelForm(record: JsonObject): Form | undefined {
  const kind = sentinelKind(record);
  return kind === undefined ? undefined : { ...kind, row: graphRow(record), outer: record };
}

/** `Type` is the table; a query that projects it away still leaves the columns that only one stream has. */
export function sentinelKind(record: JsonObject): Kind | undefined {
  if (!('TimeGenerated' in record || `TimeGenerated${UTC_SUFFIX}` in record || 'CreatedDateTime' in record))
    return undefined;
  const { Type: table } = record;
  const named = typeof table === 'string' ? TABLES.get(table) : undefined;
  if (named !== undefined) return named;
  if ('RiskEventType' in record) return { stream: 'risk' };
  if ('TargetResources' in record || 'LoggedByService' in record) return { stream: 'audit' };
  return 'AppDisplayName' in record && ('ResultType' in record || 'Status' in record)
    ? { stream: 'signin' }
    : undefined;
}

function graphRow(record: JsonObject): JsonObject {
  const columns = `TimeGenerated${UTC_SUFFIX}` in record ? withUtcColumns(record) : record;
  const row: { [field: string]: JsonValue | undefined } = { time: columns['TimeGenerated'] };
  for (const [column, field] of COLUMNS) {
    const value = columns[column];
    if (value !== undefined && value !== '' && row[field] === undefined) row[field] = placeOrValue(field, value);
  }
  openFields(row);
  return row;
}

/** The times of a query's CSV export under their plain names. */
function withUtcColumns(record: JsonObject): JsonObject {
  const columns: { [column: string]: JsonValue | undefined } = { ...record };
  for (const column of TIME_COLUMNS) columns[column] ??= record[column + UTC_SUFFIX];
  return columns;
}

const TIME_COLUMNS: readonly string[] = [
  'TimeGenerated',
  'CreatedDateTime',
  'ActivityDateTime',
  'DetectedDateTime',
  'LastUpdatedDateTime',
  'RiskLastUpdatedDateTime',
];

/** `Location` of a sign-in is a bare country code. */
function placeOrValue(field: string, value: JsonValue): JsonValue {
  return field === 'location' && typeof value === 'string' && value.length === 2 ? { countryOrRegion: value } : value;
}
