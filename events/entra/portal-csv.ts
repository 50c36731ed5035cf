import type { JsonObject, JsonValue } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import { truth, whole } from './value.ts';

type Cell = string | undefined;
type Row = { [field: string]: JsonValue | undefined };
type Write = (row: Row, cell: string) => void;

/**
 * Columns of a sign-in download of the Entra admin center (English; one CSV per kind of sign-in). Portal words become Graph words
 * (`Device code` → `deviceCode`). "Unique token identifier" is left out on purpose (I9).
 */
const COLUMNS: ReadonlyMap<string, Write> = new Map<string, Write>([
  ['date (utc)', plain('createdDateTime')],
  ['date', plain('createdDateTime')],
  ['request id', plain('id')],
  ['correlation id', plain('correlationId')],
  ['user agent', plain('userAgent')],
  ['user id', plain('userId')],
  ['user', plain('userDisplayName')],
  ['username', plain('userPrincipalName')],
  ['user type', word('userType')],
  ['cross tenant access type', word('crossTenantAccessType')],
  ['incoming token type', word('incomingTokenType')],
  ['authentication protocol', word('authenticationProtocol')],
  ['original transfer method', word('originalTransferMethod')],
  ['client credential type', word('clientCredentialType')],
  ['token protection - sign in session', word('signInTokenProtectionStatus')],
  ['application', plain('appDisplayName')],
  ['application id', plain('appId')],
  ['service principal id', plain('servicePrincipalId')],
  ['service principal name', plain('servicePrincipalName')],
  ['managed identity type', plain('managedIdentityType')],
  ['resource', plain('resourceDisplayName')],
  ['resource id', plain('resourceId')],
  ['resource tenant id', plain('resourceTenantId')],
  ['home tenant id', plain('homeTenantId')],
  ['ip address', plain('ipAddress')],
  ['autonomous system number', plain('autonomousSystemNumber')],
  ['location', (row, cell) => (row['location'] = location(cell))],
  ['status', (row, cell) => within(row, 'status', 'word', cell)],
  ['sign-in error code', (row, cell) => within(row, 'status', 'errorCode', whole(cell))],
  ['failure reason', (row, cell) => within(row, 'status', 'failureReason', cell)],
  ['multifactor authentication result', (row, cell) => within(row, 'status', 'additionalDetails', cell)],
  ['multifactor authentication auth method', (row, cell) => within(row, 'mfaDetail', 'authMethod', cell)],
  ['multifactor authentication auth detail', (row, cell) => within(row, 'mfaDetail', 'authDetail', cell)],
  ['client app', plain('clientAppUsed')],
  ['device id', (row, cell) => within(row, 'deviceDetail', 'deviceId', cell)],
  ['browser', (row, cell) => within(row, 'deviceDetail', 'browser', cell)],
  ['operating system', (row, cell) => within(row, 'deviceDetail', 'operatingSystem', cell)],
  ['compliant', (row, cell) => within(row, 'deviceDetail', 'isCompliant', truth(cell))],
  ['managed', (row, cell) => within(row, 'deviceDetail', 'isManaged', truth(cell))],
  ['join type', (row, cell) => within(row, 'deviceDetail', 'trustType', cell)],
  ['authentication requirement', (row, cell) => (row['authenticationRequirement'] = requirement(cell))],
  ['sign-in identifier', plain('signInIdentifier')],
  ['session id', plain('sessionId')],
  ['flagged for review', (row, cell) => (row['flaggedForReview'] = truth(cell))],
  ['conditional access', word('conditionalAccessStatus')],
  ['token issuer type', plain('tokenIssuerType')],
]);

export function isPortalCsv(record: JsonObject): boolean {
  return (
    'Request ID' in record && ('Application' in record || 'Username' in record || 'Service principal ID' in record)
  );
}

/** A row (header → cell) under Graph's field names. An empty cell says nothing, but an empty device id says "not registered". */
export function portalRow(record: JsonObject): JsonObject {
  const row: Row = {};
  for (const header of Object.keys(record)) {
    const cell = record[header];
    const write = typeof cell === 'string' ? COLUMNS.get(column(header)) : undefined;
    if (write !== undefined && typeof cell === 'string' && (cell !== '' || header === 'Device ID')) write(row, cell);
  }
  row['signInEventTypes'] = [signInType(row)];
  settleCode(row);
  return row;
}

/** The success code is often left empty. */
function settleCode(row: Row): void {
  const status = row['status'] as Row | undefined;
  if (status !== undefined && status['errorCode'] === undefined && status['word'] === 'Success')
    status['errorCode'] = 0;
}

/** The download does not name its kind of sign-in. A refresh token is redeemed without the user, whatever else is in the row. */
function signInType(row: Row): string {
  if (row['managedIdentityType'] !== undefined) return 'managedIdentity';
  if (row['servicePrincipalId'] !== undefined && row['userId'] === undefined) return 'servicePrincipal';
  return row['incomingTokenType'] === 'refreshToken' ? 'nonInteractiveUser' : 'interactiveUser';
}

const MAX_HEADERS = 500;
const headers = new Map<string, string>();

/** Headers come with a byte order mark, doubled or trailing blanks, depending on the download's age. */
function column(header: string): string {
  const known = headers.get(header);
  if (known !== undefined) return known;
  const name = header.slice(0, 80).replace('\ufeff', '').trim().replace(/\s+/g, ' ').toLowerCase();
  if (headers.size >= MAX_HEADERS) headers.clear();
  headers.set(header, name);
  return name;
}

function plain(field: string): Write {
  return (row, cell) => {
    row[field] = cell;
  };
}

function word(field: string): Write {
  return (row, cell) => {
    row[field] = camelCase(cell);
  };
}

function within(row: Row, parent: string, field: string, value: JsonValue | undefined): void {
  const nested = (row[parent] ??= {}) as Row;
  if (value !== undefined) nested[field] = value;
}

/** `Primary refresh token` → `primaryRefreshToken`; a word already in Graph's spelling stays. */
function camelCase(cell: string): string {
  if (/^[a-z]\S*$/.test(cell)) return cell;
  const words = cell
    .slice(0, 80)
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  return words.map((part, at) => (at === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
}

function requirement(cell: string): string {
  if (/^multi/i.test(cell)) return 'multiFactorAuthentication';
  return /^single/i.test(cell) ? 'singleFactorAuthentication' : cell;
}

/** `Oslo, Oslo, NO`: the country is last, the city first. */
function location(cell: string): JsonObject {
  const parts = cell
    .slice(0, 200)
    .split(',')
    .map((part) => part.trim());
  const place: Mutable<{ city?: string; state?: string; countryOrRegion?: string }> = {};
  const country: Cell = parts.at(-1);
  if (country !== undefined && /^[A-Z]{2}$/.test(country)) place.countryOrRegion = country;
  if (parts.length > 1 && parts[0] !== undefined && parts[0] !== '') place.city = parts[0];
  if (parts.length > 2 && parts[1] !== undefined && parts[1] !== '') place.state = parts[1];
  return place;
}
