import { foreignDevice } from '../device.ts';
import { oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, oktaSessionOf, type Scenario } from './stage.ts';

/**
 * Branch (b). Only the session cookie is taken (`sid`/`idx`, as from a HAR file attached to a support ticket, Okta October 2023): the thief's
 * browser has no device token, so Okta gives it a new dtHash on the same session.
 */
export const sessionId: readonly Scenario[] = [
  {
    id: 'session-id-only',
    kind: 'attack',
    detector: 'session-hijacking',
    rule: 'b',
    expected: 'alert',
    needs: ['okta'],
    description: 'The session cookie alone is replayed: a new device token on a new network within the same session.',
    play(stage) {
      const { person, random, recorder } = stage;
      const session = oktaSessionOf(stage);
      const thief = foreignDevice(random, session.device.os, session.device.browser);
      const spot = stage.elsewhere({ kind: 'hosting', where: 'far' });
      for (let visit = 0; visit < 3; visit += 1) {
        const time = stage.at(13.5) + minutes(visit * 3);
        oktaVisit(recorder, { person, session, spot, time, app: anApp(stage), device: thief, novel: true }, random);
      }
    },
  },
];
