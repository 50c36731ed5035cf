import { liveDay, liveMoment, type Life, type World } from './organisation/day.ts';
import type { Encore, Organisation } from './organisation/generate.ts';
import type { JourneyDay, Leg } from './organisation/journey.ts';
import type { Random } from './organisation/random.ts';
import type { Label, RawRecord } from './organisation/record.ts';
import { createRecorder, type Recorder } from './organisation/recorder.ts';
import { createStage, type Stage } from './organisation/scenarios/stage.ts';

const HOUR = 3_600_000;
/** The day so far, of those who only live it. */
const MORNING = 5 * HOUR;
/** No scenario is longer: who plays one later has been away since. */
const LONGEST_SCENARIO = 2 * HOUR;
/** Records of one sign-in lie up to half a minute apart; none may lie in the future. */
const SETTLED = 31_000;
const NOON = 12;

/** The organisation after its history: what its people do from now on, with event times of now. */
export class LiveOrganisation {
  /** The truth about every scenario played so far. */
  readonly labels: Label[] = [];
  readonly #organisation: Organisation;
  readonly #random: Random;
  readonly #recorder: Recorder = createRecorder();
  readonly #others: readonly Life[];

  /** @param organisation whose batches have all been taken */
  constructor(organisation: Organisation, random: Random) {
    this.#organisation = organisation;
    this.#random = random;
    const cast = new Set(organisation.encore.map(({ life }) => life));
    this.#others = organisation.lives.filter((life) => !cast.has(life) && life.person.kind === 'member');
  }

  /** Everybody's working day up to now, whatever the hour is: at home, so that no clock of the world matters. */
  morning(now: number): RawRecord[] {
    for (const life of this.#others) liveDay(this.#world, life, workingDay(life, now - MORNING, now - SETTLED));
    for (const { life } of this.#organisation.encore)
      liveDay(this.#world, life, workingDay(life, now - MORNING, now - LONGEST_SCENARIO));
    return this.#take();
  }

  /** Somebody opens an application or lets a token be refreshed. */
  ordinary(now: number): RawRecord[] {
    const life = this.#random.pick(this.#others);
    liveMoment(this.#world, life, life.person.access.home.spot(now), now - 1_000);
    return this.#take();
  }

  /** A scenario at its true length, whose last record happens now: a thief's visits of the last minutes come in together. */
  play({ scenario, life }: Encore, now: number): { readonly label: Label | undefined; readonly records: RawRecord[] } {
    const { id, kind, detector, rule, expected, description } = scenario;
    const rehearsal = createRecorder();
    scenario.play(this.#stage(rehearsal, life, now));
    const end = Math.max(...rehearsal.drain(Infinity).map(({ time }) => time)) - now;
    const key = `${id}/${life.person.email}/live`;
    const take = this.#recorder.label(key, () => scenario.play(this.#stage(this.#recorder, life, now - end - 1_000)));
    const records = this.#take();
    if (take.eventIds.length === 0) return { label: undefined, records };
    const hints = { ...(detector === undefined ? {} : { detector }), ...(rule === undefined ? {} : { rule }) };
    const user = life.person.email;
    const label: Label = { id: key, kind, scenario: id, ...hints, user, ...take, expected, description };
    this.labels.push(label);
    return { label, records };
  }

  get #world(): World {
    return { tenant: this.#organisation.tenant, recorder: this.#recorder };
  }

  /** A scenario asks for hours of a day; all of one lie around one of them. */
  #stage(recorder: Recorder, life: Life, noon: number): Stage {
    const world = { tenant: this.#organisation.tenant, recorder };
    const random = this.#random.fork(life.person.email);
    return { ...createStage(world, life, [], noon, random), at: (hour) => noon + (hour - NOON) * HOUR };
  }

  #take(): RawRecord[] {
    return this.#recorder.drain(Infinity).sort((a, b) => a.arrivesAt - b.arrivesAt);
  }
}

function workingDay({ person }: Life, from: number, to: number): JourneyDay {
  const { sase, home } = person.access;
  const leg: Leg = { from, to, laptop: sase ?? home, phone: home, where: 'home', weight: 1 };
  return { legs: [leg], trip: undefined, weekend: false };
}
