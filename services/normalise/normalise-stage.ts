import type { TenantId } from '../../events/identity.ts';
import type { LogRecord, TopicRecords } from '../platform/event-log/event-log.ts';
import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Host } from '../platform/sqlite/core.ts';
import { hostInline } from '../platform/sqlite/inline-host.ts';
import type { PlaceFiles } from '../platform/place-files.ts';
import type { Stage, StageContext, StageStatus } from '../platform/stage.ts';
import { GROUPS } from '../records/groups.ts';
import { TOPICS } from '../records/index.ts';
import type { LoadVersionedTables, VersionedTables } from '../tenants/load-tables.ts';
import { NormaliseMetrics } from './normalise-metrics.ts';
import type { NormaliseDeps } from './normalise-record.ts';
import { startNormaliser } from './normalise-thread.ts';
import { packRaw, unpackTopics } from './normalised.ts';
import { Normaliser } from './normaliser.ts';

/** Either what a normaliser in this thread uses, or the files by which one in a thread of its own finds places. */
export type NormaliseContext = StageContext & { readonly loadTables: LoadVersionedTables } & (
    NormaliseDeps | { readonly placeFiles: ReadonlyMap<TenantId, PlaceFiles> }
  );

const MAX_RECORDS = 1_000;
const LINGER_MS = 10;

/** `mfa.raw` → events, observations and dead letters, one `transact` for each batch. Remembers nothing that is not in the Store. */
export function createNormaliseStage(context: NormaliseContext): Stage {
  return new NormaliseStage(context);
}

class NormaliseStage implements Stage {
  readonly name = 'normalise';
  readonly #context: NormaliseContext;
  readonly #metrics: NormaliseMetrics;
  readonly #stage: ConsumerStage;
  #host: Host<Normaliser> | undefined;

  constructor(context: NormaliseContext) {
    const { log, metrics } = context;
    this.#context = context;
    this.#metrics = new NormaliseMetrics(metrics);
    this.#stage = new ConsumerStage({
      name: this.name,
      log,
      handlers: [
        {
          group: GROUPS.normalise,
          topic: TOPICS.raw,
          maxRecords: MAX_RECORDS,
          lingerMs: LINGER_MS,
          handle: async (batch, { patience }) => {
            const { assignment, records, next } = batch;
            const load = (tenant: TenantId): Promise<VersionedTables> =>
              patience.until(() => context.loadTables(tenant), batch);
            const outgoing = await this.#normalise(records, assignment.partition, load);
            await patience.until(() => log.transact(assignment, outgoing, next), batch);
            this.#metrics.published(records.length);
          },
        },
      ],
      figures: () => this.#metrics.figures(),
    });
  }

  get stopped(): Promise<void> {
    return this.#stage.stopped;
  }

  async start(): Promise<void> {
    this.#host = this.#open();
    try {
      await this.#stage.start();
    } catch (error) {
      await this.#host.close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#stage.stop();
    await this.#host?.close();
  }

  status(): StageStatus {
    return this.#stage.status();
  }

  #open(): Host<Normaliser> {
    const { partitions } = this.#context;
    if ('placeFiles' in this.#context) return startNormaliser({ placeFiles: this.#context.placeFiles, partitions });
    const { providers, locateOf } = this.#context;
    return hostInline(new Normaliser({ providers, locateOf, partitions }));
  }

  /** In as many steps as tables are wanted on the way, which is one as a rule. */
  async #normalise(
    records: readonly LogRecord[],
    rawPartition: number,
    load: LoadVersionedTables,
  ): Promise<readonly TopicRecords[]> {
    if (this.#host === undefined) throw new TypeError('normalise has not been started');
    const { core } = this.#host;
    const outgoing: TopicRecords[] = [];
    for (let from = 0; from < records.length;) {
      const part = await core.normalise(packRaw(records.slice(from)), rawPartition);
      outgoing.push(...unpackTopics(part.outgoing));
      this.#metrics.refused(part.refusals);
      from += part.records;
      if (part.wanted === undefined) break;
      const { tenant, version, settings, learned } = await load(part.wanted.tenant);
      await core.adopt({ tenant, version, settings, learned }, part.wanted);
    }
    return outgoing;
  }
}
