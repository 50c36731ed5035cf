import { foreignDevice } from '../device.ts';
import { PORTAL } from '../day.ts';
import { entraSignIn } from '../entra/sign-in.ts';
import { googleSignIn } from '../google/activity.ts';
import { oktaSignIn } from '../okta/sign-in.ts';
import type { Scenario, Stage } from './stage.ts';

type Phone = 'sms' | 'voice';

function useOkta(stage: Stage, factor: Phone): void {
  const time = stage.at(15);
  const { person, random, recorder } = stage;
  oktaSignIn(recorder, { person, device: person.laptop, spot: stage.spot(time), time, factor }, random);
}

function useEntra(stage: Stage, factor: Phone): void {
  const time = stage.at(15);
  const { person, random, recorder, tenant } = stage;
  const base = { tenant, person, device: person.laptop, spot: stage.spot(time), time, app: PORTAL };
  entraSignIn(recorder, { ...base, factor }, random);
}

/** SIM-swap crews and toll fraud aside, every code by phone is a factor that can be relayed: NIST SP 800-63B calls it restricted. */
const base = { kind: 'attack', detector: 'sms-mfa-use' } as const;
const ordinary = { ...base, rule: 'use', expected: 'low' } as const;

export const phoneUse: readonly Scenario[] = [
  {
    ...ordinary,
    id: 'sms-okta',
    needs: ['okta'],
    cast: { factor: 'sms', privileged: false },
    description: 'The everyday text message, at Okta.',
    play: (stage) => useOkta(stage, 'sms'),
  },
  {
    ...ordinary,
    id: 'sms-entra',
    needs: ['entra'],
    cast: { factor: 'sms', privileged: false },
    description: 'The everyday text message, at Entra.',
    play: (stage) => useEntra(stage, 'sms'),
  },
  {
    ...ordinary,
    id: 'voice-okta',
    needs: ['okta'],
    cast: { factor: 'voice', privileged: false },
    description: 'The everyday call, at Okta.',
    play: (stage) => useOkta(stage, 'voice'),
  },
  {
    ...ordinary,
    id: 'voice-entra',
    needs: ['entra'],
    cast: { factor: 'voice', privileged: false },
    description: 'The everyday call, at Entra.',
    play: (stage) => useEntra(stage, 'voice'),
  },
  {
    ...ordinary,
    id: 'phone-google',
    needs: ['google'],
    cast: { factor: 'sms', privileged: false },
    description: 'A code to the registered phone: Google does not say whether by text or by call.',
    play(stage) {
      const time = stage.at(15);
      const { tenant, person, random, recorder } = stage;
      googleSignIn(recorder, { tenant, person, spot: stage.spot(time), time, factor: 'sms' }, random);
    },
  },
  {
    ...base,
    id: 'sms-privileged',
    rule: 'privileged',
    expected: 'alert',
    needs: ['okta'],
    cast: { factor: 'sms', privileged: true },
    description: 'An administrator uses text messages.',
    play: (stage) => useOkta(stage, 'sms'),
  },
  {
    ...base,
    id: 'sms-new-device',
    rule: 'new-device',
    expected: 'alert',
    needs: ['okta'],
    cast: { factor: 'sms', privileged: false },
    description: 'A text message on a browser and a network never seen with this user.',
    play(stage) {
      const { person, random, recorder } = stage;
      const spot = stage.elsewhere({ kind: 'fixed', where: 'near' });
      const device = foreignDevice(random, 'mac', 'firefox');
      oktaSignIn(recorder, { person, device, spot, time: stage.at(15), factor: 'sms', novel: true }, random);
    },
  },
  {
    ...base,
    id: 'sms-first-use',
    rule: 'first-use',
    expected: 'alert',
    needs: ['entra'],
    cast: { factor: 'totp', privileged: false },
    description: 'The first text message of a user of one-time codes.',
    play: (stage) => useEntra(stage, 'sms'),
  },
  {
    ...base,
    id: 'sms-downgrade-fastpass',
    rule: 'downgrade',
    expected: 'alert',
    needs: ['okta'],
    cast: { factor: 'fastpass', privileged: false },
    description: 'A text message on the laptop that has always used FastPass.',
    play: (stage) => useOkta(stage, 'sms'),
  },
  {
    ...base,
    id: 'sms-downgrade-webauthn',
    rule: 'downgrade',
    expected: 'alert',
    needs: ['entra'],
    cast: { factor: 'webauthn', privileged: false },
    description: 'A text message on the laptop that has always used a security key.',
    play: (stage) => useEntra(stage, 'sms'),
  },
];
