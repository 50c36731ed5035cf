import { PORTAL } from '../day.ts';
import { entraSignIn } from '../entra/sign-in.ts';
import { googleAccountChange } from '../google/activity.ts';
import type { Scenario } from './stage.ts';

/** How providers deliver: revised, twice, under two names. The facts behind are ordinary. */
const base = { kind: 'benign', rule: 'delivery', expected: 'silence' } as const;

export const delivery: readonly Scenario[] = [
  {
    ...base,
    id: 'entra-revision',
    detector: 'impossible-travel',
    needs: ['entra'],
    cast: { factor: 'totp' },
    description: 'One sign-in, first published as interrupted, completed under the same id up to two hours later.',
    play(stage) {
      const { tenant, person, random, recorder } = stage;
      const time = stage.at(15);
      const signIn = { tenant, person, device: person.laptop, spot: stage.spot(time), time, app: PORTAL };
      entraSignIn(recorder, { ...signIn, factor: 'totp', revised: true }, random);
    },
  },
  {
    ...base,
    id: 'entra-published-twice',
    detector: 'impossible-travel',
    needs: ['entra'],
    cast: { factor: 'totp' },
    description: 'One sign-in published twice, three hours apart, without a change.',
    play(stage) {
      const { tenant, person, random, recorder } = stage;
      const time = stage.at(15);
      const signIn = {
        tenant,
        person,
        device: person.laptop,
        spot: stage.spot(time),
        time,
        app: PORTAL,
        factor: 'totp',
      } as const;
      const twice = {
        ...recorder,
        add: (record: Parameters<typeof recorder.add>[0]) => {
          recorder.add(record);
          recorder.add({ ...record, arrivesAt: record.arrivesAt + 3 * 3_600_000 });
        },
      };
      entraSignIn(twice, signIn, random);
    },
  },
  {
    ...base,
    id: 'google-told-twice',
    detector: 'sms-mfa-use',
    needs: ['google'],
    description: 'A 2-step enrolment told by the login and by the user_accounts application.',
    play(stage) {
      const { tenant, person, random, recorder } = stage;
      const time = stage.at(15);
      const events = [{ type: '2sv_change', name: '2sv_enroll' }];
      googleAccountChange(recorder, { tenant, person, time, spot: stage.spot(time), events }, random);
    },
  },
];
