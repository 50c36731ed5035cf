import { setTimeout as sleep } from 'node:timers/promises';
import type { Detector } from '../detectors/kit/detector.ts';
import type { Pipeline } from '../services/start/pipeline.ts';
import { Feed, Programme } from './demo-feed.ts';
import type { DemoOrganisation } from './demo-organisations.ts';
import { isStored, reasonForSilence } from './demo-silence.ts';
import type { Terminal } from './demo-terminal.ts';
import { activeAlerts } from './demo-truth.ts';
import { IncidentWatch } from './demo-watch.ts';
import { isRight } from './label-match.ts';
import type { Label } from './organisation/record.ts';

const SECOND = 1_000;
const BEAT_MS = 250;
/** Between two acts: an attack every ten seconds while people look, then life gets calmer. */
const GAP_MS = 5 * SECOND;
const LATER_GAP_MS = 15 * SECOND;
const DENSE_ACTS = 14;
/** Incidents whose last event is older were shown as the past. A scenario's own records lie at most so far back. */
const RECENT_MS = 2 * 3_600_000;
const EXPLAINED = 3;
const LAST_WORDS_MS = 10 * SECOND;
/** After its events are stored, what could be said about them has been said. */
const JUDGED_AFTER_MS = 2 * SECOND;

export interface LiveRun {
  readonly pipeline: Pipeline;
  readonly detectors: readonly Detector[];
  readonly folder: string;
  readonly terminal: Terminal;
}

interface Living {
  readonly organisation: DemoOrganisation;
  readonly watch: IncidentWatch;
}

/** Organisations that go on living, now: sign-ins, attacks and look-alikes, through files the service follows. */
export class LivePart {
  readonly #run: LiveRun;
  readonly #feed: Feed;
  readonly #programme = new Programme();
  readonly #living: Living[] = [];
  readonly #silences: Silences;
  #isOver = false;
  /** ms since 1970; undefined while nobody lives. */
  began: number | undefined;

  constructor(run: LiveRun) {
    this.#run = run;
    this.#feed = new Feed(run.folder);
    this.#silences = new Silences(run);
  }

  /** Its past is known: from now on it takes part. */
  add(organisation: DemoOrganisation): void {
    const { pipeline, terminal } = this.#run;
    this.began ??= Date.now();
    this.#feed.begin(organisation);
    this.#programme.add(organisation);
    this.#living.push({ organisation, watch: new IncidentWatch(pipeline.store, organisation.tenant, terminal) });
  }

  /** Plays until `stop` aborts and what was played last has been judged. */
  async play(stop: AbortSignal): Promise<void> {
    let next = 0;
    for (let beat = 0, played = 0; !stop.aborted; beat += 1) {
      this.#liveOn(beat);
      if (this.#living.length > 0 && Date.now() >= next) {
        this.#perform();
        played += 1;
        next = Date.now() + (played < DENSE_ACTS ? GAP_MS : LATER_GAP_MS);
      }
      await this.#look();
      if (this.#living.length > 0) this.#run.terminal.status(this.#statusText());
      await sleep(BEAT_MS);
    }
    if (this.#living.length > 0) await this.#untilJudged();
  }

  #liveOn(beat: number): void {
    const next = this.#living[beat % Math.max(1, this.#living.length)];
    if (next !== undefined) this.#feed.ship(next.organisation, next.organisation.live.ordinary(Date.now()));
  }

  #perform(): void {
    const act = this.#programme.next();
    this.#isOver = act === undefined;
    if (act === undefined) return;
    const label = this.#feed.play(act.organisation, act.encore);
    if (label?.expected === 'silence') this.#silences.add(act.organisation, label);
  }

  async #look(): Promise<void> {
    for (const { watch } of this.#living) await watch.look((this.began ?? 0) - RECENT_MS);
    await this.#silences.look();
  }

  #statusText(): string {
    const labels = this.#living.flatMap(({ organisation }) => organisation.live.labels);
    const attacks = labels.filter(({ kind }) => kind === 'attack').length;
    const played = `${String(attacks)} attacks and ${String(labels.length - attacks)} look-alikes so far`;
    return this.#isOver
      ? `${played}, all there are; ordinary sign-ins go on. Ctrl-C ends the demo.`
      : `${played}, ordinary sign-ins between. Ctrl-C ends the demo.`;
  }

  /** Whatever was played last may still be on its way. */
  async #untilJudged(): Promise<void> {
    const end = Date.now() + LAST_WORDS_MS;
    while (Date.now() < end && !(await this.#isJudged())) {
      await this.#look();
      await sleep(BEAT_MS);
    }
    await sleep(JUDGED_AFTER_MS);
    await this.#look();
  }

  async #isJudged(): Promise<boolean> {
    const { pipeline } = this.#run;
    for (const { organisation } of this.#living) {
      const { tenant, live } = organisation;
      const attacks = live.labels.filter(({ kind }) => kind === 'attack');
      const alerts = await activeAlerts(pipeline.store, tenant.id);
      if (!attacks.every((label) => isRight(alerts, label))) return false;
      for (const label of live.labels) if (!(await isStored(pipeline, tenant.id, label))) return false;
    }
    return true;
  }
}

interface Tempted {
  readonly organisation: DemoOrganisation;
  readonly label: Label;
  stored: number | undefined;
}

/** Look-alikes that raised nothing, with the condition that kept the tempted detector quiet. */
class Silences {
  readonly #run: LiveRun;
  #waiting: Tempted[] = [];
  #explained = 0;

  constructor(run: LiveRun) {
    this.#run = run;
  }

  add(organisation: DemoOrganisation, label: Label): void {
    if (this.#explained + this.#waiting.length < EXPLAINED)
      this.#waiting.push({ organisation, label, stored: undefined });
  }

  async look(): Promise<void> {
    const { pipeline } = this.#run;
    for (const tempted of [...this.#waiting]) {
      const { organisation, label } = tempted;
      if (tempted.stored === undefined) {
        if (await isStored(pipeline, organisation.tenant.id, label)) tempted.stored = Date.now();
      } else if (Date.now() - tempted.stored >= JUDGED_AFTER_MS) {
        this.#waiting = this.#waiting.filter((each) => each !== tempted);
        await this.#explain(tempted);
      }
    }
  }

  async #explain({ organisation: { tenant }, label }: Tempted): Promise<void> {
    const { pipeline, detectors, terminal } = this.#run;
    const reason = await reasonForSilence(pipeline, detectors, tenant.id, label);
    if (reason === undefined) return;
    this.#explained += 1;
    terminal.entry('silent', 'label', `${label.description} · ${label.user} · ${tenant.name}`);
    terminal.detail(`${label.detector ?? ''} kept quiet because this does not hold: ${reason}.`);
  }
}
