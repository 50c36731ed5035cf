import type { MfaEvent, Source } from '../../events/event.ts';
import type { TenantId } from '../../events/identity.ts';
import type { Provider } from '../../events/normalise.ts';
import type { KeyedObservation } from '../../events/observe.ts';
import { NO_ALIASES, observe, rekey } from '../../events/observe.ts';
import type { Locate } from '../../events/place.ts';
import type { DeadLetterCode, DeadLetterReason } from '../../events/result.ts';
import type { Settings } from '../../events/settings.ts';
import type { Aliases } from '../../events/observe.ts';
import { aliasTable, learnedNames } from '../../detectors/kit/alias-learning.ts';
import { DaySummarisers } from '../../detectors/kit/day-summary.ts';
import type { LearnedEgress } from '../../detectors/kit/egress-learning.ts';
import { learnedEgress } from '../../detectors/kit/egress-learning.ts';
import { providerOf } from './input/provider-of.ts';
import type { FileSummary, Input, Origin, ReadItem } from './input/read-item.ts';
import { readRecords } from './input/read-records.ts';

/** Everything read, as observations by user, and an account of what was not. */
export interface Collection {
  readonly byUser: ReadonlyMap<string, readonly KeyedObservation[]>;
  /** Observation ids seen only in `--history` files: they feed state and never alert. */
  readonly historyIds: ReadonlySet<string>;
  /** The tenant's own networks, as its closed days teach them. */
  readonly learnedEgress: readonly LearnedEgress[];
  readonly counts: Counts;
  readonly files: readonly FileSummary[];
  /** The FILE arguments, in their order. */
  readonly inputs: readonly InputAccount[];
}

/** What one FILE argument (a file, a folder or standard input) gave. */
export interface InputAccount {
  readonly path: string;
  /** Records that could be read and normalised. */
  readonly accepted: number;
}

export interface Counts {
  records: number;
  events: number;
  /** The same copy of an event again. */
  duplicates: number;
  /** Older or newer copies of an event beside the one that counts. */
  revisions: number;
  /** Events of no person: service principals, jobs. */
  impersonal: number;
  rejected: number;
  readonly bySource: Map<Source, number>;
  readonly rejections: Map<DeadLetterCode, number>;
}

export interface DeadLetter {
  readonly reason: DeadLetterReason;
  readonly origin: Origin;
  readonly excerpt: string;
}

export interface CollectContext {
  readonly tenant: TenantId;
  readonly fetchedAt: number;
  readonly locate: Locate;
  readonly providers: readonly Provider[];
  /** Told of every record that became no event, as it happens. */
  readonly onDeadLetter: (letter: DeadLetter) => void;
  /** Told now and then how far reading is. */
  readonly onProgress: (counts: Counts) => void;
}

interface Slot {
  rank: number;
  keyed: readonly KeyedObservation[];
  history: boolean;
}

const PROGRESS_EVERY = 5_000;

/** Normalises what is read, keeping of each event the copy with the highest rank. */
export class Collector {
  readonly #context: CollectContext;
  readonly #slots = new Map<string, Slot>();
  readonly #files: FileSummary[] = [];
  readonly #inputs: InputAccount[] = [];
  readonly counts: Counts = {
    records: 0,
    events: 0,
    duplicates: 0,
    revisions: 0,
    impersonal: 0,
    rejected: 0,
    bySource: new Map(),
    rejections: new Map(),
  };

  constructor(context: CollectContext) {
    this.#context = context;
  }

  /** Reads one FILE argument to its end. */
  async read(input: Input, history: boolean): Promise<void> {
    let accepted = 0;
    for await (const item of readRecords([input])) {
      if (this.#add(item, history)) accepted += 1;
    }
    this.#inputs.push({ path: input.path, accepted });
  }

  /** Whether the item was a record that became an event. */
  #add(item: ReadItem, history: boolean): boolean {
    if (item.kind === 'file') {
      this.#files.push(item);
      return false;
    }
    this.counts.records += 1;
    if (this.counts.records % PROGRESS_EVERY === 0) this.#context.onProgress(this.counts);
    if (item.kind === 'rejected') {
      this.#reject(item);
      return false;
    }
    const found = providerOf(item.record, this.#context.providers, item.source);
    const normalised = found.ok ? found.value.provider.normalise(item.record, this.#context) : found;
    if (!normalised.ok) {
      this.#reject({ reason: normalised.reason, origin: item.origin, excerpt: excerptOf(item.record) });
      return false;
    }
    for (const event of normalised.value) {
      this.#keep(event, history);
    }
    return true;
  }

  /** What was collected, under the aliases that settings and the records themselves give. */
  finish(settings: Settings): Collection {
    const { aliases, learnedEgress } = this.#learn(settings);
    const byUser = new Map<string, KeyedObservation[]>();
    const historyIds = new Set<string>();
    for (const { keyed, history } of this.#slots.values()) {
      for (const one of rekeyAll(keyed, aliases)) {
        if (history) historyIds.add(one.observation.id);
        const list = byUser.get(one.user);
        if (list === undefined) byUser.set(one.user, [one]);
        else list.push(one);
      }
    }
    return { byUser, historyIds, learnedEgress, counts: this.counts, files: this.#files, inputs: this.#inputs };
  }

  /** Only the copies that count teach: what the tables hold is a function of the events. */
  #learn(settings: Settings): { aliases: Aliases; learnedEgress: readonly LearnedEgress[] } {
    const days = new DaySummarisers();
    for (const { keyed } of this.#slots.values()) for (const one of keyed) days.add(one);
    const summaries = days.summaries();
    const aliases = aliasTable(learnedNames(summaries), [{ effectiveFrom: 0, settings }]);
    return { aliases, learnedEgress: learnedEgress(summaries, aliases) };
  }

  #keep(event: MfaEvent, history: boolean): void {
    const { rank } = event.mfa;
    const keyed = observe(event, NO_ALIASES);
    // An observation's id is the same text: sharing it halves what a slot costs.
    const key = keyed[0]?.observation.id ?? `${event.event.module}:${event.event.id}`;
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      this.#slots.set(key, { rank, keyed, history });
      this.#countNew(event.event.module, keyed);
      return;
    }
    if (rank === slot.rank) this.counts.duplicates += 1;
    else this.counts.revisions += 1;
    slot.history &&= history;
    if (rank > slot.rank) {
      slot.rank = rank;
      slot.keyed = keyed;
    }
  }

  #countNew(source: Source, keyed: readonly KeyedObservation[]): void {
    this.counts.events += 1;
    this.counts.bySource.set(source, (this.counts.bySource.get(source) ?? 0) + 1);
    if (keyed.length === 0) this.counts.impersonal += 1;
  }

  #reject(letter: DeadLetter): void {
    this.counts.rejected += 1;
    const { code } = letter.reason;
    this.counts.rejections.set(code, (this.counts.rejections.get(code) ?? 0) + 1);
    this.#context.onDeadLetter({ reason: letter.reason, origin: letter.origin, excerpt: letter.excerpt });
  }
}

/** As `observe` would have it under the table: who turns out to act upon themselves has one observation, not two. */
function rekeyAll(keyed: readonly KeyedObservation[], aliases: Aliases): readonly KeyedObservation[] {
  const final = keyed.map((one) => rekey(one, aliases));
  const [victim, actor] = final;
  return actor !== undefined && victim?.user === actor.user ? [actor] : final;
}

const EXCERPT = 200;

function excerptOf(record: object): string {
  return JSON.stringify(record).slice(0, EXCERPT);
}
