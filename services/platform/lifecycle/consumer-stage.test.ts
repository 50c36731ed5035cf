import type { TestPipeline } from '../../../test/support/pipeline.ts';
import { openTestPipeline, until } from '../../../test/support/pipeline.ts';
import { GROUPS, TOPICS } from '../../records/index.ts';
import { ConsumerStage } from './consumer-stage.ts';
import type { Handler } from './consumer-stage.ts';

let pipeline: TestPipeline;
beforeEach(async () => {
  pipeline = await openTestPipeline(1);
});
afterEach(() => pipeline.close());

function stageWith(change: Partial<Handler>): ConsumerStage {
  const handler: Handler = {
    group: GROUPS.detect,
    topic: TOPICS.observations,
    handle: (_, { commit }) => commit(),
    ...change,
  };
  return new ConsumerStage({ name: 'detect', log: pipeline.log, handlers: [handler], figures: () => ({}) });
}

test('a stage that must restore · from its very start until it has restored · says that it is starting', async () => {
  let restored: () => void = () => undefined;
  let isRestoring = false;
  const restore = new Promise<void>((resolve) => (restored = resolve));
  const stage = stageWith({
    onAssigned: () => {
      isRestoring = true;
      return restore;
    },
  });
  await pipeline.run(stage);
  const seen: string[] = [];
  await until(() => {
    seen.push(stage.status().state);
    return isRestoring;
  });
  expect(new Set(seen)).toEqual(new Set(['starting']));
  expect(stage.status()).toMatchObject({ state: 'starting', detail: 'restoring 1 partitions' });
  restored();
  await until(() => stage.status().state === 'running');
});

test('a stage with nothing to restore · runs once started', async () => {
  const stage = stageWith({});
  await pipeline.run(stage);
  expect(stage.status().state).toBe('running');
});
