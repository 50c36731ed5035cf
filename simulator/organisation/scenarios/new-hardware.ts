import { createDevice, type Device } from '../device.ts';
import { recordEntraAudit } from '../entra/audit.ts';
import { recordOkta, userTarget } from '../okta/record.ts';
import { oktaSignIn, oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, oktaSessionOf, type Scenario } from './stage.ts';

/** Browsers update and hardware is replaced: new to the log, not to the person. */
const base = { kind: 'benign', detector: 'session-hijacking', rule: 'new-hardware', expected: 'silence' } as const;

const updated = (device: Device): Device => ({ ...device, version: device.version + 1 });

export const newHardware: readonly Scenario[] = [
  {
    ...base,
    id: 'browser-update',
    needs: ['okta'],
    description:
      'The browser restarts with its next version in the middle of a session, while its owner changes rooms.',
    play(stage) {
      const { person, random, recorder } = stage;
      const session = oktaSessionOf(stage);
      const time = stage.at(14);
      const visit = { person, session, app: anApp(stage) };
      oktaVisit(recorder, { ...visit, spot: stage.spot(time), time }, random);
      const later = {
        spot: person.access.carrier.spot(time),
        time: time + minutes(25),
        device: updated(session.device),
      };
      oktaVisit(recorder, { ...visit, ...later }, random);
    },
  },
  {
    ...base,
    id: 'new-laptop',
    needs: ['okta'],
    cast: { factor: 'push' },
    description:
      'A new managed laptop is set up at the office: first sign-in by push, FastPass enrolled minutes later.',
    play(stage) {
      const { person, random, recorder } = stage;
      const time = stage.at(13);
      const device = createDevice(
        { role: 'laptop', os: 'mac', browser: 'chrome', name: 'LT-NEW', managed: true },
        random,
      );
      const spot = person.office.access.spot(time);
      const responder = person.access.carrier.spot(time);
      const session = oktaSignIn(
        recorder,
        { person, device, spot, responder, time, factor: 'push', novel: true },
        random,
      );
      const reason = 'User set up SIGNED_NONCE factor';
      const own = { person, device, spot, session: session?.id, target: [userTarget(person)] };
      recordOkta(recorder, { ...own, type: 'user.mfa.factor.activate', reason, time: time + minutes(12) }, random);
    },
  },
  {
    ...base,
    id: 'new-phone',
    needs: ['entra'],
    cast: { factor: 'push' },
    description: 'A new phone: the authenticator is registered again from the usual network.',
    play(stage) {
      const { person, random, recorder } = stage;
      const time = stage.at(13);
      const audit = { activity: 'User registered security info', service: 'Authentication Methods', operation: 'Add' };
      const reason = 'User registered Authenticator App with Notification and Code';
      recordEntraAudit(recorder, { ...audit, reason, person, spot: person.access.home.spot(time), time }, random);
    },
  },
];
