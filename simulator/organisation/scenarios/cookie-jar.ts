import { transplantedProfile } from '../device.ts';
import { oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, oktaSessionOf, type Scenario, type Stage } from './stage.ts';

/**
 * Branch (a). An infostealer (Lumma, RedLine) takes the whole cookie jar, device token included; the buyer loads it into an anti-detect
 * browser on another system (ATT&CK T1539, T1550.004). Okta sees the same session and dtHash from a new network and another OS and browser.
 */
function replayJar(stage: Stage, kind: 'vpn' | 'fixed'): void {
  const { person, random, recorder } = stage;
  const session = oktaSessionOf(stage);
  const [os, browser] =
    session.device.os === 'windows' ? (['mac', 'safari'] as const) : (['windows', 'firefox'] as const);
  const thief = transplantedProfile(session.device, os, browser, random);
  const spot = stage.elsewhere({ kind, where: 'far' });
  for (let visit = 0; visit < 3; visit += 1) {
    const time = stage.at(14) + minutes(visit * 4);
    oktaVisit(recorder, { person, session, spot, time, app: anApp(stage), device: thief, novel: true }, random);
  }
}

const base = { kind: 'attack', detector: 'session-hijacking', rule: 'a', expected: 'alert', needs: ['okta'] } as const;

export const cookieJar: readonly Scenario[] = [
  {
    ...base,
    id: 'cookie-jar-behind-vpn',
    description: 'The whole cookie jar is replayed through a VPN in another browser on another system.',
    play: (stage) => replayJar(stage, 'vpn'),
  },
  {
    ...base,
    id: 'cookie-jar-residential',
    description: 'The whole cookie jar is replayed through a household far away in another browser on another system.',
    play: (stage) => replayJar(stage, 'fixed'),
  },
];
