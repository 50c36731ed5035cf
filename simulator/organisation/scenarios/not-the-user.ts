import { PORTAL } from '../day.ts';
import { recordEntra } from '../entra/sign-in.ts';
import { recordOkta } from '../okta/record.ts';
import { oktaSignIn } from '../okta/sign-in.ts';
import { minutes, oktaSessionOf, type Scenario } from './stage.ts';

/** Rows that name a session or a user but show somebody else's address: the phone's, an agent's, the provider's own. */
const base = { kind: 'benign', detector: 'session-hijacking', rule: 'not-the-user', expected: 'silence' } as const;

const OKTA_ADMIN_CONSOLE = 'okta.b58d5b75-07d4-5f25-bf59-368a1261a405';

export const notTheUser: readonly Scenario[] = [
  {
    ...base,
    id: 'push-answered-elsewhere',
    needs: ['okta'],
    cast: { factor: 'push' },
    description: 'The laptop is at home; the phone that answers the push surfaces far away.',
    play(stage) {
      const { person, random, recorder } = stage;
      const time = stage.at(15);
      const responder = stage.elsewhere({ kind: 'vpn', where: 'far' });
      const signIn = {
        person,
        device: person.laptop,
        spot: stage.spot(time),
        responder,
        time,
        factor: 'push',
      } as const;
      oktaSignIn(recorder, signIn, random);
    },
  },
  {
    ...base,
    id: 'okta-admin-console',
    needs: ['okta'],
    description: 'The admin console calls Okta from Okta’s own cloud within the administrator’s session.',
    play(stage) {
      const { person, random, recorder } = stage;
      const session = oktaSessionOf(stage).id;
      const spot = stage.elsewhere({ kind: 'hosting', where: 'far' });
      const agent = {
        userAgent: { rawUserAgent: 'okta-internal/1.0', os: 'Unknown', browser: 'UNKNOWN' },
        device: 'Unknown',
      };
      const own = { person, session, spot, agent, clientId: OKTA_ADMIN_CONSOLE };
      for (let call = 0; call < 3; call += 1) {
        const time = stage.at(14) + minutes(call);
        recordOkta(recorder, { ...own, type: 'user.authentication.sso', time }, random);
      }
    },
  },
  {
    ...base,
    id: 'radius-agent',
    needs: ['okta'],
    description: 'A RADIUS agent authenticates the user from the gateway’s address.',
    play(stage) {
      const { person, random, recorder, tenant } = stage;
      const time = stage.at(14);
      const agent = {
        userAgent: { rawUserAgent: 'Okta RADIUS/2.24.0', os: 'Unknown', browser: 'UNKNOWN' },
        device: 'Unknown',
      };
      const radius = { type: 'user.authentication.auth_via_radius', debug: { factorType: 'PUSH' } };
      recordOkta(recorder, { ...radius, time, person, agent, spot: tenant.gateway.spot(time) }, random);
    },
  },
  {
    ...base,
    id: 'microsoft-own-addresses',
    needs: ['entra'],
    description: 'Microsoft’s own services refresh on the user’s behalf: no device, no browser, a Microsoft address.',
    play(stage) {
      const { person, random, recorder, tenant, life } = stage;
      const spot = stage.elsewhere({ kind: 'platform', where: 'far' });
      const row = { tenant, person, spot, app: PORTAL, interactive: false, steps: [], userAgent: '', deviceless: true };
      for (let turn = 0; turn < 3; turn += 1) {
        const time = stage.at(14) + minutes(turn * 9);
        recordEntra(recorder, { ...row, time, session: life.browser }, random);
      }
    },
  },
];
