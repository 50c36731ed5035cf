import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Crew } from '../../bench/chaos/crew.ts';
import type { Held } from '../../bench/chaos/held.ts';
import { reading, readingServers } from '../../bench/chaos/held.ts';
import { Service } from '../../bench/chaos/service.ts';
import { untilAtRest } from '../../bench/chaos/settled.ts';
import { liveFolder, writeConfig } from '../../simulator/demo-config.ts';
import { Feed } from '../../simulator/demo-feed.ts';
import type { DemoOrganisation } from '../../simulator/demo-organisations.ts';
import type { Receiver } from '../../simulator/demo-receiver.ts';
import { openReceiver } from '../../simulator/demo-receiver.ts';
import type { RawRecord } from '../../simulator/organisation/record.ts';

const REST_MS = 300_000;

/** The part of a configuration that says where log and Store are. */
export interface ServerSettings {
  readonly kafka: object;
  readonly elasticsearch: object;
}

/** The demo's organisations somewhere: configured as the demo does, whoever works there, and whoever is told. */
export class DemoInstallation {
  readonly crew: Crew;
  readonly receiver: Receiver;
  readonly folder: string;
  readonly #config: string;
  readonly #servers: ServerSettings | undefined;
  readonly #organisations: readonly DemoOrganisation[];

  private constructor(
    folder: string,
    organisations: readonly DemoOrganisation[],
    receiver: Receiver,
    servers: ServerSettings | undefined,
  ) {
    for (const organisation of organisations) mkdirSync(liveFolder(folder, organisation), { recursive: true });
    this.receiver = receiver;
    this.folder = folder;
    this.#organisations = organisations;
    this.#servers = servers;
    const traits = { port: 0, webhook: receiver, ...(servers === undefined ? {} : { servers }) };
    this.#config = writeConfig(folder, organisations, traits);
    // A process that is told of no service runs all of them.
    this.crew = servers === undefined ? new Crew(this.#config, [[]]) : new Crew(this.#config);
  }

  /** Starts its processes. @param servers in the data folder, by one process, where absent */
  static async open(
    folder: string,
    organisations: readonly DemoOrganisation[],
    servers?: ServerSettings,
  ): Promise<DemoInstallation> {
    return new DemoInstallation(folder, organisations, await openReceiver(() => undefined), servers);
  }

  /** A command as a person types it. @returns what it printed on stdout */
  async run(command: string, ...args: string[]): Promise<string> {
    const service = new Service([command, ...args, '--config', this.#config]);
    const { code } = await service.ended;
    if (code !== 0) throw new Error(`mfawatch ${command} ended with ${String(code)}:\n${service.output}`);
    return service.stdout;
  }

  /** Every document `alerts` or `incidents` prints. */
  async documents<T>(command: 'alerts' | 'incidents', tenant: string): Promise<readonly T[]> {
    const text = await this.run(command, '--tenant', tenant, '--format', 'ndjson');
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as T);
  }

  /** The log shipper of an organisation appends to the files that are followed. */
  ship(organisation: DemoOrganisation, records: readonly RawRecord[]): void {
    new Feed(this.folder).ship(organisation, records);
  }

  look<T>(work: (held: Held) => Promise<T>): Promise<T> {
    const isEmbedded = this.#servers === undefined;
    return isEmbedded ? reading(join(this.folder, 'data'), work) : readingServers(this.#config, work);
  }

  async atRest(): Promise<void> {
    const logs = this.#organisations.map((organisation) => liveFolder(this.folder, organisation));
    await this.look((held) => untilAtRest(this.crew, (look) => look(held), logs, REST_MS));
  }

  async end(): Promise<void> {
    await this.crew.kill();
    await this.receiver.close();
  }
}
