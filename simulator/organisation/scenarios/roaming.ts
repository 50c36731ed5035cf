import { entraRefresh } from '../entra/sign-in.ts';
import { addressIn, networksOf, type Spot } from '../network.ts';
import { oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, oktaSessionOf, type Scenario, type Stage } from './stage.ts';

/** The hour after everybody's last ordinary visit: what these scenarios say of a sequence must not be cut by other visits. */
const QUIET = 22.6;

/** The network changes under an honest session. */
function visitFrom(stage: Stage, spots: readonly Spot[], everyMinutes: number): void {
  const { person, random, recorder } = stage;
  const session = oktaSessionOf(stage);
  spots.forEach((spot, turn) => {
    const time = stage.at(QUIET) + minutes(turn * everyMinutes);
    oktaVisit(recorder, { person, session, spot, time, app: anApp(stage) }, random);
  });
}

function refreshPhone(stage: Stage, spots: readonly Spot[], everyMinutes: number): void {
  const { person, random, recorder, tenant, life } = stage;
  spots.forEach((spot, turn) => {
    const time = stage.at(QUIET) + minutes(turn * everyMinutes);
    entraRefresh(recorder, { tenant, person, session: life.phone, spot, time, app: anApp(stage) }, random);
  });
}

/** The line's holder in the other family, as near as the table has it. */
function homeIpv6(stage: Stage): Spot | undefined {
  const { home, access } = stage.person;
  const own = [home.id, home.country].flatMap((place) => networksOf('fixed', place, 6));
  const network = own.find((each) => each.asn === access.home.network.asn);
  return network && { ip: addressIn(network, stage.random), network };
}

/** The line's IPv4 address, however often it takes to be given that one. */
function homeIpv4(stage: Stage): Spot {
  for (let attempt = 0; attempt < 64; attempt += 1) {
    const spot = stage.person.access.home.spot(stage.at(QUIET));
    if (spot.network.family === 4) return spot;
  }
  return stage.elsewhere({ kind: 'fixed', where: 'near' });
}

const base = { kind: 'benign', detector: 'session-hijacking', expected: 'silence' } as const;

export const roaming: readonly Scenario[] = [
  {
    ...base,
    id: 'office-home-train',
    rule: 'not-a-move',
    needs: ['okta'],
    description: 'One laptop at the office, at home and on the train within one session.',
    play(stage) {
      const { home, carrier } = stage.person.access;
      const time = stage.at(QUIET);
      const office = stage.person.office.access.spot(time);
      visitFrom(stage, [office, carrier.spot(time), home.spot(time)], 40);
    },
  },
  {
    ...base,
    id: 'wifi-carrier',
    rule: 'not-a-move',
    needs: ['entra'],
    description: 'A phone changes between Wi-Fi and its carrier every few minutes.',
    play(stage) {
      const { home, carrier } = stage.person.access;
      const time = stage.at(QUIET);
      refreshPhone(stage, [home.spot(time), carrier.spot(time), home.spot(time), carrier.spot(time)], 6);
    },
  },
  {
    ...base,
    id: 'dual-stack',
    rule: 'not-a-move',
    needs: ['okta'],
    description: 'IPv4 and IPv6 of one line in turn.',
    play(stage) {
      const v4 = homeIpv4(stage);
      const v6 = homeIpv6(stage);
      if (v6 !== undefined) visitFrom(stage, [v4, v6, v4, v6], 5);
    },
  },
  {
    ...base,
    id: 'vpn-on-and-off',
    rule: 'not-a-move',
    needs: ['okta'],
    description: 'A commercial VPN is switched on in the middle of a session and off again an hour later.',
    play(stage) {
      const before = homeIpv4(stage);
      const vpn = stage.elsewhere({ kind: 'vpn', where: 'country' });
      visitFrom(stage, [before, vpn, vpn, vpn, before], 20);
    },
  },
  {
    ...base,
    id: 'icloud-relay',
    rule: 'not-a-move',
    needs: ['entra'],
    description: 'A phone alternates between its carrier and iCloud Private Relay.',
    play(stage) {
      const carrier = stage.person.access.carrier.spot(stage.at(QUIET));
      const relay = stage.elsewhere({ kind: 'relay', where: 'near' });
      refreshPhone(stage, [carrier, relay, relay, carrier], 7);
    },
  },
];
