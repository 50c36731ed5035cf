import { PORTAL } from '../day.ts';
import { recordEntraRisk } from '../entra/audit.ts';
import { recordEntra } from '../entra/sign-in.ts';
import { recordGoogle } from '../google/activity.ts';
import { recordOkta, userTarget } from '../okta/record.ts';
import type { Scenario, Stage } from './stage.ts';

/** Branch (f). The provider itself says that a session or token was stolen; its word is passed on with what is around it. */
function entraVerdict(stage: Stage, type: string): void {
  const { person, random, recorder, tenant, life } = stage;
  const time = Math.floor(stage.at(12.5) / 1000) * 1000;
  const spot = stage.elsewhere({ kind: 'fixed', where: 'country' });
  const risk = { level: 'high', events: [type] };
  const row = { tenant, person, time, spot, session: life.browser, app: PORTAL, interactive: false, steps: [], risk };
  const requestId = recordEntra(recorder, row, random);
  recordEntraRisk(recorder, { person, time, spot, type, level: 'high', requestId }, random);
}

const base = { kind: 'attack', detector: 'session-hijacking', rule: 'f', expected: 'alert' } as const;

export const verdicts: readonly Scenario[] = [
  {
    ...base,
    id: 'verdict-google-cookie',
    needs: ['google'],
    description: 'Google signs the user out because of a suspicious session cookie.',
    play(stage) {
      const { tenant, person, recorder, random } = stage;
      const parameters = [{ name: 'affected_email_address', value: person.email }];
      const event = { type: 'account_warning', name: 'user_signed_out_due_to_suspicious_session_cookie', parameters };
      recordGoogle(recorder, { tenant, application: 'login', time: stage.at(12), events: [event] }, random);
    },
  },
  {
    ...base,
    id: 'verdict-okta-hijack',
    needs: ['okta'],
    description: 'Okta Identity Threat Protection suspects that the session was hijacked.',
    play(stage) {
      const { person, recorder, random, life } = stage;
      const time = stage.at(12);
      const reason = 'Associated sessionId is suspected to be hijacked';
      const debug = { risk: `{level=HIGH, reasons=${reason}}`, previousRisk: 'LOW' };
      const event = { type: 'user.risk.detect', time, debug, session: life.okta?.id, target: [userTarget(person)] };
      recordOkta(
        recorder,
        { ...event, severity: 'WARN', spot: stage.elsewhere({ kind: 'hosting', where: 'far' }) },
        random,
      );
    },
  },
  {
    ...base,
    id: 'verdict-entra-anomalous-token',
    needs: ['entra'],
    description: 'Entra ID Protection: anomalousToken.',
    play: (stage) => entraVerdict(stage, 'anomalousToken'),
  },
  {
    ...base,
    id: 'verdict-entra-aitm',
    needs: ['entra'],
    description: 'Entra ID Protection: attackerinTheMiddle.',
    play: (stage) => entraVerdict(stage, 'attackerinTheMiddle'),
  },
];
