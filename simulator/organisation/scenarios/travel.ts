import { foreignDevice } from '../device.ts';
import { PORTAL } from '../day.ts';
import { entraSignIn } from '../entra/sign-in.ts';
import { googleSignIn } from '../google/activity.ts';
import type { Spot } from '../network.ts';
import { oktaSignIn } from '../okta/sign-in.ts';
import { minutes, type Scenario, type Stage } from './stage.ts';

/** The person signs in on the laptop where it is. */
function own(stage: Stage, provider: 'okta' | 'entra' | 'google', time: number): void {
  signIn(stage, provider, time, stage.spot(time), true);
}

/** Somebody with the password and a relayed code signs in elsewhere, from a household so that no list betrays the network. */
function stranger(stage: Stage, provider: 'okta' | 'entra' | 'google', time: number): void {
  signIn(stage, provider, time, stage.elsewhere({ kind: 'fixed', where: 'far' }), false);
}

function signIn(stage: Stage, provider: 'okta' | 'entra' | 'google', time: number, spot: Spot, isOwner: boolean): void {
  const { person, random, recorder, tenant } = stage;
  const device = isOwner ? person.laptop : foreignDevice(random, 'windows', 'chrome');
  const factor = isOwner ? person.factor : 'totp';
  if (provider === 'okta') oktaSignIn(recorder, { person, device, spot, time, factor, novel: !isOwner }, random);
  if (provider === 'entra') entraSignIn(recorder, { tenant, person, device, spot, time, factor, app: PORTAL }, random);
  if (provider === 'google') googleSignIn(recorder, { tenant, person, spot, time, factor }, random);
}

/** The password is right, from another continent, and the owner declines the prompt. */
function stoppedAtMfa(stage: Stage, provider: 'okta' | 'entra'): void {
  const { person, random, recorder, tenant } = stage;
  const time = stage.at(14);
  own(stage, provider, time - minutes(45));
  const spot = stage.elsewhere({ kind: 'fixed', where: 'far' });
  const base = { person, device: foreignDevice(random, 'windows', 'chrome'), spot, time, ends: 'denied' } as const;
  const responder = stage.phoneSpot(time);
  if (provider === 'okta') oktaSignIn(recorder, { ...base, factor: 'push', responder, novel: true }, random);
  else entraSignIn(recorder, { ...base, tenant, factor: 'push', app: PORTAL }, random);
}

const base = { kind: 'attack', detector: 'impossible-travel', expected: 'alert', cast: { factor: 'totp' } } as const;

/** Valid accounts used from where their owners cannot be (T1078.004). */
export const travel: readonly Scenario[] = [
  {
    ...base,
    id: 'travel-okta',
    rule: 'same-provider',
    needs: ['okta'],
    description: 'Two Okta sign-ins forty minutes and over 3,000 km apart.',
    play(stage) {
      own(stage, 'okta', stage.at(14));
      stranger(stage, 'okta', stage.at(14) + minutes(40));
    },
  },
  {
    ...base,
    id: 'travel-entra',
    rule: 'same-provider',
    needs: ['entra'],
    description: 'Two Entra sign-ins fifty minutes and over 3,000 km apart; the stranger comes first.',
    play(stage) {
      stranger(stage, 'entra', stage.at(14));
      own(stage, 'entra', stage.at(14) + minutes(50));
    },
  },
  {
    ...base,
    id: 'travel-google',
    rule: 'same-provider',
    needs: ['google'],
    description: 'Two Google log-ins half an hour and over 3,000 km apart.',
    play(stage) {
      own(stage, 'google', stage.at(14));
      stranger(stage, 'google', stage.at(14) + minutes(30));
    },
  },
  {
    ...base,
    id: 'travel-cross-provider',
    rule: 'cross-provider',
    needs: ['okta', 'google'],
    description: 'Okta at home, Google on another continent half an hour later.',
    play(stage) {
      own(stage, 'okta', stage.at(14));
      stranger(stage, 'google', stage.at(14) + minutes(30));
    },
  },
  {
    ...base,
    id: 'travel-simultaneous',
    rule: 'simultaneous',
    needs: ['entra'],
    description: 'Two Entra sign-ins in the same second, over 3,000 km apart.',
    play(stage) {
      own(stage, 'entra', stage.at(14));
      stranger(stage, 'entra', stage.at(14));
    },
  },
  {
    ...base,
    id: 'password-abroad-okta',
    rule: 'password-abroad',
    expected: 'low',
    needs: ['okta'],
    description: 'The right password from another continent; the push is declined.',
    play: (stage) => stoppedAtMfa(stage, 'okta'),
  },
  {
    ...base,
    id: 'password-abroad-entra',
    rule: 'password-abroad',
    expected: 'low',
    needs: ['entra'],
    description: 'The right password from another continent; the notification is declined.',
    play: (stage) => stoppedAtMfa(stage, 'entra'),
  },
  {
    ...base,
    id: 'anonymiser-arrival-okta',
    rule: 'anonymiser-arrival',
    expected: 'low',
    needs: ['okta'],
    description: 'A user without VPN habit signs in through a commercial VPN on their own laptop.',
    play(stage) {
      signIn(stage, 'okta', stage.at(16), stage.elsewhere({ kind: 'vpn', where: 'country' }), true);
    },
  },
  {
    ...base,
    id: 'anonymiser-arrival-entra',
    rule: 'anonymiser-arrival',
    expected: 'low',
    needs: ['entra'],
    description: 'A user without such a habit signs in through Tor on their own laptop.',
    play(stage) {
      signIn(stage, 'entra', stage.at(16), stage.elsewhere({ kind: 'tor', where: 'far' }), true);
    },
  },
];
