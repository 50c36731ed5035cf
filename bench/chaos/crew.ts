import { Service } from './service.ts';

/** What each process of an installation on servers runs: three detect, two index, and each of the others once. */
export const ROLES: readonly (readonly string[])[] = [
  ['ingest', 'learn', 'rebuild', 'notify', 'housekeeping', 'api'],
  ['normalise', 'correlate'],
  ['index'],
  ['index'],
  ['detect'],
  ['detect'],
  ['detect'],
];

const PATIENCE_MS = 10_000;

/** The processes of one installation. */
export class Crew {
  readonly #config: string;
  readonly #roles: readonly (readonly string[])[];
  readonly #clock: string | undefined;
  readonly #members: Service[];

  /** @param clock of all of them, as `Service` has it */
  constructor(config: string, roles = ROLES, clock?: string) {
    this.#config = config;
    this.#roles = roles;
    this.#clock = clock;
    this.#members = roles.map((role) => this.#start(role));
  }

  /** What each member runs. */
  get roles(): readonly (readonly string[])[] {
    return this.#roles;
  }

  get members(): readonly Service[] {
    return this.#members;
  }

  get isAlive(): boolean {
    return this.#members.every(({ isAlive }) => isAlive);
  }

  get output(): string {
    return this.#members
      .map(({ output }, at) => `--- ${this.#roles[at]?.join(' ') ?? ''}\n${output.slice(-3_000)}`)
      .join('\n');
  }

  /** @throws Error where one of them ends instead */
  async running(): Promise<void> {
    const all = await Promise.all(this.#members.map((member) => member.running(120_000)));
    if (!all.every(Boolean)) throw new Error(`one does not start:\n${this.output}`);
  }

  /** Kills a member and starts another in its place. @throws Error where it had ended by itself */
  async replace(at: number): Promise<void> {
    const [member, role] = [this.#members[at], this.#roles[at]];
    if (member === undefined || role === undefined) throw new RangeError(`there is no member ${String(at)}`);
    const { signal } = await member.kill();
    if (signal !== 'SIGKILL') throw new Error(`${role.join(' ')} ended by itself:\n${member.output}`);
    this.#members[at] = this.#start(role);
  }

  /** @throws Error where one of them does not end as it should */
  async stop(): Promise<void> {
    const ended = await Promise.all(this.#members.map((member) => member.stop()));
    if (ended.some(({ code }) => code !== 0)) throw new Error(`one stopped with a fault:\n${this.output}`);
  }

  /** However they are: politely first, so that the groups they belong to are empty at once. */
  async end(): Promise<void> {
    const patience = setTimeout(() => void this.kill(), PATIENCE_MS);
    await Promise.all(this.#members.map((member) => member.stop()));
    clearTimeout(patience);
  }

  async kill(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.kill()));
  }

  #start(role: readonly string[]): Service {
    return new Service(['start', ...role, '--listen', '0', '--config', this.#config], this.#clock);
  }
}
