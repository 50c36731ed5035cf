import { clonedProfile } from '../device.ts';
import { entraRefresh } from '../entra/sign-in.ts';
import { oktaVisit } from '../okta/sign-in.ts';
import { anApp, minutes, oktaSessionOf, type Scenario, type Stage } from './stage.ts';
import type { SpotRequest } from './elsewhere.ts';

/**
 * Branch (c). Evilginx, or a residential proxy plus a browser set up to look like the victim's: same cookies, same claimed user agent. What
 * gives it away is one session on two networks at once, or a move nobody can make; the hardware id does not travel with the cookies.
 */
function interleaveOkta(stage: Stage, request: SpotRequest): void {
  const { person, random, recorder } = stage;
  const session = oktaSessionOf(stage);
  const theirs = stage.elsewhere(request);
  for (let turn = 0; turn < 3; turn += 1) {
    const time = stage.at(14) + minutes(turn * 8);
    const own = { person, session, spot: stage.spot(time), time, app: anApp(stage) };
    oktaVisit(recorder, own, random);
    const copy = { ...own, spot: theirs, time: time + minutes(4), device: clonedProfile(session.device) };
    oktaVisit(recorder, { ...copy, app: anApp(stage) }, random);
  }
}

function interleaveEntra(stage: Stage): void {
  const { person, random, recorder, tenant, life } = stage;
  const theirs = stage.elsewhere({ kind: 'fixed', where: 'far' });
  for (let turn = 0; turn < 3; turn += 1) {
    const time = stage.at(14) + minutes(turn * 8);
    const own = { tenant, person, session: life.browser, spot: stage.spot(time), time, app: anApp(stage) };
    entraRefresh(recorder, own, random);
    entraRefresh(recorder, { ...own, spot: theirs, time: time + minutes(4), app: anApp(stage) }, random);
  }
}

const base = { kind: 'attack', detector: 'session-hijacking', rule: 'c', expected: 'alert' } as const;

export const sameBrowser: readonly Scenario[] = [
  {
    ...base,
    id: 'same-browser-interleaved-near',
    needs: ['okta'],
    description:
      'A copied browser in the same city: one session on two lines in turn, the managed device id missing on one.',
    play: (stage) => interleaveOkta(stage, { kind: 'fixed', where: 'near' }),
  },
  {
    ...base,
    id: 'same-browser-impossible',
    needs: ['okta'],
    description: 'A copied browser on another continent, minutes apart from its owner.',
    play: (stage) => interleaveOkta(stage, { kind: 'fixed', where: 'far' }),
  },
  {
    ...base,
    id: 'same-browser-entra-refresh',
    needs: ['entra'],
    description: 'One Entra browser session refreshes tokens at home and on another continent in turn.',
    play: interleaveEntra,
  },
  {
    ...base,
    id: 'same-browser-one-jump',
    needs: ['okta'],
    description: 'The owner stops, and nine minutes later the copied browser goes on from another continent.',
    play(stage) {
      const { person, random, recorder } = stage;
      const session = oktaSessionOf(stage);
      const time = stage.at(15);
      oktaVisit(recorder, { person, session, spot: stage.spot(time), time, app: anApp(stage) }, random);
      const theirs = stage.elsewhere({ kind: 'fixed', where: 'far' });
      const copy = { person, session, spot: theirs, device: clonedProfile(session.device), app: anApp(stage) };
      oktaVisit(recorder, { ...copy, time: time + minutes(9), novel: true }, random);
    },
  },
];
