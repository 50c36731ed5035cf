import { pino } from 'pino';
import { tenantId } from '../../events/identity.ts';
import type { Source } from '../../services/ingest/source.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import { openPipeline } from '../../services/start/pipeline.ts';
import type { World } from '../../services/start/world.ts';
import { registerTenant } from '../../services/tenants/registry.ts';

export const TENANT = tenantId('bench');

/** The product as `mfawatch start` runs it, without API and channels. */
export async function openBenchPipeline(folder: string, world: World, sources: readonly Source[]): Promise<Pipeline> {
  const logger = pino({ level: 'warn' });
  const pipeline = await openPipeline({ folder, command: 'bench', world, logger, sources, version: 'bench' });
  await registerTenant(pipeline.store, TENANT);
  return pipeline;
}
