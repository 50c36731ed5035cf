import { Engine } from './engine.ts';
import { KeyStates } from './key-states.ts';
import { createState } from './state.ts';
import { CorruptStateError } from './state-codec.ts';
import { twoPlaces } from './test-detector.ts';
import { environment, PLACES, sighting } from './test-driver.ts';

const MINUTE = 60_000;
const engine = new Engine(environment(twoPlaces, {}));

describe('key states', () => {
  test('a touched state · is one object until it settles, and equal afterwards', () => {
    const states = new KeyStates([twoPlaces], { hotObservations: 0 });
    const state = states.touch('alice@example.com');
    engine.apply(state, sighting({ place: PLACES.oslo }));
    expect(states.touch('alice@example.com')).toBe(state);
    states.settle();
    expect(states.touch('alice@example.com')).not.toBe(state);
    expect(states.touch('alice@example.com').timeline).toHaveLength(1);
  });

  test('states used last · stay decoded as far as the budget goes, the least recently used are let go first', () => {
    const users = ['alice', 'bob', 'carol'].map((name) => `${name}@example.com`);
    const states = new KeyStates([twoPlaces], { hotObservations: 10 });
    const touched = users.map((user) => states.touch(user));
    states.settle();
    expect(users.map((user) => states.touch(user)).map((state, index) => state === touched[index])).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('a key that waits · is due once the watermark gets there, also when restored from bytes, and sleeps no more once judged', () => {
    const waiting = { ...twoPlaces, window: { before: 30 * MINUTE, after: 5 * MINUTE }, waits: 5 * MINUTE };
    const patient = new Engine(environment(waiting, {}));
    const first = new KeyStates([waiting]);
    const anchor = sighting({ place: PLACES.oslo });
    patient.apply(first.touch('alice@example.com'), anchor);
    const second = new KeyStates([waiting]);
    for (const [user, bytes] of first.settle()) second.restore(user, bytes);
    const due = anchor.time + 5 * MINUTE;
    expect([due - 1, due].map((watermark) => second.due(watermark))).toEqual([[], ['alice@example.com']]);
    patient.advance(second.touch('alice@example.com'), due);
    second.settle();
    expect(second.due(Infinity)).toEqual([]);
  });

  test('a record that cannot be read · is refused when touched, and its key can be replaced or forgotten', () => {
    const states = new KeyStates([twoPlaces]);
    states.touch('alice@example.com');
    const bytes = [...states.settle().values()][0] as Uint8Array;
    const damaged = Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));
    const restored = new KeyStates([twoPlaces]);
    restored.restore('alice@example.com', damaged);
    expect(() => restored.touch('alice@example.com')).toThrow(CorruptStateError);
    restored.replace('alice@example.com', createState('alice@example.com'));
    expect([...restored.settle().values()]).toEqual([bytes]);
    restored.forget('alice@example.com');
    expect([restored.has('alice@example.com'), restored.size]).toEqual([false, 0]);
    expect(() => {
      restored.restore('bob@example.com', new Uint8Array(3));
    }).toThrow(CorruptStateError);
  });

  test('settling · returns what was touched in the batch, once, and nothing else', () => {
    const states = new KeyStates([twoPlaces]);
    states.touch('alice@example.com');
    states.touch('bob@example.com');
    expect([...states.settle().keys()]).toEqual(['alice@example.com', 'bob@example.com']);
    states.touch('bob@example.com');
    expect([...states.settle().keys()]).toEqual(['bob@example.com']);
    expect(states.settle().size).toBe(0);
    expect(states.size).toBe(2);
  });

  test('restored from the bytes another one settled · goes on where that one stopped', () => {
    const first = new KeyStates([twoPlaces]);
    engine.apply(first.touch('alice@example.com'), sighting({ place: PLACES.oslo }));
    const second = new KeyStates([twoPlaces]);
    for (const [user, bytes] of first.settle()) second.restore(user, bytes);
    expect(second.bytes).toBe(first.bytes);
    const { changes } = engine.apply(second.touch('alice@example.com'), sighting({ minutes: 5, place: PLACES.london }));
    expect(changes.map(({ kind }) => kind)).toEqual(['opened']);
  });
});
