import { Engine } from './engine.ts';
import { KeyStates } from './key-states.ts';
import { twoPlaces } from './test-detector.ts';
import { environment, PLACES, sighting } from './test-driver.ts';

const engine = new Engine(environment(twoPlaces, {}));

describe('key states', () => {
  test('a touched state · is one object until it settles, and equal afterwards', () => {
    const states = new KeyStates([twoPlaces]);
    const state = states.touch('alice@example.com');
    engine.apply(state, sighting({ place: PLACES.oslo }));
    expect(states.touch('alice@example.com')).toBe(state);
    states.settle();
    expect(states.touch('alice@example.com')).not.toBe(state);
    expect(states.touch('alice@example.com').timeline).toHaveLength(1);
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
