import { LoopStage } from '../platform/lifecycle/loop-stage.ts';
import type { Stage } from '../platform/stage.ts';
import type { TenantDirectory } from './tenant-directory.ts';

const LOOK_EVERY_MS = 5_000;

/** Notices new tenants, for whatever else runs in this process. */
export function createDirectoryStage(directory: TenantDirectory): Stage {
  return new LoopStage({
    name: 'directory',
    loops: [
      async ({ patience, pause }) => {
        for (;;) {
          await patience.until(() => directory.look());
          await pause(LOOK_EVERY_MS);
        }
      },
    ],
    describe: () => ({ figures: { tenants: directory.ids.length } }),
  });
}
