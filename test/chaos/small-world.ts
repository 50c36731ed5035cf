import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import type { Receiver } from '../../bench/chaos/deliveries.ts';
import { startReceiver } from '../../bench/chaos/deliveries.ts';
import { reading } from '../../bench/chaos/held.ts';
import { flowOf, GrowingLogs } from '../../bench/chaos/input.ts';
import type { Installation } from '../../bench/chaos/installation.ts';
import { install } from '../../bench/chaos/installation.ts';
import { Service } from '../../bench/chaos/service.ts';
import { untilCalm } from '../../bench/chaos/settled.ts';
import type { Truth } from '../../bench/chaos/truth.ts';
import { truthOf } from '../../bench/chaos/truth.ts';
import { verify } from '../../bench/chaos/verify.ts';
import { createLogger } from '../../services/platform/telemetry/logger.ts';
import type { Pipeline } from '../../services/start/pipeline.ts';
import { readConfig } from '../../services/start/read-config.ts';
import { openConfigured } from '../../services/start/run.ts';

const flow = flowOf('bad days', 3_000, 4);
let truth: Promise<Truth> | undefined;

/** A small organisation, its service and its receiver, in a folder of their own: what bad days happen to. */
export class SmallWorld {
  readonly installation: Installation;
  readonly receiver: Receiver;
  readonly #logs: GrowingLogs;
  readonly #services: Service[] = [];
  readonly #pipelines: Pipeline[] = [];
  #mounted = false;

  constructor(root: string, receiver: Receiver) {
    this.receiver = receiver;
    this.installation = install(root, { settings: flow.settings, webhook: receiver.url });
    this.#logs = new GrowingLogs(this.installation.logs, flow.records);
  }

  static async create(root: string): Promise<SmallWorld> {
    return new SmallWorld(root, await startReceiver());
  }

  /** Whole lines: half of one may be waited for until the clock says that it was given up. */
  growTo(share: number): void {
    this.#logs.growTo(share, 'whole');
  }

  /** The rest of the records, and the quiet days after them. */
  growToTheEnd(): void {
    this.#logs.growTo(1);
    this.#logs.append(flow.tail);
  }

  /** A life of the real program. */
  service(): Service {
    const service = new Service(['start', '--config', this.installation.config]);
    this.#services.push(service);
    return service;
  }

  /** The same in this process, under a clock of the test's. */
  async pipeline(now: () => number): Promise<Pipeline> {
    const config = readConfig(this.installation.config);
    const logger = createLogger('silent');
    return this.keep(await openConfigured({ config, now, version: 'test', command: 'test', logger }));
  }

  /** Stops it with the world, if not before. */
  keep(pipeline: Pipeline): Pipeline {
    this.#pipelines.push(pipeline);
    return pipeline;
  }

  /** Puts the data folder onto a disk of its own. @returns false where this user may mount none */
  mount(size: string): boolean {
    mkdirSync(this.installation.data, { recursive: true });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'mfawatch-chaos', this.#data]);
    this.#mounted = status === 0;
    return this.#mounted;
  }

  /** @param options e.g. `ro` or `size=1g` */
  remount(options: string): void {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,${options}`, this.#data], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`cannot remount: ${stderr}`);
  }

  /** A last undisturbed life of the service, or of the one given, to its end. */
  async liveOn(last = this.service()): Promise<void> {
    await last.running();
    await untilCalm(last, this.#data, this.installation.logs);
    expect((await last.stop()).code).toBe(0);
  }

  /** Waits until the pipeline in this process has nothing left to do. */
  async calm({ supervisor }: Pipeline): Promise<void> {
    const worker = { isAlive: true, output: '' };
    await Promise.race([untilCalm(worker, this.#data, this.installation.logs), supervisor.fault]);
  }

  /** @param planted codes of dead letters that belong there */
  async problems(planted: readonly string[] = []): Promise<readonly string[]> {
    const { installation, receiver } = this;
    truth ??= truthOf(installation.logs, installation.settings, [...flow.records, ...flow.tail]);
    const wanted = await truth;
    expect(wanted.alerts.size).toBeGreaterThan(20);
    const findings = await reading(this.#data, (held) => verify(held, wanted, receiver.delivered, planted));
    return findings.problems;
  }

  /** Ends whatever is still at work, and leaves nothing behind. */
  async end(): Promise<void> {
    for (const each of this.#services) await each.kill();
    for (const each of this.#pipelines) await each.stop();
    this.receiver.close();
    // Lazily: what is gone from the tree frees itself once nobody has a file of it open.
    if (this.#mounted) spawnSync('umount', ['-l', this.#data]);
    rmSync(this.installation.root, { recursive: true, force: true });
  }

  get #data(): string {
    return this.installation.data;
  }
}
