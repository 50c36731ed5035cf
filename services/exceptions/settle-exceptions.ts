import type { TenantId } from '../../events/identity.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Exception } from './exception.ts';
import { EXCEPTION_KIND } from './exception.ts';
import type { ExceptionsDeps } from './exceptions.ts';
import { applyException, unapplyException } from './exceptions.ts';
import { noteCreated, noteRevoked, noteSettled } from './history.ts';
import { listUnsettled, unmarkUnsettled } from './unsettled.ts';

/** By then whoever changed the exception has applied it, unless that was cut short, and nobody judges alerts by an older copy of it. */
const SETTLED_AFTER_MS = 30_000;

/**
 * Applies exceptions changed a while ago once more: to alerts left as they were by a crash, or indexed meanwhile by a process that had not
 * heard of the change. Once for each change, and again until it has worked. @returns how many alerts it hid or showed
 */
export async function settleExceptions(deps: ExceptionsDeps, tenant: TenantId, now: number): Promise<number> {
  let settled = 0;
  for (const mark of await listUnsettled(deps.store, tenant)) {
    const age = now - mark.value.at;
    if (age >= 0 && age < SETTLED_AFTER_MS) continue;
    settled += await settle(deps, tenant, mark.id, now);
    await unmarkUnsettled(deps.store, tenant, mark);
  }
  return settled;
}

async function settle(deps: ExceptionsDeps, tenant: TenantId, id: string, now: number): Promise<number> {
  const { store } = deps;
  const exception = await store.documents.get<Exception>(ofTenant(tenant), EXCEPTION_KIND, id);
  if (exception === undefined) return 0;
  const { value } = exception;
  await noteCreated(store, tenant, value);
  await noteRevoked(store, tenant, value);
  const alerts = await (value.revoked === undefined ? applyException : unapplyException)(deps, tenant, value);
  if (alerts > 0) await noteSettled(store, tenant, id, now, alerts);
  return alerts;
}
