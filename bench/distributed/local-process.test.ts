import { existsSync } from 'node:fs';
import { javaListeningOn, usageOf } from './local-process.ts';

const onLinux = existsSync('/proc/self/stat') ? describe : describe.skip;

onLinux('usageOf', () => {
  test('a process that worked · as the process itself says', () => {
    for (const until = performance.now() + 100; performance.now() < until;) Math.sqrt(until);
    const { cpu, resident } = usageOf(process.pid);
    const { user, system } = process.cpuUsage();
    expect(Math.abs(cpu - (user + system) / 1e6)).toBeLessThan(0.2);
    expect(Math.abs(resident / process.memoryUsage.rss() - 1)).toBeLessThan(0.2);
  });

  test('javaListeningOn · nobody listens · undefined', () => {
    expect(javaListeningOn(0)).toBeUndefined();
  });
});
