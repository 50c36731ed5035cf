import { foreignDevice } from '../device.ts';
import { recordEntraAudit } from '../entra/audit.ts';
import { entraRefresh, entraSignIn } from '../entra/sign-in.ts';
import { PORTAL } from '../day.ts';
import { recordOkta, userTarget } from '../okta/record.ts';
import { oktaSignIn, oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, type Scenario, type Stage } from './stage.ts';

/**
 * Branch (d). Adversary in the middle (Evilginx, Tycoon 2FA, Mamba): the victim signs in on the proxy's page, so the session is born on the
 * proxy's server with the proxy's browser, while the push is answered on the victim's phone at its usual place (T1557, T1111).
 */
function phishOkta(stage: Stage, kind: 'hosting' | 'vpn', enrols: boolean): void {
  const { person, random, recorder } = stage;
  const time = stage.at(11);
  const device = foreignDevice(random, 'windows', 'chrome');
  const spot = stage.elsewhere({ kind, where: 'far' });
  const risk = { level: 'HIGH', reasons: ['Anomalous Location', 'Anomalous Device'] };
  const signIn = {
    person,
    device,
    spot,
    responder: stage.phoneSpot(time),
    time,
    factor: 'push',
    novel: true,
    risk,
  } as const;
  const session = oktaSignIn(recorder, signIn, random);
  if (session === undefined) return;
  oktaVisit(recorder, { person, session, spot, time: time + minutes(2), app: anApp(stage), novel: true }, random);
  if (!enrols) return;
  const activate = { type: 'user.mfa.factor.activate', reason: 'User set up OKTA_VERIFY_PUSH factor', novel: true };
  const target = [userTarget(person)];
  recordOkta(
    recorder,
    { ...activate, time: time + minutes(11), person, device, spot, session: session.id, target },
    random,
  );
}

function phishEntra(stage: Stage, enrols: boolean): void {
  const { person, random, recorder, tenant } = stage;
  const time = stage.at(11);
  const device = foreignDevice(random, 'windows', 'chrome');
  const spot = stage.elsewhere({ kind: 'hosting', where: 'far' });
  const base = { tenant, person, device, spot, time, app: PORTAL };
  const session = entraSignIn(recorder, { ...base, factor: 'push', bound: false, revised: enrols }, random);
  if (session === undefined) return;
  entraRefresh(recorder, { ...base, session, time: time + minutes(3) }, random);
  if (!enrols) return;
  const audit = { activity: 'User registered security info', service: 'Authentication Methods', operation: 'Add' };
  const reason = 'User registered Authenticator App with Notification and Code';
  recordEntraAudit(recorder, { ...audit, reason, person, spot, time: time + minutes(14) }, random);
}

const base = { kind: 'attack', detector: 'session-hijacking', rule: 'd', expected: 'alert' } as const;

export const bornElsewhere: readonly Scenario[] = [
  {
    ...base,
    id: 'aitm-okta',
    needs: ['okta'],
    description: 'A session born on a rented server after a push answered on the usual network.',
    play: (stage) => phishOkta(stage, 'hosting', false),
  },
  {
    ...base,
    id: 'aitm-okta-enrols',
    needs: ['okta'],
    description: 'As before through a VPN, and a new factor is enrolled eleven minutes later.',
    play: (stage) => phishOkta(stage, 'vpn', true),
  },
  {
    ...base,
    id: 'aitm-entra',
    needs: ['entra'],
    description: 'An Entra session born on a rented server with an unmanaged browser after an approved notification.',
    play: (stage) => phishEntra(stage, false),
  },
  {
    ...base,
    id: 'aitm-entra-enrols',
    needs: ['entra'],
    description: 'As before; the row arrives in two revisions and security info is registered within the hour.',
    play: (stage) => phishEntra(stage, true),
  },
];
