import { Engine } from './engine.ts';
import type { RebuildInput, Rebuilt } from './rebuild.ts';
import { rebuild } from './rebuild.ts';
import type { KeyState } from './state.ts';
import { createState } from './state.ts';
import { twoPlaces } from './test-detector.ts';
import { environment, PLACES, sighting } from './test-driver.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const USER = 'alice@example.com';
const engine = new Engine(environment(twoPlaces, {}));
const [home, away] = [sighting({ minutes: 0, place: PLACES.oslo }), sighting({ minutes: 10, place: PLACES.london })];

function lived(): { previous: KeyState; activeAlerts: readonly string[] } {
  const previous = createState(USER);
  engine.apply(previous, home);
  const { changes } = engine.apply(previous, away);
  return { previous, activeAlerts: changes.map(({ alertId }) => alertId) };
}

function rebuilt(input: Partial<RebuildInput>): Rebuilt {
  return rebuild(engine, {
    user: USER,
    observations: [],
    later: [],
    watermark: away.time,
    previous: undefined,
    activeAlerts: [],
    horizon: -Infinity,
    ...input,
  });
}

const said = ({ changes }: Rebuilt): unknown[] => changes.map(({ kind, assertion }) => [kind, assertion.revision]);

describe('rebuild', () => {
  test('the same events again · no change, and the revision goes on from where it was', () => {
    const { previous, activeAlerts } = lived();
    for (const assertion of previous.assertions.values()) assertion.revision = 7;
    const again = rebuilt({ observations: [home, away], previous, activeAlerts });
    expect([said(again), again.withdrawn]).toEqual([[], []]);
    expect([...again.state.assertions.values()].map(({ revision }) => revision)).toEqual([7]);
  });

  test('events that are gone · retract what rested on them, and a later rebuild brings it back', () => {
    const { previous, activeAlerts } = lived();
    const gone = rebuilt({ observations: [home], previous, activeAlerts });
    expect(said(gone)).toEqual([['retracted', 2]]);
    expect(said(rebuilt({ observations: [home], later: [away], previous: gone.state }))).toEqual([['opened', 3]]);
  });

  test('a state that was lost · what is active and found again is updated, what is not is withdrawn by its id', () => {
    const { activeAlerts } = lived();
    const other = '202611-000000000000000000000000';
    const again = rebuilt({ observations: [home, away], activeAlerts: [...activeAlerts, other] });
    expect(said(again)).toEqual([['updated', 1]]);
    expect(again.withdrawn).toEqual([other]);
  });

  test('a detector that fails meanwhile · takes nothing back, and says the same once it is mended', () => {
    const { previous, activeAlerts } = lived();
    const find = (): never => {
      throw new TypeError('no such field');
    };
    const broken = new Engine(environment({ ...twoPlaces, find }, {}));
    const input = { observations: [home, away], later: [], watermark: away.time, horizon: -Infinity, user: USER };
    const failed = rebuild(broken, { ...input, previous, activeAlerts: [...activeAlerts, `202611-${'0'.repeat(24)}`] });
    expect([said(failed), failed.withdrawn]).toEqual([[], []]);
    expect(failed.failures).not.toEqual([]);
    expect(said(rebuilt({ observations: [home, away], previous: failed.state, activeAlerts }))).toEqual([]);
  });

  test('an alert that rests on events the Store no longer keeps · stays, remembered or not', () => {
    const { previous, activeAlerts } = lived();
    const horizon = home.time + 1;
    const kept = rebuilt({ observations: [away], previous, activeAlerts, horizon });
    expect([said(kept), kept.withdrawn]).toEqual([[], []]);
    expect([...kept.state.assertions.values()].map(({ active }) => active)).toEqual([true]);
    expect(rebuilt({ observations: [away], activeAlerts, horizon }).withdrawn).toEqual([]);
  });

  test('an alert older than a state remembers · is found again and told as an update, not as new', () => {
    const { activeAlerts } = lived();
    const muchLater = sighting({ time: away.time + 60 * DAY, place: PLACES.oslo });
    const again = rebuilt({ observations: [home, away, muchLater], activeAlerts, watermark: muchLater.time });
    expect(again.state.assertions.size).toBe(0);
    expect(again.changes.map(({ kind, alertId }) => [kind, alertId])).toEqual([['updated', activeAlerts[0]]]);
  });

  test('a removal behind the begin · takes the stored copy out and keeps it out', () => {
    const { previous, activeAlerts } = lived();
    const removed = [{ id: away.id, rank: 1, time: away.time }];
    const gone = rebuilt({ observations: [home, away], removed, previous, activeAlerts });
    expect(said(gone)).toEqual([['retracted', 2]]);
    expect(engine.apply(gone.state, away).status).toBe('duplicate');
    const next = rebuilt({ observations: [home, away], previous: gone.state });
    expect(engine.apply(next.state, away).status).toBe('duplicate');
  });

  test('a source that hangs behind · its records are on time after the rebuild as they were before', () => {
    const newest = sighting({ time: away.time + 3 * DAY, place: PLACES.oslo });
    const { state } = rebuilt({ observations: [home, newest], watermark: home.time });
    expect(state.watermark).toBe(home.time);
    expect(engine.apply(state, away).changes.map(({ kind }) => kind)).toEqual(['opened']);
  });

  test('weeks of a busy person, all imported, no stream that tells the time · judged as they went by, nothing incomplete', () => {
    const weeks = Array.from({ length: 1_500 }, (_, index) => sighting({ minutes: index * 20, place: PLACES.oslo }));
    const last = weeks.at(-1)?.time ?? 0;
    const trip = sighting({ time: last + MINUTE, place: PLACES.london });
    const { state, changes } = rebuilt({ observations: [...weeks, trip], watermark: -Infinity });
    expect(changes.map(({ kind, saturated }) => [kind, saturated])).toEqual([['opened', false]]);
    expect([state.watermark, state.saturated.size]).toEqual([trip.time, 0]);
  });

  test('nothing known of a key · an empty state at the watermark', () => {
    const { state, changes } = rebuilt({ watermark: away.time + MINUTE });
    expect([state.timeline, changes, state.watermark]).toEqual([[], [], away.time + MINUTE]);
  });
});
