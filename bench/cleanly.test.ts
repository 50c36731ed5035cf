import { cleanly } from './cleanly.ts';

describe('cleanly', () => {
  test('work in work · ends · undone from the inside out, and its result is given', async () => {
    const order: string[] = [];
    const inner = (): Promise<string> =>
      cleanly(
        () => order.push('inner'),
        () => Promise.resolve('result'),
      );
    await expect(cleanly(() => order.push('outer'), inner)).resolves.toBe('result');
    expect(order).toEqual(['inner', 'outer']);
  });

  test('work fails · and so does undoing it · everything is undone, the first failure is told', async () => {
    const order: string[] = [];
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const undo = (): Promise<void> => Promise.reject(new Error('cannot undo'));
    const inner = (): Promise<never> => cleanly(undo, () => Promise.reject(new Error('cannot work')));
    await expect(cleanly(() => order.push('outer'), inner)).rejects.toThrow('cannot work');
    expect(order).toEqual(['outer']);
    expect(said.mock.calls).toEqual([['something is left behind: Error: cannot undo\n']]);
    said.mockRestore();
  });

  test('work ends well · undoing it fails · told', async () => {
    const undo = (): Promise<void> => Promise.reject(new Error('cannot undo'));
    await expect(cleanly(undo, () => Promise.resolve())).rejects.toThrow('cannot undo');
  });
});
