import { tenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import { toAlert } from './alert.ts';
import type { Alert } from './alert.ts';
import { defineDetector } from './detector.ts';
import type { Evidence } from './finding.ts';
import { sighting } from './test-driver.ts';
import { END_ALL_SESSIONS } from './triage-step.ts';
import { z } from 'zod';

const detector = defineDetector({
  id: 'told',
  version: 1,
  params: z.strictObject({}),
  rules: { told: { name: 'Told', why: 'A test.', steps: ['Look.', END_ALL_SESSIONS], techniques: [] } },
  window: { before: 0, after: 0 },
  anchors: () => true,
  affects: () => false,
  find: () => [],
  needs: [],
});

function told(trigger: Observation, others: readonly Observation[] = [], evidence: readonly Evidence[] = []): Alert {
  const finding = {
    rule: 'told',
    key: 'key',
    anchorTime: trigger.time,
    trigger,
    severity: 'low',
    confidence: 'low',
    risk: 1,
    reason: 'Told.',
    evidence,
    counterfactual: 'Harmless.',
    observations: [trigger, ...others],
  } as const;
  return toAlert({
    tenant: tenantId('test'),
    user: 'old@example.com',
    detector,
    assertion: { detector: 'told', finding, active: true, revision: 1, signature: '', frozen: false },
    saturated: false,
  });
}

const google = (userName: string, minutes = 0): Observation =>
  sighting({ source: 'google_workspace', dataset: 'google_workspace.login', userName, minutes });

describe('alert · names', () => {
  test('an account renamed since it was first seen · told by the name of the day, kept under the old one', () => {
    const alert = told(google('new@example.com'));
    expect(alert.user).toMatchObject({ name: 'old@example.com', email: 'new@example.com' });
    expect(alert.related.user).toEqual(['new@example.com', 'old@example.com']);
    expect(alert.pivot.google).toContain('Actor is new@example.com;');
  });

  test('evidence from before and after the renaming · the search names both', () => {
    const alert = told(google('new@example.com', 5), [google('old@example.com')]);
    expect(alert.pivot.google).toContain('Actor is new@example.com or old@example.com;');
  });

  test.each([
    ['no address', 'jdoe'],
    ['a guest’s name in this directory', 'jo_home.example#ext#@tenant.example'],
  ])('%s · the canonical user', (_name, userName) => {
    expect(told(sighting({ userName })).user.email).toBe('old@example.com');
  });
});

describe('alert · evidence', () => {
  test('in order of time, what no event dates last', () => {
    const at = (what: string, time?: string): Evidence => ({
      what,
      weight: 'low',
      ...(time === undefined ? {} : { time }),
    });
    const alert = told(
      sighting(),
      [],
      [
        at('second', '2026-11-20T10:00:00.000Z'),
        at('habit'),
        at('first', '2026-11-20T09:00:00.000Z'),
        at('second too', '2026-11-20T10:00:00.000Z'),
      ],
    );
    expect(alert.mfa.alert.evidence.map(({ what }) => what)).toEqual(['first', 'second', 'second too', 'habit']);
  });
});

describe('alert · what to do', () => {
  test('evidence of one provider · its console alone', () => {
    expect(told(sighting()).triage.steps).toEqual([
      'Look.',
      'End all sessions of the user (Directory › People › the user › More Actions › Clear User Sessions, tokens included).',
    ]);
  });

  test('evidence of two · both, the trigger’s first', () => {
    const [, step = ''] = told(google('new@example.com'), [sighting()]).triage.steps;
    expect(step).toMatch(/^End all sessions of the user \(Google Workspace: .*; Okta: .*\)\.$/);
  });
});

describe('alert · the Kusto query', () => {
  const entra = (dataset: string): Observation =>
    sighting({ source: 'entra', dataset, userId: 'a"b', action: 'any', minutes: 0 });

  test('sign-ins · asked by the user’s id, quotes made harmless', () => {
    const { kql = '' } = told(entra('entra.signin')).pivot;
    expect(kql).toContain('SigninLogs, AADNonInteractiveUserSignInLogs\n');
    expect(kql).toContain('| where UserId == "a\\"b"\n');
  });

  test('audit records · looked for where they are, as actor and as target', () => {
    const { kql = '' } = told(entra('entra.audit')).pivot;
    expect(kql).toContain('AADNonInteractiveUserSignInLogs, AuditLogs\n');
    expect(kql).toContain('or tostring(TargetResources) has "a\\"b" or tostring(InitiatedBy) has "a\\"b"');
  });
});
