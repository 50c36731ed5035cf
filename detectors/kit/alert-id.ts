import { createHash } from 'node:crypto';
import type { TenantId } from '../../events/identity.ts';
import type { Finding } from './finding.ts';

/** `<yyyyMM of the anchor>-<hash>`: the same wrong thing has the same id wherever and whenever it is found, and the id tells where it is stored. */
export function alertId(
  tenant: TenantId,
  detector: string,
  user: string,
  finding: Pick<Finding, 'key' | 'anchorTime'>,
): string {
  const month = new Date(finding.anchorTime).toISOString().slice(0, 7).replace('-', '');
  const hash = createHash('sha256').update([tenant, detector, user, finding.key].join('\0')).digest('hex');
  return `${month}-${hash.slice(0, 24)}`;
}
