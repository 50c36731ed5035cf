import { foreignDevice } from '../device.ts';
import { entraRefresh } from '../entra/sign-in.ts';
import { minutes, type Scenario, type Stage } from './stage.ts';

const AZURE_CLI = { name: 'Microsoft Azure CLI', entraId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' };
const OFFICE = { name: 'Microsoft Office', entraId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c' };

/**
 * Branch (e). A refresh token lifted from a browser in use or a phished device (ROADtools, TokenTactics) is redeemed elsewhere; being unbound,
 * nothing ties it to its machine (T1528, T1550.001).
 */
function redeem(stage: Stage, how: { kind: 'hosting' | 'fixed'; app: typeof OFFICE; userAgent?: string }): void {
  const { person, random, recorder, tenant, life } = stage;
  const spot = stage.elsewhere({ kind: how.kind, where: 'far' });
  const device = foreignDevice(random);
  const before = stage.at(15) - minutes(40);
  const own = { tenant, person, session: life.browser, spot: stage.spot(before), time: before, app: OFFICE };
  entraRefresh(recorder, own, random);
  for (let turn = 0; turn < 3; turn += 1) {
    const time = stage.at(15) + minutes(turn * 6);
    const { userAgent } = how;
    const base = { tenant, person, session: life.browser, spot, device, app: how.app };
    entraRefresh(recorder, { ...base, time, ...(userAgent === undefined ? {} : { userAgent }) }, random);
  }
}

const base = {
  kind: 'attack',
  detector: 'session-hijacking',
  rule: 'e',
  expected: 'alert',
  needs: ['entra'],
} as const;

export const refreshToken: readonly Scenario[] = [
  {
    ...base,
    id: 'refresh-token-script',
    description: 'A browser’s refresh token is redeemed by a script on a rented server.',
    play: (stage) => redeem(stage, { kind: 'hosting', app: OFFICE, userAgent: 'python-requests/2.32.3' }),
  },
  {
    ...base,
    id: 'refresh-token-new-app',
    description:
      'A browser’s refresh token is redeemed for the Azure CLI, new to the session, from a household far away.',
    play: (stage) => redeem(stage, { kind: 'fixed', app: AZURE_CLI }),
  },
];
