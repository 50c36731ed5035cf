import type { Step } from '../event.ts';
import { flag, known } from './fields.ts';
import { namedMethods, verifiedProperties } from './named-method.ts';
import type { Parts } from './parts.ts';

/**
 * Whether the record proves which device it was by a key its hardware protects: Okta FastPass succeeded on a known device, and Okta
 * verified `HARDWARE_PROTECTED`; or the key is bound to the device and the device reports secure hardware.
 */
export function isHardwareBound(parts: Parts, steps: readonly Step[]): boolean {
  if (!steps.some((step) => step.method === 'fastpass' && step.result === 'success')) return false;
  if (known(parts.device['id']) === undefined) return false;
  const properties = namedMethods(parts).flatMap(verifiedProperties);
  if (properties.includes('HARDWARE_PROTECTED')) return true;
  const boundKey = properties.includes('DEVICE_BOUND') || keyUsed(parts);
  return boundKey && flag(parts.device['secure_hardware_present']) === true;
}

function keyUsed(parts: Parts): boolean {
  const key = known(parts.debug['keyTypeUsedForAuthentication'], 64);
  return key === 'PROOF_OF_POSSESSION' || key?.startsWith('USER_VERIFYING') === true;
}
