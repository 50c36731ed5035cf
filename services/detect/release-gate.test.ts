import { ReleaseGate } from './release-gate.ts';

describe('ReleaseGate', () => {
  test('the markers of one job from every raw partition, repeated and restored between · opens with the last', () => {
    let gate = new ReleaseGate(3);
    for (const partition of [0, 1, 1, 0]) gate.hear('job', partition);
    gate.hear('other', 2);
    expect(gate.isOpen).toBe(false);
    gate = new ReleaseGate(3, JSON.parse(JSON.stringify(gate.toRecord())));
    gate.hear('job', 2);
    expect(gate.isOpen).toBe(true);
    expect(new ReleaseGate(3, gate.toRecord()).isOpen).toBe(true);
    gate.close();
    expect(gate.toRecord()).toEqual({ jobs: { other: [2] }, open: false });
  });
});
