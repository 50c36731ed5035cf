import type { JsonObject, JsonValue } from '../event.ts';
import type { SignInDevice } from './device.ts';
import { fold } from './method-labels.ts';
import type { InternalReason } from './signin-facts.ts';
import { filled, isObject, list, object, said, text, texts, truth } from './value.ts';

/**
 * The `entra` part of a sign-in: what analysts filter by and ECS has no name for. Fields read with `text` keep their `none`: it says that
 * the tenant logs them, which a detector's judgeability depends on. `uniqueTokenIdentifier` and `signInIdentifier` are left out on
 * purpose (I9).
 */
export function signInDetail(
  row: JsonObject,
  code: number | undefined,
  device: SignInDevice,
  internal: InternalReason | undefined,
): JsonObject {
  return {
    error_code: code,
    original_request_id: text(row['originalRequestId']),
    client_app_used: said(row['clientAppUsed']),
    authentication_requirement: said(row['authenticationRequirement']),
    authentication_protocol: text(row['authenticationProtocol']),
    incoming_token_type: text(row['incomingTokenType']),
    original_transfer_method: text(row['originalTransferMethod']),
    client_credential_type: text(row['clientCredentialType']),
    cross_tenant_access_type: text(row['crossTenantAccessType']),
    user_type: text(row['userType'])?.toLowerCase(),
    sign_in_identifier_type: said(row['signInIdentifierType']),
    token_issuer_type: said(row['tokenIssuerType']),
    home_tenant_id: text(row['homeTenantId']),
    resource_tenant_id: text(row['resourceTenantId']),
    resource_id: text(row['resourceId']),
    resource_name: text(row['resourceDisplayName']),
    service_principal_id: text(row['servicePrincipalId']),
    service_principal_name: text(row['servicePrincipalName']),
    conditional_access: conditionalAccess(row),
    requirement_policies: requirementPolicies(row['authenticationRequirementPolicies']),
    token_protection: tokenProtection(row),
    risk: riskDetail(row),
    device: deviceDetail(device),
    authenticator_device: authenticatorDevice(row['authenticationAppDeviceDetails']),
    network_location: networkLocation(row['networkLocationDetails']),
    flagged_for_review: truth(row['flaggedForReview']) === true ? true : undefined,
    internal_reason: internal,
  };
}

/** Policies that had a say; those not applied or switched off would only be noise. */
function conditionalAccess(row: JsonObject): JsonObject | undefined {
  const policies = list(row['appliedConditionalAccessPolicies']).filter(isObject).filter(hadASay);
  return filled({
    status: text(row['conditionalAccessStatus']),
    policies: policies.length === 0 ? undefined : policies.map(policySummary),
  });
}

function hadASay(policy: JsonObject): boolean {
  const { result } = policy;
  return (
    typeof result === 'string' &&
    result !== 'notApplied' &&
    result !== 'notEnabled' &&
    result !== 'reportOnlyNotApplied' &&
    result !== 'unknown'
  );
}

function policySummary(policy: JsonObject): JsonObject {
  const controls = texts(policy['enforcedGrantControls']);
  return {
    id: text(policy['id']),
    name: text(policy['displayName']),
    result: text(policy['result']),
    grant_controls: controls.length === 0 ? undefined : controls,
  };
}

function requirementPolicies(value: JsonValue | undefined): readonly string[] | undefined {
  const providers: string[] = [];
  for (const policy of list(value)) {
    const provider = isObject(policy) ? text(policy['requirementProvider']) : text(policy);
    if (provider !== undefined) providers.push(provider);
  }
  return providers.length === 0 ? undefined : providers;
}

function tokenProtection(row: JsonObject): string | undefined {
  const details = object(row['tokenProtectionStatusDetails']);
  return text(details['signInSessionStatus']) ?? said(row['signInTokenProtectionStatus']);
}

export function riskDetail(row: JsonObject): JsonObject | undefined {
  const types = texts(row['riskEventTypes_v2']).filter((type) => fold(type) !== 'hidden' && fold(type) !== 'none');
  return filled({
    level_during_sign_in: said(row['riskLevelDuringSignIn']),
    level_aggregated: said(row['riskLevelAggregated']),
    level: said(row['riskLevel']),
    state: said(row['riskState']),
    detail: said(row['riskDetail']),
    event_types: types.length === 0 ? undefined : types,
  });
}

function deviceDetail({ trustType, detail }: SignInDevice): JsonObject | undefined {
  return filled({
    trust_type: trustType,
    is_managed: truth(detail['isManaged']),
    is_compliant: truth(detail['isCompliant']),
    browser: text(detail['browser']),
  });
}

/** The phone that answered the prompt. */
function authenticatorDevice(value: JsonValue | undefined): JsonObject | undefined {
  const app = object(value);
  return filled({
    id: text(app['deviceId']),
    operating_system: text(app['operatingSystem']),
    client_app: text(app['clientApp']),
    app_version: text(app['appVersion']),
  });
}

function networkLocation(value: JsonValue | undefined): readonly JsonObject[] | undefined {
  const locations: JsonObject[] = [];
  for (const item of list(value)) {
    const names = texts(object(item)['networkNames']);
    const type = text(object(item)['networkType']);
    const location = filled({ type, names: names.length === 0 ? undefined : names });
    if (location !== undefined) locations.push(location);
  }
  return locations.length === 0 ? undefined : locations;
}
