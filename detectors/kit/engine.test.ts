import { z } from 'zod';
import type { Detector } from './detector.ts';
import { LATENESS_MS } from './detector.ts';
import type { Applied } from './engine.ts';
import { Engine } from './engine.ts';
import { createState } from './state.ts';
import type { KeyState } from './state.ts';
import { twoPlaces, viewOf } from './test-detector.ts';
import { environment, PLACES, run, runInEveryWay, sighting, why } from './test-driver.ts';
import { CAPS, retentionOf } from './timeline.ts';

const MINUTE = 60_000;

const at = (minutes: number, place: (typeof PLACES)[keyof typeof PLACES], id?: string) =>
  sighting({ minutes, place, ...(id === undefined ? {} : { eventId: id }) });

function started(): { engine: Engine; state: KeyState } {
  return { engine: new Engine(environment(twoPlaces, {})), state: createState('alice@example.com') };
}

const kinds = ({ changes }: Applied): string[] => changes.map(({ kind }) => kind);

describe('engine', () => {
  test('two sign-ins from two networks · any order · one finding with a stable id', () => {
    const { active } = runInEveryWay(twoPlaces, [at(0, PLACES.oslo), at(10, PLACES.london)]);
    expect(active).toHaveLength(1);
    expect(active[0]?.alertId).toMatch(/^202611-[0-9a-f]{24}$/);
  });

  test('a late event between two · splits the pair · the old finding is withdrawn in favour of the new', () => {
    const detector = twoPlaces;
    const engine = new Engine(environment(detector, {}));
    const state = createState('alice@example.com');
    const [a, b, c] = [at(0, PLACES.oslo), at(20, PLACES.london), at(10, PLACES.newYork)];
    engine.apply(state, a);
    const opened = engine.apply(state, b).changes;
    const { changes } = engine.apply(state, c);
    expect(opened.map(({ kind }) => kind)).toEqual(['opened']);
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['opened', 'opened', 'retracted']);
    const gone = changes.find(({ kind }) => kind === 'retracted');
    const successors = changes.filter(({ kind }) => kind === 'opened').map(({ alertId }) => alertId);
    expect(successors).toContain(gone?.assertion.replacedBy);
  });

  test('the same observation again · nothing changes', () => {
    const engine = new Engine(environment(twoPlaces, {}));
    const state = createState('alice@example.com');
    const observation = at(0, PLACES.oslo);
    expect(engine.apply(state, observation).status).toBe('applied');
    expect(engine.apply(state, { ...observation }).status).toBe('duplicate');
    expect(state.timeline).toHaveLength(1);
  });

  test('an older revision after a newer one · is ignored', () => {
    const engine = new Engine(environment(twoPlaces, {}));
    const state = createState('alice@example.com');
    const newer = { ...at(0, PLACES.oslo, 'r'), rank: 2 };
    engine.apply(state, newer);
    expect(engine.apply(state, { ...newer, rank: 1, place: PLACES.london }).status).toBe('duplicate');
    expect(state.timeline[0]?.observation.place).toBe(PLACES.oslo);
  });

  test('a removed observation · its finding is withdrawn and an older copy cannot return', () => {
    const engine = new Engine(environment(twoPlaces, {}));
    const state = createState('alice@example.com');
    const [a, b] = [at(0, PLACES.oslo), at(5, PLACES.london)];
    engine.apply(state, a);
    engine.apply(state, b);
    const { changes } = engine.remove(state, { id: b.id, rank: 1, time: b.time });
    expect(changes.map(({ kind }) => kind)).toEqual(['retracted']);
    expect(engine.apply(state, b).status).toBe('duplicate');
  });

  test('a watermark past the retention · activity leaves for the profile, findings freeze, older records are late', () => {
    const engine = new Engine(environment(twoPlaces, {}));
    const state = createState('alice@example.com');
    const [a, b] = [at(0, PLACES.oslo), at(5, PLACES.london)];
    engine.apply(state, a);
    engine.apply(state, b);
    engine.advance(state, b.time + 89 * 3_600_000);
    expect(state.timeline).toHaveLength(0);
    expect([...(state.profile.get('country')?.keys() ?? [])]).toEqual(['NO', 'GB']);
    expect([...state.assertions.values()].map(({ active, frozen }) => [active, frozen])).toEqual([[true, true]]);
    expect(engine.apply(state, at(3, PLACES.newYork)).status).toBe('late');
  });

  test('a detector that throws · is reported and leaves the rest standing', () => {
    const failing = {
      ...twoPlaces,
      id: 'failing',
      find: () => {
        throw new Error('boom');
      },
    };
    const world = environment(twoPlaces, {});
    const engine = new Engine({ ...world, detectors: [failing, twoPlaces] });
    const state = createState('alice@example.com');
    engine.apply(state, at(0, PLACES.oslo));
    const { changes, failures } = engine.apply(state, at(5, PLACES.london));
    expect(failures.map(({ detector }) => detector)).toEqual(['failing']);
    expect(changes.map(({ assertion }) => assertion.detector)).toEqual(['two-places']);
  });

  const boom = (): never => {
    throw new Error('boom');
  };

  test.each<[string, Partial<Detector>]>([
    ['anchors', { anchors: boom }],
    ['affects', { affects: boom, find: boom }],
    ['params', { params: z.object({ limit: z.number() }) as unknown as Detector['params'] }],
    ['remember', { remember: boom }],
  ])('a detector whose %s throws · is reported and leaves the rest standing', (_part, broken) => {
    const world = environment(twoPlaces, {});
    const engine = new Engine({ ...world, detectors: [{ ...twoPlaces, id: 'failing', ...broken }, twoPlaces] });
    const state = createState('alice@example.com');
    const first = engine.apply(state, at(0, PLACES.oslo));
    const { changes, failures } = engine.apply(state, at(5, PLACES.london));
    const late = engine.apply(state, at(2, PLACES.oslo));
    const pruned = engine.advance(state, at(0, PLACES.oslo).time + 60 * 24 * 60 * MINUTE);
    const reported = [first, { failures }, late, pruned].flatMap((outcome) => outcome.failures);
    expect(new Set(reported.map(({ detector }) => detector))).toEqual(new Set(['failing']));
    expect(changes.map(({ assertion }) => assertion.detector)).toContain('two-places');
  });

  test('one fact in two Google applications · counts once whichever comes first', () => {
    const login = sighting({
      source: 'google_workspace',
      dataset: 'google_workspace.login',
      action: '2sv_disable',
      place: PLACES.oslo,
      minutes: 0,
    });
    const twin = sighting({
      source: 'google_workspace',
      dataset: 'google_workspace.user_accounts',
      action: '2sv_disable',
      place: PLACES.london,
      time: login.time + 1_000,
    });
    expect(runInEveryWay(twoPlaces, [login, twin]).active).toEqual([]);
  });

  test('a revision that moves a sign-in in time · carries its finding with it', () => {
    const { engine, state } = started();
    const [a, b] = [at(0, PLACES.oslo), at(10, PLACES.london, 'moved')];
    engine.apply(state, a);
    engine.apply(state, b);
    const { changes } = engine.apply(state, { ...b, rank: 1, time: b.time + 5 * MINUTE });
    expect(changes.map(({ kind, assertion }) => [kind, assertion.finding.trigger.rank])).toEqual([['updated', 1]]);
    const gone = engine.apply(state, { ...b, rank: 2, time: b.time + 60 * MINUTE });
    expect(gone.changes.map(({ kind }) => kind)).toEqual(['retracted']);
  });

  test('a revision that moves a sign-in in place · withdraws the finding, and a further one brings it back', () => {
    const { engine, state } = started();
    const [a, b] = [at(0, PLACES.oslo), at(10, PLACES.london)];
    engine.apply(state, a);
    engine.apply(state, b);
    expect(kinds(engine.apply(state, { ...b, rank: 1, place: PLACES.oslo }))).toEqual(['retracted']);
    const again = engine.apply(state, { ...b, rank: 2 }).changes;
    expect(again.map(({ kind, assertion }) => [kind, assertion.revision, assertion.active])).toEqual([
      ['opened', 3, true],
    ]);
  });

  test('a removal before its observation · keeps older copies out and lets newer ones in', () => {
    const { engine, state } = started();
    const b = at(5, PLACES.london);
    engine.remove(state, { id: b.id, rank: 3, time: b.time });
    expect(engine.apply(state, { ...b, rank: 3 }).status).toBe('duplicate');
    expect(engine.apply(state, { ...b, rank: 4 }).status).toBe('applied');
  });

  test('two removals in either order · keep out what the higher one keeps out', () => {
    for (const ranks of [
      [1, 5],
      [5, 1],
    ] as const) {
      const { engine, state } = started();
      const b = at(5, PLACES.london);
      engine.apply(state, b);
      for (const rank of ranks) engine.remove(state, { id: b.id, rank, time: b.time });
      expect(engine.apply(state, { ...b, rank: 3 }).status).toBe('duplicate');
    }
  });

  test('the oldest sign-in taken back · is no past either', () => {
    const { engine, state } = started();
    const [oldest, later] = [at(-3000, PLACES.oslo), at(0, PLACES.oslo)];
    for (const observation of [oldest, later]) engine.apply(state, observation);
    engine.remove(state, { id: oldest.id, rank: 1, time: oldest.time });
    expect(viewOf(state, later).knownSince).toBe(later.time);
  });

  test('a Google twin whose login row is taken back · counts after all', () => {
    const { engine, state } = started();
    const google = { source: 'google_workspace', action: 'login_success' } as const;
    const login = sighting({ ...google, dataset: 'google_workspace.login', place: PLACES.oslo, minutes: 5 });
    const twin = sighting({ ...google, dataset: 'google_workspace.user_accounts', place: PLACES.oslo, minutes: 5 });
    for (const observation of [twin, login, at(0, PLACES.london)]) engine.apply(state, observation);
    expect([...state.assertions.values()].map(({ finding }) => finding.trigger.id)).toEqual([login.id]);
    engine.remove(state, { id: login.id, rank: 1, time: login.time });
    const active = [...state.assertions.values()].filter((assertion) => assertion.active);
    expect(active.map(({ finding }) => finding.trigger.id)).toEqual([twin.id]);
  });

  test('more activity than a timeline holds · drops the oldest and says so on alerts', () => {
    const { engine, state } = started();
    for (let minute = 0; minute <= CAPS.interactive; minute += 1) engine.apply(state, at(minute, PLACES.oslo));
    expect(state.timeline).toHaveLength(CAPS.interactive);
    const { changes } = engine.apply(state, at(CAPS.interactive + 1, PLACES.london));
    expect(changes.map(({ kind, saturated }) => [kind, saturated])).toEqual([['opened', true]]);
  });

  test('a burst long ago · alerts no longer say that something may be missing', () => {
    const { engine, state } = started();
    for (let minute = 0; minute <= CAPS.interactive; minute += 1) engine.apply(state, at(minute, PLACES.oslo));
    const [first] = state.timeline;
    engine.advance(state, first!.observation.time + retentionOf('interactive'));
    expect([...state.saturated.keys()]).toEqual(['interactive']);
    engine.advance(state, first!.observation.time + retentionOf('interactive') + 3_600_000);
    expect(state.saturated.size).toBe(0);
  });

  test('background noise · cannot push out a sign-in', () => {
    const { engine, state } = started();
    const signIn = at(0, PLACES.oslo);
    engine.apply(state, signIn);
    for (let minute = 1; minute <= CAPS.background + 10; minute += 1)
      engine.apply(state, sighting({ minutes: minute, weight: 'background', operation: 'sso' }));
    expect(state.timeline[0]?.observation).toBe(signIn);
    expect([...state.saturated.keys()]).toEqual(['background']);
  });

  test('a record as late as the design allows · is taken in whole; one later is refused, not half taken in', () => {
    const { engine, state } = started();
    const [a, b] = [at(0, PLACES.oslo), at(10, PLACES.london)];
    engine.apply(state, a);
    engine.advance(state, b.time + LATENESS_MS);
    expect(kinds(engine.apply(state, b))).toEqual(['opened']);
    engine.advance(state, b.time + LATENESS_MS + 1);
    expect(engine.apply(state, at(10, PLACES.vpn)).status).toBe('late');
    expect(engine.apply(state, b).status).toBe('duplicate');
    expect(engine.remove(state, { id: b.id, rank: 9, time: b.time }).status).toBe('late');
  });

  test('a watermark that would move back · stays', () => {
    const { engine, state } = started();
    engine.advance(state, 2_000);
    engine.advance(state, 1_000);
    expect(state.watermark).toBe(2_000);
  });

  test('parameters from settings · are those in force', () => {
    const [a, b] = [at(0, PLACES.oslo), at(20, PLACES.london)];
    expect(run(twoPlaces, [a, b], { params: { withinMinutes: 10 } }).active).toEqual([]);
    expect(run(twoPlaces, [a, b], { params: { withinMinutes: 30 } }).active).toHaveLength(1);
  });
});

describe('explain', () => {
  test('a quiet anchor · says which condition kept it quiet', () => {
    const [a, b] = [at(0, PLACES.oslo), at(5, PLACES.oslo)];
    expect(why(twoPlaces, [a, b], b.id)).toEqual([
      { condition: 'an earlier sign-in lies within the window', holds: true },
      { condition: 'the networks differ', holds: false },
    ]);
  });
});

test('engine · more detectors than bits to mark their anchors with · is refused where it is made', () => {
  const world = environment(twoPlaces, {});
  const many = Array.from({ length: 32 }, (_, index) => ({ ...twoPlaces, id: `detector-${String(index)}` }));
  expect(() => new Engine({ ...world, detectors: many })).toThrow(/at most 31 detectors/);
});

describe('a detector that waits', () => {
  const waiting = { ...twoPlaces, window: { before: 30 * MINUTE, after: 5 * MINUTE }, waits: 5 * MINUTE };
  const [a, b] = [at(0, PLACES.oslo), at(10, PLACES.london)];
  const patient = new Engine(environment(waiting, {}));

  function asleep(): KeyState {
    const state = createState('alice@example.com');
    for (const observation of [a, b]) expect(patient.apply(state, observation).changes).toEqual([]);
    return state;
  }

  test('is asked when the watermark has passed the wait, not a millisecond before', () => {
    const state = asleep();
    expect(state.wakeAt).toBe(a.time + 5 * MINUTE);
    expect(patient.advance(state, b.time + 5 * MINUTE - 1).changes).toEqual([]);
    expect(state.wakeAt).toBe(b.time + 5 * MINUTE);
    expect(patient.advance(state, b.time + 5 * MINUTE).changes.map(({ kind }) => kind)).toEqual(['opened']);
    expect(state.wakeAt).toBe(Infinity);
  });

  test('the watermark leaps over the wait and the retention · is asked while the evidence is still there', () => {
    const state = asleep();
    expect(patient.advance(state, b.time + 100 * 3_600_000).changes.map(({ kind }) => kind)).toEqual(['opened']);
    expect(state.timeline).toEqual([]);
  });

  test('the log ends · is asked, and the watermark stays', () => {
    const state = asleep();
    expect(patient.finish(state).changes.map(({ kind }) => kind)).toEqual(['opened']);
    expect([state.watermark, state.timeline.length]).toEqual([-Infinity, 2]);
  });

  test('what it waits at is taken back · it sleeps no more', () => {
    const state = asleep();
    for (const { id, time } of [a, b]) patient.remove(state, { id, time, rank: 1 });
    expect(state.wakeAt).toBe(Infinity);
  });

  test('throws when woken · is reported and leaves the rest standing', () => {
    const failing = {
      ...waiting,
      find: () => {
        throw new Error('boom');
      },
    };
    const engine = new Engine(environment(failing, {}));
    const state = createState('alice@example.com');
    engine.apply(state, a);
    expect(engine.advance(state, a.time + 5 * MINUTE).failures).toMatchObject([{ observationId: a.id }]);
  });
});
