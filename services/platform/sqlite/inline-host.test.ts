import { Moved } from './core.ts';
import { hostInline } from './inline-host.ts';

class LateError extends Error {
  override readonly name = 'LateError';
  readonly code = 'LATE';
}

const core = {
  double: (bytes: Uint8Array) =>
    new Moved(
      Uint8Array.from(bytes, (byte) => byte * 2),
      [],
    ),
  fail: () => {
    throw new LateError('too late');
  },
};

test('hostInline · moved parameters and results · arrive unwrapped', async () => {
  const host = hostInline(core);
  expect([...(await host.core.double(new Moved(new Uint8Array([1, 2]), [])))]).toEqual([2, 4]);
});

test('hostInline · a method throws · name, code and, if revived, class arrive', async () => {
  await expect(hostInline(core).core.fail()).rejects.toMatchObject({ name: 'LateError', code: 'LATE' });
  const revived = hostInline(core, ({ name, message }) => (name === 'LateError' ? new LateError(message) : undefined));
  await expect(revived.core.fail()).rejects.toBeInstanceOf(LateError);
});

test('hostInline · called after close · rejects', async () => {
  const host = hostInline(core);
  await host.close();
  await expect(host.core.fail()).rejects.toThrow(/closed/);
});
