import { LATENESS_MS } from '../../detectors/kit/detector.ts';
import type { Environment } from '../../detectors/kit/engine.ts';
import { Engine } from '../../detectors/kit/engine.ts';
import { KeyStates } from '../../detectors/kit/key-states.ts';
import type { Assertion } from '../../detectors/kit/state.ts';
import type { Random } from '../support/random.ts';
import { pick, shuffled } from '../support/random.ts';
import type { Delivery } from './history.ts';
import { deliveryTime } from './history.ts';

export const USER = 'alice@example.com';
const HOUR = 3_600_000;

/** How a set of deliveries reaches the engine: in which order, how often saved and restored, and whether ticks move the watermark. */
export interface Route {
  readonly order: readonly Delivery[];
  /** After how many deliveries the state goes through bytes: a batch. */
  readonly batch: number;
  readonly ticks: boolean;
  /** How far ticks may run ahead of what is still to come, ms; behind it where negative: a slow source. */
  readonly lateness: number;
}

/** In order of time, nothing twice, one batch. */
export function sortedRoute(deliveries: readonly Delivery[]): Route {
  const order = [...deliveries].sort((a, b) => deliveryTime(a) - deliveryTime(b));
  return { order, batch: Infinity, ticks: true, lateness: 0 };
}

const DISORDERS = [0, HOUR, 6 * HOUR, 26 * HOUR, 72 * HOUR, Infinity] as const;

/** Ticks keep to what has arrived, or run ahead of it as far as they may: `LATENESS_MS` less than a revision moves a record in time. */
const LATENESSES = [0, LATENESS_MS - HOUR, -3 * HOUR] as const;

/** Any order up to a random disorder, a third of everything twice, random batches. */
export function randomRoute(deliveries: readonly Delivery[], random: Random): Route {
  const again = deliveries.filter(() => random() < 0.3);
  const disorder = pick(DISORDERS, random);
  const mixed = shuffled([...deliveries, ...again], random);
  const order =
    disorder === Infinity
      ? mixed
      : mixed
          .map((delivery) => ({ delivery, at: deliveryTime(delivery) + random() * disorder }))
          .sort((a, b) => a.at - b.at)
          .map(({ delivery }) => delivery);
  return {
    order,
    batch: pick([1, 2, 5, 12, Infinity], random),
    ticks: random() < 0.8,
    lateness: pick(LATENESSES, random),
  };
}

/** Where a route leads: what stands in the end, and how often the engine refused something as too late. */
export interface Arrival {
  readonly assertions: readonly Assertion[];
  readonly late: number;
}

export function travel({ order, batch, ticks, lateness }: Route, environment: Environment): Arrival {
  const engine = new Engine(environment);
  const states = new KeyStates(environment.detectors, { hotObservations: 0 });
  const toCome = earliestToCome(order);
  let late = 0;
  order.forEach((delivery, index) => {
    const state = states.touch(USER);
    const { status, failures } =
      delivery.kind === 'copy' ? engine.apply(state, delivery.observation) : engine.remove(state, delivery.removal);
    if (status === 'late') late += 1;
    for (const { error } of failures) throw error;
    const watermark = Math.min(deliveryTime(delivery), toCome[index + 1] ?? Infinity) + lateness;
    if (ticks) engine.advance(state, watermark);
    if ((index + 1) % batch === 0) states.settle();
  });
  const state = states.touch(USER);
  engine.finish(state);
  return { assertions: [...state.assertions.values()].filter(({ active }) => active), late };
}

/** For each position the earliest time of all deliveries from there on: no tick may pass it. */
function earliestToCome(order: readonly Delivery[]): readonly number[] {
  const earliest: number[] = [];
  let time = Infinity;
  for (let index = order.length - 1; index >= 0; index -= 1) {
    time = Math.min(time, deliveryTime(order[index] as Delivery));
    earliest[index] = time;
  }
  return earliest;
}
