import { recordEntraAudit } from '../entra/audit.ts';
import { oktaFactor } from '../okta/factor.ts';
import { recordOkta, userTarget } from '../okta/record.ts';
import { minutes, type Scenario } from './stage.ts';

/** A password reset proven by text message: after a SIM swap this is the whole attack (T1451, T1556). */
const base = { kind: 'attack', detector: 'sms-mfa-use', rule: 'sms-recovery-use', expected: 'alert' } as const;

export const phoneRecovery: readonly Scenario[] = [
  {
    ...base,
    id: 'recovery-okta',
    needs: ['okta'],
    description: 'A forgotten password is reset with a text message at Okta.',
    play(stage) {
      const { person, random, recorder } = stage;
      const time = stage.at(13);
      const spot = stage.elsewhere({ kind: 'carrier', where: 'country' });
      const own = { device: person.personal, spot };
      const factor = oktaFactor('sms', person);
      const target = [userTarget(person)];
      recordOkta(recorder, { ...own, type: 'system.sms.send_password_reset_message', time, target }, random);
      const debug = { ...factor.debug, factorIntent: 'CREDENTIAL_RECOVERY' };
      const verify = { type: 'user.authentication.auth_via_mfa', debug, target: [...target, factor.target] };
      recordOkta(recorder, { ...own, ...verify, person, time: time + 40_000 }, random);
      recordOkta(
        recorder,
        { ...own, type: 'user.account.reset_password', person, time: time + minutes(1), target },
        random,
      );
    },
  },
  {
    ...base,
    id: 'recovery-entra',
    needs: ['entra'],
    description: 'A forgotten password is reset with a text message at Entra.',
    play(stage) {
      const { person, random, recorder } = stage;
      const spot = stage.elsewhere({ kind: 'carrier', where: 'country' });
      const audit = {
        activity: 'Self-service password reset flow activity progress',
        reason: 'User completed the mobile SMS verification option',
        service: 'Self-service Password Management',
        operation: 'Update',
      };
      recordEntraAudit(recorder, { ...audit, person, spot, time: stage.at(13) }, random);
    },
  },
];
