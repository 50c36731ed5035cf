import { isoTime } from '../../events/iso-time.ts';
import type { TenantId } from '../../events/identity.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import type { Exception } from './exception.ts';

/** Writing it again changes nothing; nor do those below. */
export function noteCreated(store: Store, tenant: TenantId, exception: Exception): Promise<void> {
  const { id, created: at, created_by: by, owner, reason, expires } = exception;
  return note(store, tenant, id, { at, by }, 'created', { owner, reason, expires });
}

export async function noteRevoked(store: Store, tenant: TenantId, { id, revoked }: Exception): Promise<void> {
  if (revoked !== undefined) await note(store, tenant, id, revoked, 'revoked', {});
}

/** What was left to do after the change: done now, by the system. */
export function noteSettled(store: Store, tenant: TenantId, id: string, now: number, alerts: number): Promise<void> {
  return note(store, tenant, id, { at: isoTime(now), by: 'mfawatch' }, 'settled', { alerts });
}

function note(
  store: Store,
  tenant: TenantId,
  id: string,
  { at, by }: { readonly at: string; readonly by: string },
  verb: 'created' | 'revoked' | 'settled',
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const entry = { id: entryId(verb, id, at), at, by, action: `exception.${verb}`, subject: { kind: 'exception', id } };
  return store.history.append(ofTenant(tenant), [{ ...entry, detail }]);
}

/** Made and revoked once, settled as often as something was left to do. */
function entryId(verb: string, id: string, at: string): string {
  return verb === 'settled' ? `exception-settled-${id}-${at}` : `exception-${verb}-${id}`;
}
