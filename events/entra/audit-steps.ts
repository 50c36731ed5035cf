import type { EcsUser, JsonObject, JsonValue, MfaEvent, Step } from '../event.ts';
import type { Method, Purpose, StepResult } from '../method.ts';
import type { Activity } from './audit-activities.ts';
import { methodsInReason, recoveryStep } from './audit-methods.ts';
import { stepOf } from './steps.ts';
import type { MethodChange } from './strong-authentication.ts';
import { isObject, list, text } from './value.ts';

/** What an audit record says, read once. */
export interface Audit {
  readonly id: string;
  readonly time: number;
  readonly name: string;
  readonly row: JsonObject;
  readonly activity: Activity;
  readonly change: MethodChange | undefined;
  readonly reason: string | undefined;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly initiator: JsonObject;
  readonly app: JsonObject;
  readonly targets: readonly JsonValue[];
  readonly target: EcsUser | undefined;
}

export function auditSteps(audit: Audit, operation: MfaEvent['mfa']['operation']): readonly Step[] {
  if (operation === 'recover') return recoverySteps(audit);
  if (operation !== 'enroll' && operation !== 'update') return [];
  const result: StepResult =
    audit.outcome === 'success' ? 'success' : audit.outcome === 'failure' ? 'failure' : 'unknown';
  return changedMethods(audit).map((method, index) => auditStep(audit, index, method, 'enrolment', result));
}

function recoverySteps(audit: Audit): readonly Step[] {
  const step = recoveryStep(audit.reason);
  if (step === undefined) return [];
  const result = step.result === 'success' && audit.outcome === 'failure' ? 'failure' : step.result;
  return [auditStep(audit, 0, step.method, 'recovery', result)];
}

function auditStep(audit: Audit, index: number, method: Method, purpose: Purpose, result: StepResult): Step {
  return stepOf({
    index,
    time: audit.time,
    label: audit.change === undefined ? (detailNamed(audit.row, 'AuthenticationMethod') ?? audit.reason) : undefined,
    method,
    purpose,
    result,
    detail: audit.change?.detail,
  });
}

/** The methods an enrolment, change or removal speaks of. The activity's own name may hold the method ("Add Passkey …"). */
export function changedMethods(audit: Audit): readonly Method[] {
  const { change } = audit;
  if (change !== undefined) return change.method === undefined ? [] : [change.method];
  const stated = methodsInReason(detailNamed(audit.row, 'AuthenticationMethod'));
  if (stated.length > 0) return stated;
  const told = methodsInReason(audit.reason);
  return told.length > 0 ? told : methodsInReason(audit.name);
}

/** A value of `additionalDetails` by its key. */
export function detailNamed(row: JsonObject, key: string): string | undefined {
  for (const detail of list(row['additionalDetails'])) {
    if (isObject(detail) && detail['key'] === key) return text(detail['value']);
  }
  return undefined;
}
