import type { Fact, Step } from '../event.ts';
import type { EventTypeRule } from './catalogue/index.ts';
import type { Pair } from './debug-data.ts';
import { isOktaVerify } from './device.ts';
import { flag, known } from './fields.ts';
import { isHardwareBound } from './hardware-key.ts';
import type { Parts } from './parts.ts';
import type { Principals } from './principals.ts';
import { isServicePrincipal, isSystem } from './principals.ts';
import type { Verdict } from './verdict.ts';

/** What facts are read from, besides the record itself. */
export interface Findings {
  readonly rule: EventTypeRule;
  readonly principals: Principals;
  readonly steps: readonly Step[];
  readonly behaviours: readonly Pair[];
  readonly verdict: Verdict | undefined;
}

/** Facts without repetition, those of the event type first. */
export function factsOf(parts: Parts, findings: Findings): readonly Fact[] {
  const facts = new Set<Fact>(findings.rule.facts);
  addOrigin(facts, parts, findings.principals);
  addDevice(facts, parts, findings.steps);
  addBehaviour(facts, findings.behaviours);
  addSignIn(facts, parts, findings);
  addGrant(facts, parts);
  if (findings.verdict?.fact !== undefined) facts.add(findings.verdict.fact);
  if (findings.principals.selfService) facts.add('self_service');
  return [...facts];
}

/** Okta's own consoles and workflows call with this client (panther-labs/panther-analysis #1086). */
const OKTA_INTERNAL_CLIENT = 'okta.b58d5b75-07d4-5f25-bf59-368a1261a405';

function addOrigin(facts: Set<Fact>, parts: Parts, principals: Principals): void {
  if (known(parts.transaction['type'], 16) === 'JOB' || isSystem(parts)) facts.add('internal');
  if (known(parts.client['id']) === OKTA_INTERNAL_CLIENT) facts.add('internal');
  // An application that resets somebody's factors acts on a person: such a record must reach its victim.
  if (isServicePrincipal(parts) && principals.target === undefined) facts.add('service_principal');
  if (isOktaVerify(parts)) facts.add('responder');
  // Nobody sat before what a job or an agent did.
  if (facts.has('internal')) facts.delete('interactive');
}

function addDevice(facts: Set<Fact>, parts: Parts, steps: readonly Step[]): void {
  const managed = flag(parts.device['managed']);
  if (managed !== undefined) facts.add(managed ? 'managed' : 'unmanaged');
  if (isHardwareBound(parts, steps)) facts.add('hardware_bound');
}

/** Administrators name behaviours; Okta's defaults are `New Device` and `New IP`. */
function addBehaviour(facts: Set<Fact>, behaviours: readonly Pair[]): void {
  for (const [name, result] of behaviours) {
    if (result !== 'POSITIVE') continue;
    if (/\bdevice\b/i.test(name)) facts.add('new_device');
    else if (/\bip\b/i.test(name)) facts.add('new_network');
  }
}

function addSignIn(facts: Set<Fact>, parts: Parts, { rule, steps }: Findings): void {
  const app = parts.targets.app;
  if (app !== undefined && isAdminConsole(app['displayName'], app['alternateId'])) facts.add('admin_console');
  if (rule.operation !== 'verify' && rule.operation !== 'sign_in') return;
  if (steps.some(stopsAtSecondFactor)) facts.add('stopped_at_mfa');
  if (parts.result === 'FAILURE' && parts.reason === 'INVALID_CREDENTIALS' && steps.every(isPassword)) {
    facts.add('bad_credentials');
  }
}

function isAdminConsole(...names: readonly unknown[]): boolean {
  return names.some((name) => /^okta admin(?:istration)?(?: console)?$/i.test(known(name, 64) ?? ''));
}

const UNDECIDED: ReadonlySet<string> = new Set([
  'success',
  'satisfied_by_claim',
  'challenge_sent',
  'pending',
  'skipped',
  'unknown',
]);

function stopsAtSecondFactor(step: Step): boolean {
  return step.purpose === 'second_factor' && !UNDECIDED.has(step.result);
}

function isPassword(step: Step): boolean {
  return step.method === 'password';
}

const GRANT_TYPES: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['refresh_token', 'refresh_token'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'],
  ['password', 'legacy_auth'],
]);

function addGrant(facts: Set<Fact>, parts: Parts): void {
  const fact = GRANT_TYPES.get(known(parts.debug['grantType'], 64) ?? '');
  if (fact !== undefined) facts.add(fact);
}
