import { setTimeout as delay } from 'node:timers/promises';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { TenantId } from '../../events/identity.ts';
import type { Batch } from '../platform/event-log/event-log.ts';
import { abortForMany } from '../platform/lifecycle/abort.ts';
import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Run } from '../platform/lifecycle/consumer-stage.ts';
import { Patience, StoppedError } from '../platform/lifecycle/patience.ts';
import type { Stage, StageContext, StageStatus } from '../platform/stage.ts';
import { ofTenants } from '../platform/store/scope.ts';
import { listAll } from '../platform/store/list-all.ts';
import { ConflictError } from '../platform/store/store.ts';
import type { Incident, IncidentMessage, IncidentRecord } from '../records/index.ts';
import { GROUPS, TOPICS, decodeJson } from '../records/index.ts';
import type { Channel } from './channel.ts';
import { isDown } from './circuit.ts';
import { Deliverer } from './deliverer.ts';
import { exceptedInStore } from './excepted.ts';
import type { IntakeDependencies, Wanted } from './intake.ts';
import { takeIn } from './intake.ts';
import type { OutboxEntry } from './notification.ts';
import { KINDS } from './notification.ts';
import type { TenantInfo } from './prepare.ts';
import { TriageWatch } from './triage-watch.ts';

export interface NotifyOptions {
  readonly channels: readonly Channel[];
  readonly tenants: () => readonly TenantId[];
  readonly tenantInfo: (tenant: TenantId) => TenantInfo;
  /** Whether nothing of an incident is left that somebody should be paged for; default: what the Store says of its alerts. */
  readonly isExcepted?: (incident: Incident) => Promise<boolean>;
  /** For links, without a path of its own. */
  readonly publicUrl?: string;
  /** Unique among the processes that share the Store, and the same after a restart: it keeps its lease. */
  readonly owner?: string;
  /** Chance for back-offs, 0 ≤ chance < 1. */
  readonly chance?: () => number;
}

const LEASE = 'notify-delivery';
const LEASE_MS = 30_000;
/** Not sending any more well before somebody else may. */
const LEASE_MARGIN_MS = 5_000;
const PUMP_MS = 100;
const RENEW_MS = 10_000;
const RESCAN_MS = 30_000;
const TRIAGE_MS = 5_000;

/** Tells people of incidents: `mfa.incidents` → outbox documents → channels. */
export function createNotifyStage(context: StageContext, options: NotifyOptions): Stage {
  return new NotifyStage(context, options);
}

class NotifyStage implements Stage {
  readonly name = 'notify';
  readonly stopped: Promise<void>;
  readonly #context: StageContext;
  readonly #options: NotifyOptions;
  readonly #consumer: ConsumerStage;
  readonly #deliverers: ReadonlyMap<string, Deliverer>;
  readonly #watch: TriageWatch;
  readonly #patience = new Patience();
  readonly #stopping = abortForMany();
  #loops: Promise<unknown> = Promise.resolve();
  #leasedUntil = 0;
  #nextRenewal = 0;
  #fail: (error: unknown) => void = () => undefined;

  constructor(context: StageContext, options: NotifyOptions) {
    this.#context = context;
    this.#options = options;
    const isExcepted = options.isExcepted ?? exceptedInStore(context.store);
    this.#deliverers = this.#createDeliverers(isExcepted);
    this.#watch = new TriageWatch(context.store, [...this.#deliverers.keys()], isExcepted);
    this.#consumer = this.#createConsumer({
      store: context.store,
      policies: options.channels.map(({ policy }) => policy),
      isExcepted,
      now: context.now,
    });
    const failed = new Promise<never>((_resolve, reject) => (this.#fail = reject));
    this.stopped = Promise.race([this.#consumer.stopped, failed]);
    this.stopped.catch(() => undefined);
  }

  async start(): Promise<void> {
    await this.#patience.until(() => this.#renew());
    await this.#patience.until(() => this.#rescan());
    this.#loops = Promise.all([
      this.#every(PUMP_MS, () => this.#pump()),
      this.#every(RESCAN_MS, () => this.#rescan()),
      this.#every(TRIAGE_MS, () => this.#lookAtTriage()),
    ]);
    await this.#consumer.start();
  }

  async stop(): Promise<void> {
    await this.#consumer.stop();
    this.#stopping.abort();
    this.#patience.end();
    await this.#loops;
    await Promise.all([...this.#deliverers.values()].map((deliverer) => deliverer.idle()));
    for (const channel of this.#options.channels) channel.close();
  }

  status(): StageStatus {
    const { state, detail, figures } = this.#consumer.status();
    const deliverers = [...this.#deliverers.entries()];
    const down = deliverers.filter(([, { circuit }]) => isDown(circuit)).map(([id]) => id);
    const waiting = deliverers.reduce((sum, [, { queue }]) => sum + queue.size, 0);
    const reason = detail ?? (down.length > 0 ? `not answering: ${down.join(', ')}` : undefined);
    return { state, figures: { ...figures, waiting }, ...(reason === undefined ? {} : { detail: reason }) };
  }

  #createConsumer(intake: IntakeDependencies): ConsumerStage {
    return new ConsumerStage({
      name: this.name,
      log: this.#context.log,
      handlers: [
        { group: GROUPS.notify, topic: TOPICS.incidents, handle: (batch, run) => this.#take(batch, run, intake) },
      ],
      figures: () => ({}),
    });
  }

  /** Of an incident only its newest word in the batch counts. */
  async #take(batch: Batch, { patience, commit }: Run, intake: IntakeDependencies): Promise<void> {
    const newest = new Map<string, IncidentRecord>();
    for (const { value } of batch.records) {
      const message = value === null ? undefined : decodeJson<IncidentMessage>(value);
      if (message?.kind !== 'incident') continue;
      const key = `${message.incident.tenant}|${message.incident.id}`;
      if (message.sequence >= (newest.get(key)?.sequence ?? -1)) newest.set(key, message);
    }
    for (const record of newest.values()) {
      const wanted = await patience.until(() => untilAgreed(() => takeIn(record, intake)), batch);
      this.#enqueue(wanted);
    }
    await commit();
  }

  #enqueue(wanted: readonly Wanted[]): void {
    for (const one of wanted) this.#deliverers.get(one.channel)?.queue.add(one, this.#context.now());
  }

  #createDeliverers(isExcepted: IntakeDependencies['isExcepted']): ReadonlyMap<string, Deliverer> {
    const { store, now, metrics, logger } = this.#context;
    const { channels, tenantInfo, publicUrl, chance = Math.random } = this.#options;
    const attempts = new Counter({
      name: 'mfawatch_notify_attempts_total',
      help: 'Attempts to deliver a notification',
      labelNames: ['channel', 'outcome'],
      registers: [metrics],
    });
    const seconds = new Histogram({
      name: 'mfawatch_notify_attempt_seconds',
      help: 'How long receivers took to answer',
      labelNames: ['channel'],
      registers: [metrics],
    });
    const create = (channel: Channel): Deliverer =>
      new Deliverer({
        store,
        now,
        logger,
        channel,
        tenantInfo,
        isExcepted,
        publicUrl,
        chance,
        patience: this.#patience,
        mayDeliver: () => !this.#stopping.signal.aborted && now() < this.#leasedUntil - LEASE_MARGIN_MS,
        onAttempt: (outcome, took) => {
          attempts.inc({ channel: channel.policy.id, outcome });
          seconds.observe({ channel: channel.policy.id }, took);
        },
      });
    const deliverers = new Map(channels.map((channel) => [channel.policy.id, create(channel)]));
    if (deliverers.size < channels.length) throw new RangeError('two notification channels have the same id');
    this.#createGauge(deliverers);
    return deliverers;
  }

  #createGauge(deliverers: ReadonlyMap<string, Deliverer>): void {
    const waiting = new Gauge({
      name: 'mfawatch_notify_outbox_total',
      help: 'Notifications waiting to be delivered',
      labelNames: ['channel'],
      registers: [this.#context.metrics],
      collect: () => {
        for (const [channel, { queue }] of deliverers) waiting.set({ channel }, queue.size);
      },
    });
  }

  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await delay(ms, undefined, { signal });
        await this.#patience.until(work);
      } catch (error) {
        if (signal.aborted || error instanceof StoppedError) return;
        this.#fail(error);
        return;
      }
    }
  }

  async #pump(): Promise<void> {
    if (this.#context.now() >= this.#nextRenewal) await this.#renew();
    for (const deliverer of this.#deliverers.values()) deliverer.pump(this.#fail);
  }

  async #renew(): Promise<void> {
    const { store, now } = this.#context;
    const lease = await store.leases.acquire(LEASE, this.#options.owner ?? 'embedded', LEASE_MS, now());
    this.#leasedUntil = lease?.expires ?? 0;
    this.#nextRenewal = now() + RENEW_MS;
  }

  /** What earlier runs and other processes put into the outbox. */
  async #rescan(): Promise<void> {
    const { store, now } = this.#context;
    const tenants = this.#options.tenants();
    if (tenants.length === 0) return;
    const entries = await listAll<OutboxEntry>(store, ofTenants(tenants), KINDS.outbox);
    for (const { id, tenant, value } of entries) {
      const wanted = { id, tenant: tenant as TenantId, ...value };
      this.#deliverers.get(value.channel)?.queue.addMissing(wanted, now());
    }
  }

  async #lookAtTriage(): Promise<void> {
    const { now } = this.#context;
    for (const tenant of this.#options.tenants())
      this.#enqueue(await untilAgreed(() => this.#watch.look(tenant, now())));
  }
}

/** The delivery loop may write the same document at the same time. */
async function untilAgreed<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
