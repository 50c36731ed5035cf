import type { Observation } from '../../events/observation.ts';
import type { RunOptions } from '../kit/test-driver.ts';
import { PLACES, runInEveryWay, sighting } from '../kit/test-driver.ts';
import { sessionHijacking } from './detector.ts';
import type { Overrides } from './fixtures/sightings.ts';
import { STOLEN_JAR, days, entra, sso } from './fixtures/sightings.ts';

const { oslo, bergen, london, osloCarrier } = PLACES;

function found(observations: readonly Observation[], options: RunOptions = {}) {
  return runInEveryWay(sessionHijacking, observations, options).active;
}

function verdict(overrides: Overrides): Observation {
  return sighting({ operation: 'verdict', weight: 'mark', facts: ['verdict_stolen_session'], ...overrides });
}

describe('(f) provider verdicts', () => {
  it('Google signs the user out for a stolen cookie · high', () => {
    const active = found([
      verdict({
        source: 'google_workspace',
        dataset: 'google_workspace.login',
        action: 'user_signed_out_due_to_suspicious_session_cookie',
        role: 'target',
      }),
    ]);
    expect(active).toMatchObject([
      {
        rule: 'provider-session-verdict',
        severity: 'high',
        confidence: 'high',
        fields: { session: { branch: 'provider_verdict' } },
      },
    ]);
    expect(active[0]?.reason).toContain('Google Workspace says that a session or token of the user is in other hands');
  });

  it('Okta and Entra · high', () => {
    const okta = verdict({ action: 'user.risk.detect', verdict: 'Session hijacking' });
    const token = verdict({ source: 'entra', dataset: 'entra.risk', action: 'anomalousToken', minutes: 5 });
    const relayed = verdict({
      source: 'entra',
      dataset: 'entra.risk',
      facts: ['verdict_aitm'],
      verdict: 'attackerinTheMiddle',
      minutes: 200,
    });
    expect(found([okta, token, relayed]).map(({ severity }) => severity)).toEqual(['high', 'high', 'high']);
  });

  it('an Entra sign-in that carries the verdict itself · found', () => {
    expect(
      found([...days(3), entra(0, bergen, {}, { facts: ['interactive', 'verdict_stolen_session'] })]),
    ).toMatchObject([{ rule: 'provider-session-verdict' }]);
  });

  it('FastPass declined a phishing page · told, lower, because nothing was lost', () => {
    const declined = verdict({
      action: 'user.authentication.auth_via_mfa',
      operation: 'verify',
      facts: ['verdict_aitm'],
      outcome: 'failure',
    });
    expect(found([declined])).toMatchObject([{ severity: 'medium' }]);
  });

  it('dismissed · silent', () => {
    expect(found([verdict({ facts: ['verdict_stolen_session', 'verdict_dismissed'] })])).toEqual([]);
  });

  it('other risks and context changes alone · silent', () => {
    expect(found([verdict({ facts: ['verdict_suspicious'] }), verdict({ facts: ['verdict_travel'] })])).toEqual([]);
    expect(
      found([
        verdict({
          operation: 'session_change',
          action: 'user.session.context.change',
          facts: ['verdict_suspicious'],
          session: 's',
        }),
      ]),
    ).toEqual([]);
  });

  it('repeated within the hour · once; later · again', () => {
    expect(found([verdict({ minutes: 0 }), verdict({ minutes: 60 })])).toHaveLength(1);
    expect(found([verdict({ minutes: 0 }), verdict({ minutes: 61 })])).toHaveLength(2);
  });

  it('a privileged user · critical', () => {
    expect(
      found([verdict({ facts: ['verdict_aitm'] })], { settings: { privileged: new Set(['alice@example.com']) } }),
    ).toMatchObject([{ severity: 'critical' }]);
  });

  it('beside a move of the same session · evidence of that finding, not a second one', () => {
    const said = verdict({ minutes: 20, session: 'session-1' });
    const active = found([...days(3), sso(0, oslo), sso(5, london, STOLEN_JAR), said]);
    expect(active).toMatchObject([{ rule: 'session-cookie-jar-replay', severity: 'critical', confidence: 'high' }]);
    expect(active[0]?.observations).toContainEqual(said);
  });

  it('beside a move, but of another session or later than an hour · a finding of its own', () => {
    const move = [...days(3), sso(0, oslo), sso(5, london, STOLEN_JAR)];
    expect(found([...move, verdict({ minutes: 20, session: 'session-9' })])).toHaveLength(2);
    expect(found([...move, verdict({ minutes: 66, session: 'session-1' })])).toHaveLength(2);
  });

  it('Okta’s session binding · low; on a carrier or a known network · silent', () => {
    const roamed = (place: Parameters<typeof sso>[1]) =>
      verdict({
        action: 'security.session.detect_client_roaming',
        operation: 'session_change',
        facts: ['verdict_suspicious'],
        place,
        session: 's',
      });
    expect(found([...days(3), roamed(bergen)])).toMatchObject([{ severity: 'low' }]);
    expect(found([...days(3), roamed(osloCarrier)])).toEqual([]);
    expect(found([...days(3), roamed(oslo)])).toEqual([]);
  });
});
