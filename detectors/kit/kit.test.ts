import { z } from 'zod';
import { defineDetector } from './detector.ts';
import { createState } from './state.ts';
import { Engine } from './engine.ts';
import { decodeState, encodeState } from './state-codec.ts';
import { environment, PLACES, run, runInEveryWay, sighting, why } from './test-driver.ts';

const MINUTE = 60_000;
const params = z.object({ withinMinutes: z.number().default(30) });

/** Two sign-ins from different prefixes within half an hour: the smallest detector that looks both ways. */
const twoPlaces = defineDetector({
  id: 'two-places',
  version: 1,
  params,
  rules: { 'two-places': { name: 'Two places', why: 'A test.', steps: ['Look.'], techniques: [] } },
  window: { before: 30 * MINUTE, after: 0 },
  anchors: (observation) => observation.operation === 'sign_in' && observation.place !== undefined,
  affects: () => false,
  find(view, { withinMinutes }) {
    const previous = view.window
      .filter((o) => o.operation === 'sign_in' && o.place !== undefined && o.id !== view.anchor.id)
      .filter((o) => o.time <= view.anchor.time && o.time >= view.anchor.time - withinMinutes * MINUTE)
      .at(-1);
    if (!view.trace.check('an earlier sign-in lies within the window', previous !== undefined)) return [];
    if (previous === undefined) return [];
    if (!view.trace.check('the networks differ', previous.place?.prefix !== view.anchor.place?.prefix)) return [];
    return [
      {
        rule: 'two-places',
        key: `${previous.id}>${view.anchor.id}`,
        anchorTime: view.anchor.time,
        trigger: view.anchor,
        severity: 'low',
        confidence: 'low',
        risk: 10,
        reason: `${view.user} in two places`,
        evidence: [],
        counterfactual: 'One place.',
        observations: [previous, view.anchor],
      },
    ];
  },
  needs: [],
});

const at = (minutes: number, place: (typeof PLACES)[keyof typeof PLACES], id?: string) =>
  sighting({ minutes, place, ...(id === undefined ? {} : { eventId: id }) });

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

describe('state codec', () => {
  test('a state with findings and profile · comes back equal', () => {
    const { state } = run(twoPlaces, [at(0, PLACES.oslo), at(10, PLACES.london), at(20, PLACES.vpn)]);
    const engine = new Engine(environment(twoPlaces, {}));
    engine.advance(state, state.timeline[1]!.observation.time + 50 * 3_600_000);
    expect(decodeState(encodeState(state, [twoPlaces]), [twoPlaces])).toEqual(state);
  });

  test('a cut record · is refused at every length', () => {
    const { state } = run(twoPlaces, [at(0, PLACES.oslo)]);
    const bytes = encodeState(state, [twoPlaces]);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeState(bytes.subarray(0, length), [twoPlaces])).toThrow();
    }
  });
});

describe('defineDetector', () => {
  test('a window the timeline cannot hold · is refused where it is written', () => {
    expect(() => defineDetector({ ...twoPlaces, window: { before: 40 * 3_600_000, after: 20 * 3_600_000 } })).toThrow(
      /within 0\.\.50 h/,
    );
  });
});
