import type { EcsUser, Fact, JsonObject, JsonValue, MfaEvent } from '../event.ts';
import type { Mutable } from '../mutable.ts';
import type { NormaliseContext } from '../normalise.ts';
import { contentHash, entraRank } from '../rank.ts';
import type { Result } from '../result.ts';
import { ok, reject } from '../result.ts';
import { activityNamed } from './audit-activities.ts';
import type { Audit } from './audit-steps.ts';
import { auditSteps, changedMethods, detailNamed } from './audit-steps.ts';
import { agentOf } from './device.ts';
import { addPeople, addPlace, documentOf, eventFields } from './document.ts';
import type { EventFields } from './document.ts';
import type { Form } from './form.ts';
import { originOf } from './origin.ts';
import { personOf } from './person.ts';
import { maskPhones } from './phone.ts';
import { isPrivilegedRole, roleOf } from './roles.ts';
import { addIds } from './signin-context.ts';
import { methodChange } from './strong-authentication.ts';
import { eventTime } from './time.ts';
import { filled, isObject, list, object, text, texts } from './value.ts';

/** A Graph `directoryAudit`, as a document: the initiator is `user`, the person acted upon `user.target`. */
export function normaliseAudit(form: Form, context: NormaliseContext): Result<readonly MfaEvent[]> {
  const { row, outer } = form;
  const id = text(row['id']);
  if (id === undefined) return reject('missing_field', 'an audit record without id', 'id');
  const name = text(row['activityDisplayName']) ?? text(outer['operationName']);
  if (name === undefined) return reject('missing_field', 'an audit record without activity', 'activityDisplayName');
  const time = eventTime(
    row['activityDateTime'] ?? row['time'] ?? outer['time'],
    'activityDateTime',
    context.fetchedAt,
  );
  return time.ok ? ok([auditDocument(readAudit(row, id, name, time.value), context)]) : time;
}

function readAudit(row: JsonObject, id: string, name: string, time: number): Audit {
  const initiatedBy = object(row['initiatedBy']);
  const targets = list(row['targetResources']);
  const activity = activityNamed(name);
  const reason = text(row['resultReason']) ?? text(row['resultDescription']);
  return {
    id,
    time,
    name,
    row,
    activity,
    change: isUserUpdate(name) ? methodChange(targets) : undefined,
    reason: reason === undefined ? undefined : maskPhones(reason),
    outcome: outcomeOf(row),
    initiator: object(initiatedBy['user']),
    app: object(initiatedBy['app']),
    targets,
    target: targetOf(targets),
  };
}

function isUserUpdate(name: string): boolean {
  return name.toLowerCase().startsWith('update user');
}

function outcomeOf(row: JsonObject): 'success' | 'failure' | 'unknown' {
  const result = text(row['result'])?.toLowerCase();
  if (result === 'success') return 'success';
  return result === 'failure' || result === 'timeout' ? 'failure' : 'unknown';
}

function targetOf(targets: readonly JsonValue[]): EcsUser | undefined {
  for (const target of targets) {
    if (!isObject(target) || !(target['type'] === 'User' || text(target['userPrincipalName']) !== undefined)) continue;
    return personOf({ id: target['id'], principal: target['userPrincipalName'], displayName: target['displayName'] });
  }
  return undefined;
}

function auditDocument(audit: Audit, context: NormaliseContext): MfaEvent {
  const { row } = audit;
  const operation = audit.change?.operation ?? audit.activity.operation;
  const steps = auditSteps(audit, operation);
  const role = operation === 'role_grant' || operation === 'role_revoke' ? roleNamed(audit) : undefined;
  const mfa: Mutable<MfaEvent['mfa']> = {
    operation,
    facts: auditFacts(audit, role),
    steps,
    rank: auditRank(audit),
  };
  if (role !== undefined) mfa.role = role;
  addFactor(mfa, audit);
  addIds(mfa, row);
  const document = documentOf(audit.time, auditEvent(audit, operation, context), mfa, auditDetail(audit), context);
  addPlace(
    document,
    mfa,
    originOf(audit.initiator['ipAddress'] ?? detailNamed(row, 'ipaddr'), undefined, undefined, context).fields,
  );
  const agent = text(row['userAgent']) ?? detailNamed(row, 'User-Agent');
  if (agent !== undefined) document.user_agent = agentOf(agent);
  addPeople(document, initiatorOf(audit), audit.target);
  return document;
}

/** An application has a name but no key of its own: it is nobody's timeline. Its ids are in `entra.initiated_by`. */
function initiatorOf(audit: Audit): EcsUser | undefined {
  const { initiator, app } = audit;
  const person = personOf({
    id: initiator['id'],
    principal: initiator['userPrincipalName'],
    displayName: initiator['displayName'],
  });
  if (person !== undefined) return person;
  const name = text(app['displayName']) ?? text(app['servicePrincipalName']);
  return name === undefined ? undefined : { name };
}

function roleNamed(audit: Audit): string | undefined {
  return /elevated their access/i.test(audit.name) ? 'User Access Administrator' : roleOf(audit.targets);
}

function auditFacts(audit: Audit, role: string | undefined): readonly Fact[] {
  const facts: Fact[] = [];
  if (isSelfService(audit)) facts.push('self_service');
  if (role !== undefined && isPrivilegedRole(role)) facts.push('privileged_role');
  return facts;
}

/** The activity's own name must say so, and nobody else may have done it. */
function isSelfService(audit: Audit): boolean {
  if (audit.activity.selfService !== true) return false;
  const id = text(audit.initiator['id'])?.toLowerCase();
  return id === undefined || audit.target?.id === undefined || audit.target.id === id;
}

const METHOD_OPERATIONS: ReadonlySet<MfaEvent['mfa']['operation']> = new Set(['enroll', 'update', 'unenroll'] as const);

function addFactor(mfa: Mutable<MfaEvent['mfa']>, audit: Audit): void {
  const method = METHOD_OPERATIONS.has(mfa.operation) ? changedMethods(audit)[0] : mfa.steps[0]?.method;
  if (method === undefined) return;
  const detail = audit.change?.detail;
  mfa.factor = detail === undefined ? { method } : { method, detail: maskPhones(detail) };
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['add', 'creation'],
  ['assign', 'change'],
  ['update', 'change'],
  ['unassign', 'change'],
  ['delete', 'deletion'],
]);

function auditEvent(audit: Audit, operation: MfaEvent['mfa']['operation'], context: NormaliseContext): EventFields {
  const verb = text(audit.row['operationType'])?.toLowerCase() ?? '';
  const type = TYPES.get(verb) ?? 'info';
  const event = eventFields(
    {
      stream: 'audit',
      id: audit.id,
      action: audit.name,
      kind: 'event',
      category: [operation === 'policy_change' ? 'configuration' : 'iam'],
      type: audit.target === undefined ? [type] : ['user', type],
      outcome: audit.outcome,
    },
    context,
  );
  if (audit.reason !== undefined) event.reason = audit.reason;
  return event;
}

/** Names of changed properties are kept, their values are not: they hold phone numbers and secrets. */
function auditDetail(audit: Audit): JsonObject {
  const { row } = audit;
  const targets = audit.targets.map(targetSummary).filter((target) => target !== undefined);
  return {
    audit: {
      category: text(row['category']),
      service: text(row['loggedByService']),
      operation_type: text(row['operationType']),
      initiated_by: initiatedBy(audit.app),
      targets: targets.length === 0 ? undefined : targets,
    },
  };
}

function initiatedBy(app: JsonObject): JsonObject | undefined {
  return filled({
    service_principal_id: text(app['servicePrincipalId']),
    app_id: text(app['appId']),
    app_name: text(app['displayName']),
  });
}

function targetSummary(target: JsonValue): JsonObject | undefined {
  const resource = object(target);
  const changed = texts(
    list(resource['modifiedProperties']).map((property) => object(property)['displayName'] ?? null),
  );
  return filled({
    type: text(resource['type']),
    id: text(resource['id']),
    name: text(resource['displayName']),
    changed: changed.length === 0 ? undefined : changed,
  });
}

/** Audits are written once; a second copy differs in nothing, or in what the hash sees. */
function auditRank(audit: Audit): number {
  return entraRank({
    settled: true,
    steps: 0,
    lastStep: audit.time,
    riskState: 0,
    content: contentHash([audit.name, audit.outcome, audit.reason, String(audit.targets.length), audit.target?.id]),
  });
}
