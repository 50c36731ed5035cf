import type { Fact, JsonObject, JsonValue, Step } from '../event.ts';
import type { Place } from '../place.ts';
import type { SignInDevice } from './device.ts';
import type { CodeMeaning } from './error-codes.ts';
import type { SignInType } from './form.ts';
import { fold } from './method-labels.ts';
import { isGuestPrincipal } from './person.ts';
import { isDismissed, verdictOf } from './risk-types.ts';
import { object, said, text, texts, whole } from './value.ts';

/** The parts of a sign-in that its facts are read from. */
export interface SignInParts {
  readonly row: JsonObject;
  readonly type: SignInType;
  readonly meaning: CodeMeaning;
  readonly steps: readonly Step[];
  readonly device: SignInDevice;
  readonly place?: Place | undefined;
}

/** Why a row of a user is the provider's or an application's own machinery, or undefined. Kept beside the fact, so it can be checked. */
export type InternalReason = 'confidential_client' | 'on_behalf_of' | 'microsoft_service';

export function factsOf(parts: SignInParts, internal: InternalReason | undefined): readonly Fact[] {
  const facts: Fact[] = [];
  if (isWorkload(parts.type)) facts.push('non_interactive', 'service_principal');
  else addUserFacts(facts, parts, internal);
  addVerdicts(facts, parts.row);
  return facts;
}

export function isWorkload(type: SignInType): boolean {
  return type === 'servicePrincipal' || type === 'managedIdentity';
}

function addUserFacts(facts: Fact[], parts: SignInParts, internal: InternalReason | undefined): void {
  facts.push(parts.type === 'interactiveUser' ? 'interactive' : 'non_interactive');
  if (internal !== undefined) facts.push('internal');
  addTokenFacts(facts, parts.row, parts.device);
  addOutcomeFacts(facts, parts);
  if (isLegacy(parts.row['clientAppUsed'])) facts.push('legacy_auth');
  addPersonFacts(facts, parts.row);
}

function addTokenFacts(facts: Fact[], row: JsonObject, device: SignInDevice): void {
  const session = boundness(row);
  if (session !== undefined) facts.push(session);
  if (device.state !== undefined) facts.push(device.state);
  const token = text(row['incomingTokenType'])?.toLowerCase() ?? '';
  const primary = token.includes('primaryrefreshtoken');
  if (session === 'bound' || (primary && isJoined(device))) facts.push('hardware_bound');
  if (primary) facts.push('primary_refresh_token');
  else if (token.includes('refreshtoken')) facts.push('refresh_token');
  addFlowFacts(facts, row);
}

/** The flow sticks to its session: later refreshes carry it in `originalTransferMethod`. */
function addFlowFacts(facts: Fact[], row: JsonObject): void {
  const protocol = row['authenticationProtocol'];
  const transfer = row['originalTransferMethod'];
  if (protocol === 'deviceCode' || transfer === 'deviceCodeFlow') facts.push('device_code');
  if (protocol === 'authenticationTransfer' || transfer === 'authenticationTransfer')
    facts.push('authentication_transfer');
}

function boundness(row: JsonObject): 'bound' | 'unbound' | undefined {
  const status =
    object(row['tokenProtectionStatusDetails'])['signInSessionStatus'] ?? row['signInTokenProtectionStatus'];
  return status === 'bound' || status === 'unbound' ? status : undefined;
}

/** A primary refresh token is bound to the device's key where the device is joined (registered ones may keep it in software). */
function isJoined(device: SignInDevice): boolean {
  return device.state === 'managed' && device.trustType !== undefined && / joined$/i.test(device.trustType);
}

function addOutcomeFacts(facts: Fact[], parts: SignInParts): void {
  const { meaning, steps } = parts;
  if (meaning.badCredentials === true) facts.push('bad_credentials');
  if (meaning.stoppedAtMfa === true && isFirstFactorProven(parts)) facts.push('stopped_at_mfa');
  if (meaning.blockedByPolicy === true && !hasFailedPrimary(steps)) facts.push('blocked_by_policy');
  if (steps.some((step) => step.result === 'satisfied_by_claim') && !steps.some(isFresh))
    facts.push('satisfied_by_claim');
}

/** The codes are given only after the first factor; a silent request with an old token proves none. */
function isFirstFactorProven({ steps, type }: SignInParts): boolean {
  if (steps.some((step) => step.purpose === 'primary' && step.result === 'success')) return true;
  return type === 'interactiveUser' && !hasFailedPrimary(steps);
}

function hasFailedPrimary(steps: readonly Step[]): boolean {
  return steps.some((step) => step.purpose === 'primary' && step.result === 'failure');
}

/** A factor proven in this sign-in, not carried over from an earlier one. */
export function isFresh(step: Step): boolean {
  return step.result === 'success' && step.method !== 'token_claim';
}

/**
 * Clients without modern authentication, as `clientAppUsed` and the portal's filter name them, compared without case
 * (https://learn.microsoft.com/entra/identity/monitoring-health/howto-customize-filter-logs).
 */
const LEGACY_CLIENTS: ReadonlySet<string> = new Set(
  [
    'Authenticated SMTP',
    'SMTP',
    'Autodiscover',
    'Exchange ActiveSync',
    'Exchange Online PowerShell',
    'Exchange Web Services',
    'IMAP',
    'IMAP4',
    'MAPI',
    'MAPI Over HTTP',
    'Offline Address Book',
    'Outlook Anywhere (RPC over HTTP)',
    'Outlook Anywhere',
    'Outlook Service',
    'POP',
    'POP3',
    'Reporting Web Services',
    'Other clients',
    'Other clients; IMAP',
    'Other clients; MAPI',
    'Other clients; SMTP',
    'Other clients; POP',
    'Other clients; Older Office clients',
  ].map((name) => name.toLowerCase()),
);

export function isLegacy(client: JsonValue | undefined): boolean {
  return typeof client === 'string' && client.length < 80 && LEGACY_CLIENTS.has(client.toLowerCase());
}

function addPersonFacts(facts: Fact[], row: JsonObject): void {
  if (text(row['userType'])?.toLowerCase() === 'guest' || isGuestPrincipal(row['userPrincipalName']))
    facts.push('guest');
  if (row['crossTenantAccessType'] === 'serviceProvider') facts.push('service_provider_technician');
}

function addVerdicts(facts: Fact[], row: JsonObject): void {
  const types = row['riskEventTypes_v2'];
  if (types === undefined || types === null || (Array.isArray(types) && types.length === 0)) return;
  const verdicts = verdictsOf(texts(types));
  if (verdicts.length === 0) return;
  facts.push(...verdicts);
  if (isDismissed(said(row['riskState']), said(row['riskDetail']), verdicts)) facts.push('verdict_dismissed');
}

export function verdictsOf(types: readonly string[]): readonly Fact[] {
  const verdicts = new Set<Fact>();
  for (const type of types) {
    const verdict = verdictOf(type);
    if (verdict !== undefined) verdicts.add(verdict);
  }
  return [...verdicts];
}

/** Microsoft's own networks (ARIN, RIPE and APNIC registrations of Microsoft Corporation). Azure customers share AS8075. */
const MICROSOFT_ASNS: ReadonlySet<number> = new Set([
  3598, 6584, 8068, 8069, 8070, 8071, 8072, 8073, 8074, 8075, 12076,
]);

/**
 * A silent sign-in whose address says nothing of where its user is. `confidential_client`: the application proved itself with a secret or
 * certificate; such rows show the address of the original token's issuance, not of this request
 * (https://learn.microsoft.com/entra/identity/monitoring-health/concept-noninteractive-sign-ins). `on_behalf_of`: a middle tier asked.
 * `microsoft_service`: a Microsoft address with neither device nor user agent; either alone would also fit a thief in Azure.
 */
export function internalReason(row: JsonObject, type: SignInType, device: SignInDevice): InternalReason | undefined {
  if (type !== 'nonInteractiveUser') return undefined;
  const credential = text(row['clientCredentialType']);
  if (credential !== undefined && !NO_CREDENTIALS.has(fold(credential))) return 'confidential_client';
  if (row['authenticationProtocol'] === 'onBehalfOf') return 'on_behalf_of';
  return isMicrosoftService(row, device) ? 'microsoft_service' : undefined;
}

const NO_CREDENTIALS: ReadonlySet<string> = new Set(['none', 'unknownfuturevalue']);

function isMicrosoftService(row: JsonObject, device: SignInDevice): boolean {
  const asn = whole(row['autonomousSystemNumber']);
  if (asn === undefined || !MICROSOFT_ASNS.has(asn)) return false;
  if (device.id !== undefined || text(row['userAgent']) !== undefined) return false;
  return text(device.detail['operatingSystem']) === undefined && text(device.detail['browser']) === undefined;
}
