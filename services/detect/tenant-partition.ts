import type { TenantId } from '../../events/identity.ts';
import { alertId } from '../../detectors/kit/alert-id.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { AssertionChange, Outcome } from '../../detectors/kit/engine.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { KeyStates } from '../../detectors/kit/key-states.ts';
import { rebuild } from '../../detectors/kit/rebuild.ts';
import type { KeyState } from '../../detectors/kit/state.ts';
import { CorruptStateError } from '../../detectors/kit/state-codec.ts';
import type { TenantTables } from '../tenants/tables.ts';
import type {
  AlertRecord,
  DeadLetterRecord,
  ForwardedMarker,
  ForwardedTick,
  ObservationData,
  RebuildCause,
  RebuildRecord,
  RebuildRequest,
} from '../records/index.ts';
import { decodeJson, louderCause } from '../records/index.ts';
import { AlertOutbox } from './alert-outbox.ts';
import { Gathering } from './gathering.ts';
import type { KeyNote } from './key-notes.ts';
import { KeyNotes } from './key-notes.ts';
import { Letters } from './letters.ts';
import type { ChangeCause } from './quiet-alerts.ts';
import { hush } from './quiet-alerts.ts';
import type { GateRecord } from './release-gate.ts';
import { ReleaseGate } from './release-gate.ts';
import type { ClockRecord } from './tenant-clock.ts';
import { TenantClock } from './tenant-clock.ts';

/** What became of an observation. `held`: the Store has it, and a rebuild will judge it. */
export type ObservationStatus = 'applied' | 'duplicate' | 'late' | 'held';

/** What a batch leaves behind. States are those of `KeyStates`. */
export interface TenantEffects {
  readonly alerts: readonly AlertRecord[];
  readonly requests: readonly RebuildRequest[];
  readonly letters: readonly DeadLetterRecord[];
  readonly states: ReadonlyMap<string, Uint8Array>;
  readonly notes: ReadonlyMap<string, KeyNote | undefined>;
  /** Undefined where nothing of it changed. */
  readonly progress: Progress | undefined;
  /** More stale keys wait to be asked for: settle again. */
  readonly more: boolean;
}

/** How far a tenant has come in a partition, as kept in the changelog. */
export interface Progress {
  readonly clock: ClockRecord;
  readonly gate: GateRecord;
}

/** How many stale keys are asked for in one transaction. */
const REQUESTS_AT_ONCE = 2_000;

/** One tenant's keys within one partition of the observations: a state machine without I/O or clock. */
export class TenantPartition {
  readonly #tenant: TenantId;
  readonly #rawPartitions: number;
  readonly #detectors: readonly Detector[];
  readonly #states: KeyStates;
  readonly #notes = new KeyNotes();
  readonly #gatherings = new Map<string, Gathering>();
  readonly #requests = new Map<string, RebuildCause>();
  /** Keys whose state has to be published. One whose watermark alone moved need not: restored, it moves again. */
  readonly #dirty = new Set<string>();
  readonly #alerts: AlertOutbox;
  readonly #letters: Letters;
  #clock: TenantClock;
  #gate: ReleaseGate;
  #moved = false;
  #version = -1;
  #engine: Engine | undefined;

  constructor(tenant: TenantId, detectors: readonly Detector[], rawPartitions: number) {
    this.#tenant = tenant;
    this.#rawPartitions = rawPartitions;
    this.#detectors = detectors;
    this.#states = new KeyStates(detectors);
    this.#alerts = new AlertOutbox(tenant, detectors);
    this.#letters = new Letters(tenant);
    this.#clock = new TenantClock(rawPartitions);
    this.#gate = new ReleaseGate(rawPartitions);
  }

  /** Of the tables it judges by; -1 before the first. */
  get version(): number {
    return this.#version;
  }

  get watermark(): number {
    return this.#clock.watermark;
  }

  get keys(): number {
    return this.#states.size;
  }

  get bytes(): number {
    return this.#states.bytes;
  }

  get pending(): number {
    return this.#notes.pending;
  }

  get stale(): number {
    return this.#notes.stale.size;
  }

  /** How many observations may stay decoded between batches. */
  set hotObservations(observations: number) {
    this.#states.hotObservations = observations;
  }

  get failures(): ReadonlyMap<string, number> {
    return this.#letters.failures;
  }

  /** Judges by these from now on. What was found under older ones stays until its key is rebuilt. */
  adopt({ version, settingsAt, facts }: TenantTables): void {
    this.#version = version;
    this.#engine = new Engine({ tenant: this.#tenant, detectors: this.#detectors, settingsAt, facts });
  }

  /** Puts a key's state back; it is decoded when it is first touched. */
  restoreState(user: string, bytes: Uint8Array): void {
    try {
      this.#states.restore(user, bytes);
    } catch (error) {
      if (!(error instanceof CorruptStateError)) throw error;
      this.#break(user, error);
    }
  }

  restoreNote(user: string, bytes: Uint8Array): void {
    try {
      this.#notes.restore(user, decodeJson<KeyNote>(bytes));
    } catch (error) {
      this.#break(user, error);
    }
  }

  /** Where it cannot be read, time begins anew and every stale key is asked for: its release may have come already. */
  restoreProgress(bytes: Uint8Array): void {
    try {
      const { clock, gate } = decodeJson<Progress>(bytes);
      this.#clock = new TenantClock(this.#rawPartitions, clock);
      this.#gate = new ReleaseGate(this.#rawPartitions, gate);
    } catch (error) {
      this.#letters.corruptProgress(bytes, error);
      this.#gate = new ReleaseGate(this.#rawPartitions, { jobs: {}, open: true });
    }
  }

  observe({ user, observation, history }: ObservationData, offset: bigint): ObservationStatus {
    this.#gather(user, (gathering) => {
      gathering.addLater(observation);
    });
    const note = this.#notes.get(user);
    if (history === true) {
      if (note.stale !== true) this.#notes.change(user, { stale: true });
      return 'held';
    }
    if (note.broken === true) return 'held';
    const state = this.#touch(user);
    if (state === undefined) return 'held';
    this.#take(user, this.#judge.advance(state, this.#clock.watermark), offset, 'live');
    const applied = this.#judge.apply(state, observation);
    this.#take(user, applied, offset, 'live');
    if (applied.status === 'applied') this.#dirty.add(user);
    if (applied.status === 'late') this.#wantLate(user);
    return applied.status;
  }

  tick(tick: ForwardedTick, offset: bigint): void {
    this.#moved = true;
    if (!this.#clock.hear(tick)) return;
    for (const user of this.#states.due(this.#clock.watermark)) {
      const state = this.#notes.get(user).broken === true ? undefined : this.#touch(user);
      if (state !== undefined) this.#take(user, this.#judge.advance(state, this.#clock.watermark), offset, 'live');
    }
  }

  release({ job, rawPartition }: Extract<ForwardedMarker, { readonly kind: 'release' }>): void {
    this.#moved = true;
    this.#gate.hear(job, rawPartition);
  }

  rebuild(record: RebuildRecord, offset: bigint): void {
    const { user } = record;
    if (record.kind === 'rebuild_begin') this.#gatherings.set(user, new Gathering(record.id));
    else if (record.kind === 'rebuild_end') this.#end(record, offset);
    else
      this.#gather(user, (gathering) => {
        gathering.addChunk(record);
      });
  }

  /** Ends a batch. @param at for dead letters, ms since 1970 */
  settle(at: number): TenantEffects {
    if (this.#gate.isOpen) this.#askForStale();
    const alerts = this.#alerts.settle(({ assertion, user }, error) => {
      const { detector, finding } = assertion;
      this.#letters.detectorFailed({ detector, user, observationId: finding.trigger.id, error });
    });
    const requests = [...this.#requests].map(([user, cause]) => ({ tenant: this.#tenant, user, cause }));
    this.#requests.clear();
    const progress = this.#moved ? { clock: this.#clock.toRecord(), gate: this.#gate.toRecord() } : undefined;
    this.#moved = false;
    return {
      alerts,
      requests,
      letters: this.#letters.settle(at),
      states: this.#settleStates(),
      notes: this.#notes.settle(),
      progress,
      more: this.#gate.isOpen,
    };
  }

  #settleStates(): ReadonlyMap<string, Uint8Array> {
    const settled = this.#states.settle();
    const states = new Map([...settled].filter(([user]) => this.#dirty.has(user)));
    this.#dirty.clear();
    return states;
  }

  get #judge(): Engine {
    if (this.#engine === undefined) throw new TypeError(`no tables were adopted for ${this.#tenant}`);
    return this.#engine;
  }

  /** The state of a key, or undefined where its record is damaged: then its truth is asked for. */
  #touch(user: string): KeyState | undefined {
    try {
      return this.#states.touch(user);
    } catch (error) {
      if (!(error instanceof CorruptStateError)) throw error;
      this.#break(user, error);
      return undefined;
    }
  }

  #break(user: string, error: unknown): void {
    this.#letters.corruptState(user, error);
    this.#notes.change(user, { broken: true });
    this.#request(user, 'replay');
  }

  #take(user: string, { changes, failures }: Outcome, offset: bigint, cause: ChangeCause): void {
    for (const failure of failures) this.#letters.detectorFailed(failure);
    for (const change of changes) this.#put(user, change, offset, cause);
  }

  #put(user: string, change: AssertionChange, offset: bigint, cause: ChangeCause): void {
    const before = this.#notes.get(user).quiet ?? NONE_QUIET;
    const { quiet, remembered } = hush(before, change, cause);
    if (remembered !== before) {
      this.#notes.change(user, { quiet: Object.keys(remembered).length === 0 ? undefined : remembered });
    }
    this.#alerts.put(change, offset, quiet);
    this.#dirty.add(user);
  }

  /** Everything before the begin of a rebuild is in the Store by the time it is read: one that is on its way will know this too. */
  #wantLate(user: string): void {
    if (this.#notes.get(user).pending === undefined && !this.#gatherings.has(user)) this.#request(user, 'late');
  }

  #request(user: string, cause: RebuildCause): void {
    this.#requests.set(user, louderCause(this.#requests.get(user), cause));
    this.#notes.change(user, { pending: cause });
  }

  #askForStale(): void {
    let asked = 0;
    for (const user of this.#notes.stale) {
      if (asked === REQUESTS_AT_ONCE) return;
      asked += 1;
      this.#notes.change(user, { stale: undefined });
      this.#request(user, 'import');
    }
    this.#gate.close();
    this.#moved = true;
  }

  #gather(user: string, add: (gathering: Gathering) => void): void {
    const gathering = this.#gatherings.get(user);
    if (gathering === undefined) return;
    add(gathering);
    if (gathering.isAbandoned) this.#gatherings.delete(user);
  }

  #end(end: Extract<RebuildRecord, { readonly kind: 'rebuild_end' }>, offset: bigint): void {
    const { user } = end;
    const gathering = this.#gatherings.get(user);
    if (gathering?.isComplete(end) !== true) {
      this.#request(user, end.cause);
      return;
    }
    this.#gatherings.delete(user);
    const cause = this.#causeOf(end);
    if (end.cause === 'replay') this.#letters.forgetTold();
    const { state, changes, withdrawn, failures } = rebuild(this.#judge, {
      user,
      observations: gathering.stored,
      later: gathering.later,
      watermark: this.#clock.watermark,
      previous: this.#previous(user),
      activeAlerts: end.activeAlerts,
      horizon: end.horizon,
    });
    this.#states.replace(user, state);
    this.#dirty.add(user);
    if (cause === 'replay') this.#putUnshown(state, end.activeAlerts, offset);
    this.#take(user, { changes, failures }, offset, cause);
    const { pending, broken, quiet } = this.#notes.get(user);
    for (const id of withdrawn) this.#alerts.withdraw(user, id, offset, quiet?.[id] !== undefined);
    if (pending !== undefined || broken !== undefined)
      this.#notes.change(user, { pending: undefined, broken: undefined });
  }

  /** A person asked: what is asserted and not in the Store (its document could not be written before a fix) is told again. */
  #putUnshown(state: KeyState, shown: readonly string[], offset: bigint): void {
    const { user } = state;
    for (const assertion of state.assertions.values()) {
      const id = alertId(this.#tenant, assertion.detector, user, assertion.finding);
      if (!assertion.active || shown.includes(id)) continue;
      this.#put(
        user,
        { kind: 'opened', user, alertId: id, assertion, saturated: state.saturated.size > 0 },
        offset,
        'replay',
      );
    }
  }

  /** Imported records of the key are among what was read, whoever asked: what they bring to light is not news. */
  #causeOf({ user, cause }: Extract<RebuildRecord, { readonly kind: 'rebuild_end' }>): RebuildCause {
    const { stale, pending } = this.#notes.get(user);
    return stale === true || pending === 'import' ? 'import' : cause;
  }

  #previous(user: string): KeyState | undefined {
    return this.#notes.get(user).broken === true ? undefined : this.#touch(user);
  }
}

const NONE_QUIET = {};
