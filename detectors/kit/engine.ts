import type { TenantId } from '../../events/identity.ts';
import type { Observation } from '../../events/observation.ts';
import type { Settings } from '../../events/settings.ts';
import { alertId } from './alert-id.ts';
import type { Detector } from './detector.ts';
import { LATENESS_MS } from './detector.ts';
import type { Finding } from './finding.ts';
import { habits, remember } from './profile.ts';
import { signatureOf } from './signature.ts';
import type { Assertion, KeyState } from './state.ts';
import type { Entry } from './timeline.ts';
import {
  anchorBits,
  CAPS,
  findById,
  firstFrom,
  insert,
  isVisible,
  refreshDuplicates,
  retain,
  retentionOf,
  take,
} from './timeline.ts';
import { TimelineView } from './timeline-view.ts';
import type { Trace } from './trace.ts';
import { SILENT } from './trace.ts';
import type { TenantFacts } from './view.ts';
import { Windows } from './windows.ts';

export interface Environment {
  readonly tenant: TenantId;
  readonly detectors: readonly Detector[];
  /** Settings in force at a time; the same object for the same version. */
  readonly settingsAt: (time: number) => Settings;
  readonly facts: TenantFacts;
}

/** What became of the findings. */
export interface Outcome {
  readonly changes: readonly AssertionChange[];
  readonly failures: readonly DetectorFailure[];
}

export interface Applied extends Outcome {
  /** `late`: more than `LATENESS_MS` behind the watermark; only a rebuild of the key can take it in. */
  readonly status: 'applied' | 'duplicate' | 'late';
}

export interface AssertionChange {
  readonly kind: 'opened' | 'updated' | 'retracted';
  readonly user: string;
  readonly alertId: string;
  readonly assertion: Readonly<Assertion>;
  /** A cap was reached: something older that mattered may have been dropped. */
  readonly saturated: boolean;
}

/** A detector that threw: it is skipped for this evaluation and nothing it said before changes (I6). */
export interface DetectorFailure {
  readonly detector: string;
  readonly user: string;
  readonly observationId: string;
  readonly error: unknown;
}

/** An observation that no longer stands: a revision moved the event to another key. */
export interface Removal {
  readonly id: string;
  readonly rank: number;
  readonly time: number;
}

const HOUR_MS = 3_600_000;
const NOTHING: Outcome = { changes: [], failures: [] };
const UNCHANGED: Applied = { status: 'duplicate', changes: [], failures: [] };
const LATE: Applied = { status: 'late', changes: [], failures: [] };

/** Anchors are marked by one bit a detector in a 32-bit integer. */
const MAX_DETECTORS = 31;

/**
 * Keeps one truth per key: the findings asserted are those the detectors give for the timeline as it is now,
 * whatever order it came together in (I3). Holds no state of its own beside resolved parameters.
 */
export class Engine {
  readonly #environment: Environment;
  readonly #params = new WeakMap<Settings, (object | undefined)[]>();

  constructor(environment: Environment) {
    if (environment.detectors.length > MAX_DETECTORS) {
      throw new RangeError(`at most ${String(MAX_DETECTORS)} detectors, not ${String(environment.detectors.length)}`);
    }
    this.#environment = environment;
  }

  get detectors(): readonly Detector[] {
    return this.#environment.detectors;
  }

  /** Inserts an observation, or replaces an older copy of it, and says what that changed. */
  apply(state: KeyState, observation: Observation): Applied {
    const known = findById(state.timeline, observation.id);
    if (known !== undefined && known.observation.rank >= observation.rank) return UNCHANGED;
    if (isLate(state, observation.time) || (known !== undefined && isLate(state, known.observation.time))) return LATE;
    const failures: DetectorFailure[] = [];
    const anchors = anchorBits(this.#environment.detectors, observation, (detector, error) => {
      failures.push(failureOf(detector, state, observation, error));
    });
    return this.#change(state, known, { observation, anchors, hidden: false, removed: false }, failures);
  }

  /** Takes an observation back, leaving a tombstone so that an older copy cannot return. */
  remove(state: KeyState, removal: Removal): Applied {
    const known = findById(state.timeline, removal.id);
    if (known !== undefined && known.observation.rank > removal.rank) return UNCHANGED;
    if (known?.removed === true && known.observation.rank === removal.rank) return UNCHANGED;
    const time = known?.observation.time ?? removal.time;
    if (isLate(state, time)) return LATE;
    const observation: Observation = { ...(known?.observation ?? blank(removal)), rank: removal.rank };
    return this.#change(state, known, { observation, anchors: 0, hidden: false, removed: true }, []);
  }

  /**
   * Moves the watermark on. Anchors a detector waited for are judged when it has passed them; with each full hour, what is older than the
   * retention leaves the timeline for the profile.
   */
  advance(state: KeyState, watermark: number): Outcome {
    const before = state.watermark;
    if (watermark <= before) return NOTHING;
    state.watermark = watermark;
    const outcome = state.wakeAt <= watermark ? this.#wake(state, before, watermark) : NOTHING;
    const failures = fullHour(watermark) > fullHour(before) ? this.#prune(state) : [];
    return failures.length === 0 ? outcome : { ...outcome, failures: [...outcome.failures, ...failures] };
  }

  /** Judges what detectors still wait for as if nothing more were to come: the end of a log. The watermark stays. */
  finish(state: KeyState): Outcome {
    return state.wakeAt === Infinity ? NOTHING : this.#wake(state, state.watermark, Infinity);
  }

  /** The id of the alert an assertion is told as. */
  alertId(user: string, { detector, finding }: Assertion): string {
    return alertId(this.#environment.tenant, detector, user, finding);
  }

  /** What a detector finds at one anchor, with its reasons (`mfawatch explain`). */
  examine(state: KeyState, detector: Detector, anchor: Observation, trace: Trace): readonly Finding[] {
    const settings = this.#environment.settingsAt(anchor.time);
    const params = this.#paramsOf(settings, this.#environment.detectors.indexOf(detector));
    const windows = new Windows(state.timeline);
    return detector.find(
      new TimelineView(state, windows, detector, anchor, settings, this.#environment.facts, trace),
      params,
    );
  }

  #change(state: KeyState, old: Entry | undefined, entry: Entry, failures: DetectorFailure[]): Applied {
    const touched = new TouchedKeys();
    const changed: Observation[] = [entry.observation];
    if (old !== undefined) {
      take(state.timeline, old);
      touched.addAll(old, this.#environment.detectors);
      changed.push(old.observation);
    }
    insert(state.timeline, entry);
    for (const shadow of this.#refreshDuplicates(state, changed)) {
      touched.addAll(shadow, this.#environment.detectors);
      delete shadow.findings;
      changed.push(shadow.observation);
    }
    this.#enforceCap(state, entry, failures);
    const windows = new Windows(state.timeline);
    this.#environment.detectors.forEach((detector, index) => {
      this.#reask(state, windows, detector, index, changed, touched, failures);
    });
    state.wakeAt = this.#nextWake(state);
    return { status: 'applied', changes: this.#reconcile(state, touched), failures };
  }

  /** Asks the detectors that wait about the anchors that came due between two watermarks. */
  #wake(state: KeyState, after: number, until: number): Outcome {
    const touched = new TouchedKeys();
    const failures: DetectorFailure[] = [];
    const windows = new Windows(state.timeline);
    this.#environment.detectors.forEach((detector, index) => {
      const { waits } = detector;
      if (waits === undefined) return;
      for (let at = firstFrom(state.timeline, after - waits); at < state.timeline.length; at += 1) {
        const entry = state.timeline[at] as Entry;
        const due = entry.observation.time + waits;
        if (due > until) break;
        if (due > after && mayAnchor(entry, index))
          this.#ask(state, windows, detector, index, entry, touched, failures);
      }
    });
    state.wakeAt = until === Infinity ? Infinity : this.#nextWake(state);
    return { changes: this.#reconcile(state, touched), failures };
  }

  /** The watermark at which the next anchor comes due. */
  #nextWake(state: KeyState): number {
    const { timeline, watermark } = state;
    let next = Infinity;
    this.#environment.detectors.forEach(({ waits }, index) => {
      if (waits === undefined) return;
      for (let at = firstFrom(timeline, watermark - waits); at < timeline.length; at += 1) {
        const entry = timeline[at] as Entry;
        const due = entry.observation.time + waits;
        if (due >= next) break;
        if (due > watermark && mayAnchor(entry, index)) next = due;
      }
    });
    return next;
  }

  #refreshDuplicates(state: KeyState, changed: readonly Observation[]): readonly Entry[] {
    if (changed[0]?.source !== 'google_workspace') return [];
    return changed.flatMap((observation) => refreshDuplicates(state.timeline, observation.time));
  }

  /** Asks a detector again about every anchor the change may bear on: earlier ones it declares affected, and all later ones. */
  #reask(
    state: KeyState,
    windows: Windows,
    detector: Detector,
    index: number,
    changed: readonly Observation[],
    touched: TouchedKeys,
    failures: DetectorFailure[],
  ): void {
    const { timeline, watermark } = state;
    const { waits = -Infinity } = detector;
    let earliest = Infinity;
    for (const observation of changed) earliest = Math.min(earliest, observation.time);
    for (let at = firstFrom(timeline, earliest - detector.window.after); at < timeline.length; at += 1) {
      const entry = timeline[at] as Entry;
      if (!mayAnchor(entry, index)) continue;
      const anchor = entry.observation;
      if (anchor.time + waits > watermark) break;
      if (anchor.time <= earliest && !changed.includes(anchor)) {
        if (!this.#isAffected(changed, anchor, detector, index)) continue;
      }
      this.#ask(state, windows, detector, index, entry, touched, failures);
    }
  }

  /** Where the detector cannot say, the anchor is asked about: asking tells what is wrong. */
  #isAffected(changed: readonly Observation[], anchor: Observation, detector: Detector, index: number): boolean {
    try {
      const params = this.#paramsAt(anchor.time, index);
      return changed.some((observation) => detector.affects(observation, anchor, params));
    } catch {
      return true;
    }
  }

  /** Asks a detector about one anchor. One that throws leaves what it said before. */
  #ask(
    state: KeyState,
    windows: Windows,
    detector: Detector,
    index: number,
    entry: Entry,
    touched: TouchedKeys,
    failures: DetectorFailure[],
  ): void {
    const anchor = entry.observation;
    const { facts, settingsAt } = this.#environment;
    const view = new TimelineView(state, windows, detector, anchor, settingsAt(anchor.time), facts, SILENT);
    let findings: readonly Finding[];
    try {
      findings = detector.find(view, this.#paramsAt(anchor.time, index));
      if (!Array.isArray(findings)) throw new TypeError('find must return an array of findings');
    } catch (error) {
      failures.push(failureOf(detector, state, anchor, error));
      return;
    }
    replaceFindings(entry, index, findings, detector.id, touched);
  }

  /** Compares what is now found under the touched keys with what was asserted before. */
  #reconcile(state: KeyState, touched: TouchedKeys): AssertionChange[] {
    if (touched.isEmpty) return [];
    const current = this.#supported(state, touched);
    const changes: AssertionChange[] = [];
    for (const [key, detector] of touched.keys) {
      const assertion = state.assertions.get(key);
      if (assertion?.frozen === true) continue;
      const kind = reconcileOne(state, key, detector, assertion, current.get(key));
      if (kind === undefined) continue;
      const now = state.assertions.get(key) as Assertion;
      changes.push({
        kind,
        user: state.user,
        alertId: this.alertId(state.user, now),
        assertion: now,
        saturated: state.saturated.size > 0,
      });
    }
    linkReplacements(changes);
    return changes;
  }

  /** The finding of the earliest anchor for each touched key that still has one. */
  #supported(state: KeyState, touched: TouchedKeys): Map<string, Finding> {
    const supported = new Map<string, Finding>();
    for (const entry of state.timeline) {
      if (entry.findings === undefined) continue;
      for (const [index, findings] of entry.findings) {
        const detector = this.#environment.detectors[index] as Detector;
        for (const finding of findings) {
          const key = `${detector.id}|${finding.key}`;
          if (touched.keys.has(key) && !supported.has(key)) supported.set(key, finding);
        }
      }
    }
    return supported;
  }

  #enforceCap(state: KeyState, added: Entry, failures: DetectorFailure[]): void {
    const { weight } = added.observation;
    if (state.timeline.length <= CAPS[weight]) return;
    let held = 0;
    for (const entry of state.timeline) if (entry.observation.weight === weight) held += 1;
    if (held <= CAPS[weight]) return;
    const oldest = state.timeline.find((entry) => entry.observation.weight === weight) as Entry;
    state.saturated.set(weight, Math.max(oldest.observation.time, state.saturated.get(weight) ?? -Infinity));
    take(state.timeline, oldest);
    this.#fold(state, oldest, failures);
  }

  #prune(state: KeyState): readonly DetectorFailure[] {
    const { timeline } = state;
    const failures: DetectorFailure[] = [];
    const until = fullHour(state.watermark);
    const marksFrom = until - retentionOf('mark');
    const activityFrom = until - retentionOf('interactive');
    for (const [weight, evicted] of state.saturated)
      if (evicted < until - retentionOf(weight)) state.saturated.delete(weight);
    const first = timeline[0];
    if (first === undefined || first.observation.time >= activityFrom) return failures;
    retain(timeline, (entry) => {
      const { time, weight } = entry.observation;
      const stays = time >= (weight === 'mark' ? marksFrom : activityFrom);
      if (!stays) this.#fold(state, entry, failures);
      return stays;
    });
    for (const [key, assertion] of state.assertions) {
      if (assertion.finding.trigger.time < marksFrom) state.assertions.delete(key);
    }
    return failures;
  }

  /** An entry leaves the timeline: its habits enter the profile, and what rests on it can no longer change. */
  #fold(state: KeyState, entry: Entry, failures: DetectorFailure[]): void {
    if (isVisible(entry)) {
      const { observation } = entry;
      state.folded += 1;
      if (observation.time < state.knownSince) state.knownSince = observation.time;
      for (const habit of habits(observation)) remember(state.profile, habit, observation.time);
      for (const detector of this.#environment.detectors) this.#rememberFor(detector, state, observation, failures);
    }
    for (const [index, findings] of entry.findings ?? []) {
      for (const finding of findings) {
        const assertion = state.assertions.get(`${(this.#environment.detectors[index] as Detector).id}|${finding.key}`);
        if (assertion !== undefined) assertion.frozen = true;
      }
    }
  }

  #rememberFor(detector: Detector, state: KeyState, observation: Observation, failures: DetectorFailure[]): void {
    try {
      for (const habit of [...(detector.remember?.(observation) ?? [])])
        remember(state.profile, habit, observation.time);
    } catch (error) {
      failures.push(failureOf(detector, state, observation, error));
    }
  }

  #paramsAt(time: number, index: number): object {
    return this.#paramsOf(this.#environment.settingsAt(time), index);
  }

  /** Each detector's alone: one whose parameters cannot be read (settings older than the detector) stops no other. */
  #paramsOf(settings: Settings, index: number): object {
    let known = this.#params.get(settings);
    if (known === undefined) this.#params.set(settings, (known = []));
    const detector = this.#environment.detectors[index];
    return (known[index] ??= detector?.params.parse(settings.detectors[detector.id] ?? {}) ?? {});
  }
}

function failureOf(
  detector: Detector,
  { user }: KeyState,
  { id: observationId }: Observation,
  error: unknown,
): DetectorFailure {
  return { detector: detector.id, user, observationId, error };
}

function mayAnchor(entry: Entry, index: number): boolean {
  return (entry.anchors & (1 << index)) !== 0 && isVisible(entry);
}

/** Keys whose support may have changed: `<detector>|<finding key>` → detector id. */
class TouchedKeys {
  readonly keys = new Map<string, string>();

  get isEmpty(): boolean {
    return this.keys.size === 0;
  }

  add(detector: string, findings: readonly Finding[]): void {
    for (const finding of findings) this.keys.set(`${detector}|${finding.key}`, detector);
  }

  addAll(entry: Entry, detectors: readonly Detector[]): void {
    for (const [index, findings] of entry.findings ?? []) this.add((detectors[index] as Detector).id, findings);
  }
}

function replaceFindings(
  entry: Entry,
  index: number,
  findings: readonly Finding[],
  detector: string,
  touched: TouchedKeys,
): void {
  const before = entry.findings?.get(index);
  if (before === undefined && findings.length === 0) return;
  if (before !== undefined) touched.add(detector, before);
  touched.add(detector, findings);
  // Never changed in place: an entry whose parts are the same objects is as it was when it was last written.
  const now = new Map(entry.findings);
  if (findings.length > 0) now.set(index, findings);
  else now.delete(index);
  if (now.size > 0) entry.findings = now;
  else delete entry.findings;
}

function reconcileOne(
  state: KeyState,
  key: string,
  detector: string,
  assertion: Assertion | undefined,
  finding: Finding | undefined,
): AssertionChange['kind'] | undefined {
  if (finding === undefined) {
    if (assertion === undefined || !assertion.active) return undefined;
    assertion.active = false;
    assertion.revision += 1;
    return 'retracted';
  }
  const signature = signatureOf(finding);
  if (assertion === undefined) {
    state.assertions.set(key, { detector, finding, signature, active: true, revision: 1, frozen: false });
    return 'opened';
  }
  if (assertion.active && assertion.signature === signature) {
    assertion.finding = finding;
    return undefined;
  }
  const reopened = !assertion.active;
  if (reopened || isMaterial(assertion.finding, finding)) assertion.revision += 1;
  Object.assign(assertion, { finding, signature, active: true });
  delete assertion.replacedBy;
  return reopened ? 'opened' : 'updated';
}

/** Timelines are pruned once an hour, not with each event: a pass over all of one costs more than an event does. */
function fullHour(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS;
}

/** Whether a change at this time could bear on an anchor whose past has begun to leave the timeline. */
function isLate(state: KeyState, time: number): boolean {
  return time < state.watermark - LATENESS_MS;
}

export function isMaterial(before: Finding, after: Finding): boolean {
  return before.rule !== after.rule || before.severity !== after.severity || before.confidence !== after.confidence;
}

/** A withdrawn finding whose events a newly opened one of the same detector also rests on was superseded by it. */
export function linkReplacements(changes: readonly AssertionChange[]): void {
  for (const gone of changes) {
    if (gone.kind !== 'retracted') continue;
    const ids = new Set(gone.assertion.finding.observations.map(({ id }) => id));
    const successor = changes.find(
      ({ kind, assertion }) =>
        kind !== 'retracted' &&
        assertion.detector === gone.assertion.detector &&
        assertion.finding.observations.some(({ id }) => ids.has(id)),
    );
    if (successor !== undefined) (gone.assertion as Assertion).replacedBy = successor.alertId;
  }
}

function blank(removal: Removal): Observation {
  return {
    ...removal,
    eventId: removal.id,
    source: 'entra',
    dataset: '',
    action: '',
    operation: 'other',
    outcome: 'unknown',
    weight: 'interactive',
    role: 'self',
    device: {},
    facts: [],
    steps: [],
  };
}
