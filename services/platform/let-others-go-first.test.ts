import { once } from 'node:events';
import { getPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { workerFile } from './sqlite/thread-host.ts';

const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData).then(({ letOthersGoFirst }) => {
    letOthersGoFirst();
    parentPort.postMessage(require('node:os').getPriority());
  });
`;

test('letOthersGoFirst · in a thread · on Linux lowers that thread alone, elsewhere nothing', async () => {
  const before = getPriority();
  const module = workerFile(pathToFileURL(__filename).href, 'let-others-go-first');
  const worker = new Worker(THREAD, { eval: true, workerData: pathToFileURL(module).href });
  const [own] = (await once(worker, 'message')) as [number];
  expect(own).toBe(process.platform === 'linux' ? Math.max(10, before) : before);
  expect(getPriority()).toBe(before);
});
