import { recordGoogle } from '../google/activity.ts';
import { oktaFactor } from '../okta/factor.ts';
import { recordOkta, userTarget } from '../okta/record.ts';
import { oktaSignIn } from '../okta/sign-in.ts';
import { oktaSessionOf, type Scenario, type Stage } from './stage.ts';

/** A text message that is not a second factor used: enrolment, failure, a code never typed, a risk challenge. */
function failSms(stage: Stage, ends: 'wrong_code' | 'abandoned'): void {
  const { person, random, recorder } = stage;
  const time = stage.at(15);
  oktaSignIn(recorder, { person, device: person.laptop, spot: stage.spot(time), time, factor: 'sms', ends }, random);
}

const base = {
  kind: 'benign',
  detector: 'sms-mfa-use',
  expected: 'silence',
  cast: { factor: 'push' },
} as const;

export const phoneNonUse: readonly Scenario[] = [
  {
    ...base,
    id: 'sms-enrolment',
    rule: 'enrolment',
    needs: ['okta'],
    description: 'A phone is enrolled: two activations (text and voice) in the same instant and a proving code.',
    play(stage) {
      const { person, random, recorder } = stage;
      const time = stage.at(15);
      const session = oktaSessionOf(stage);
      const own = { person, device: session.device, spot: stage.spot(time), session: session.id };
      const factor = oktaFactor('sms', person);
      const debug = { ...factor.debug, factorIntent: 'CREDENTIAL_ENROLLMENT' };
      const target = [userTarget(person), factor.target];
      const sent = { type: 'system.sms.send_phone_verification_message', time: time - 20_000, spot: own.spot };
      recordOkta(recorder, { ...sent, device: own.device, target: [userTarget(person)] }, random);
      recordOkta(recorder, { ...own, type: 'user.authentication.auth_via_mfa', time, debug, target }, random);
      for (const method of ['SMS', 'CALL']) {
        const reason = `User set up ${method}_FACTOR factor`;
        recordOkta(recorder, { ...own, type: 'user.mfa.factor.activate', time: time + 900, reason, target }, random);
      }
    },
  },
  {
    ...base,
    id: 'sms-wrong-code',
    rule: 'failed',
    needs: ['okta'],
    description: 'A text message is sent and a wrong code typed.',
    play: (stage) => failSms(stage, 'wrong_code'),
  },
  {
    ...base,
    id: 'sms-never-entered',
    rule: 'abandoned',
    needs: ['okta'],
    description: 'A text message is sent and never answered.',
    play: (stage) => failSms(stage, 'abandoned'),
  },
  {
    ...base,
    id: 'phone-risk-challenge',
    rule: 'risk-challenge',
    needs: ['google'],
    description: 'Google asks for the phone because of the risk it sees; the factor is another.',
    play(stage) {
      const { tenant, person, random, recorder } = stage;
      const time = stage.at(15);
      const parameters = [
        { name: 'login_type', value: 'google_password' },
        { name: 'login_challenge_method', multiValue: ['idv_any_phone'] },
        { name: 'login_challenge_status', value: 'Challenge Passed.' },
      ];
      const events = [{ type: 'login', name: 'login_challenge', parameters }];
      recordGoogle(recorder, { tenant, application: 'login', time, person, spot: stage.spot(time), events }, random);
    },
  },
];
