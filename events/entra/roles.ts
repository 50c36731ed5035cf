import type { JsonObject, JsonValue } from '../event.ts';
import { isObject, list, text } from './value.ts';

/**
 * Directory roles that can take over accounts, weaken authentication or read what everybody sees: those Microsoft labels privileged
 * (https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions), with the older name of the first.
 */
const PRIVILEGED: ReadonlySet<string> = new Set([
  'global administrator',
  'company administrator',
  'privileged role administrator',
  'privileged authentication administrator',
  'authentication administrator',
  'authentication policy administrator',
  'authentication extensibility administrator',
  'user administrator',
  'exchange administrator',
  'sharepoint administrator',
  'security administrator',
  'security operator',
  'application administrator',
  'cloud application administrator',
  'application developer',
  'helpdesk administrator',
  'password administrator',
  'conditional access administrator',
  'hybrid identity administrator',
  'directory writers',
  'directory synchronization accounts',
  'domain name administrator',
  'external identity provider administrator',
  'b2c ief keyset administrator',
  'intune administrator',
  'cloud device administrator',
  'identity governance administrator',
  'lifecycle workflows administrator',
  'partner tier1 support',
  'partner tier2 support',
  'user access administrator',
]);

export function isPrivilegedRole(role: string): boolean {
  return PRIVILEGED.has(role.toLowerCase());
}

/** The role an assignment speaks of: a `Role.DisplayName` among the changes (new or, on removal, old), else a target of type `Role`. */
export function roleOf(targets: readonly JsonValue[]): string | undefined {
  let named: string | undefined;
  for (const target of targets) {
    if (!isObject(target)) continue;
    const changed = changedRole(target);
    if (changed !== undefined) return changed;
    if (target['type'] === 'Role') named ??= text(target['displayName']);
  }
  return named;
}

function changedRole(target: JsonObject): string | undefined {
  for (const property of list(target['modifiedProperties'])) {
    if (!isObject(property) || property['displayName'] !== 'Role.DisplayName') continue;
    return unquoted(property['newValue']) ?? unquoted(property['oldValue']);
  }
  return undefined;
}

/** Values of modified properties are JSON: `"\"Global Administrator\""`. */
function unquoted(value: JsonValue | undefined): string | undefined {
  const word = text(value);
  if (word === undefined || word === 'null' || word === '""') return undefined;
  return word.length > 1 && word.startsWith('"') && word.endsWith('"') ? text(word.slice(1, -1)) : word;
}
