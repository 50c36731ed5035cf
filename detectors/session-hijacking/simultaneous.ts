import { hasFact } from '../../events/observation.ts';
import type { View } from '../kit/view.ts';
import type { Move } from './move.ts';
import { isOtherCountry, isOtherNetwork, leastKm, saysWhereUserIs } from './network.ts';
import type { Params } from './params.ts';
import { HOUR_MS, MINUTE_MS } from './params.ts';
import type { SessionEvidence } from './session-evidence.ts';

/** Both networks took turns: the uses at which they changed over, A-B-A-B. */
export interface Interleaving {
  readonly turns: readonly [SessionEvidence, SessionEvidence, SessionEvidence, SessionEvidence];
}

/** One of the two networks of a move, until the other takes over. */
interface Turn {
  readonly isNew: boolean;
  readonly first: SessionEvidence;
  last: SessionEvidence;
}

/** Four turns within the time; uses at one and the same moment have no order and make no turn. */
export function interleaving({ thread, from, to }: Move, params: Params): Interleaving | undefined {
  const span = params.interleaveMinutes * MINUTE_MS;
  const turns: Turn[] = [];
  for (const use of [...thread.before, to, ...thread.after]) {
    if (Math.abs(use.time - to.time) > span) continue;
    const isNew = !isOtherNetwork(use.place, to.place);
    if (isNew || !isOtherNetwork(use.place, from.place)) takeTurn(turns, use, isNew);
  }
  for (let index = 3; index < turns.length; index += 1) {
    const [a, b, c, d] = turns.slice(index - 3, index + 1) as [Turn, Turn, Turn, Turn];
    if (d.first.time - a.last.time <= span) return { turns: [a.last, b.first, c.first, d.first] };
  }
  return undefined;
}

function takeTurn(turns: Turn[], use: SessionEvidence, isNew: boolean): void {
  const current = turns.at(-1);
  if (current === undefined) turns.push({ isNew, first: use, last: use });
  else if (current.isNew === isNew) current.last = use;
  else if (use.time > current.last.time) turns.push({ isNew, first: use, last: use });
}

/** A journey nobody makes. */
export interface ImpossibleJourney {
  readonly one: SessionEvidence;
  readonly other: SessionEvidence;
  /** Least distance, both uncertainties taken off. */
  readonly km: number;
  /** Absent where both ends share a moment. */
  readonly speedKmh?: number;
}

/**
 * Between the last use before and the new one, or back again; only networks that say where their users are make a claim. Operators surface
 * their users anywhere in a country, so within one country a single jump is none: the session must come back within the hour. Nor for
 * guests, whose own company's VPN nobody here can know, nor for silent token refreshes, which a VPN's first use moves all at once.
 */
export function impossibleJourney({ tenant }: View, move: Move, params: Params): ImpossibleJourney | undefined {
  const { from, to } = move;
  const claims = [from, to].every(
    ({ place, time }) => saysWhereUserIs(place) && tenant.gateway(place, time) === undefined,
  );
  if (!claims) return undefined;
  const back = returnOf(move);
  const isJumpEnough = isOtherCountry(from.place, to.place) && !hasFact(to, 'guest') && !hasFact(to, 'non_interactive');
  if (back === undefined && !isJumpEnough) return undefined;
  return journey(from, to, params) ?? (back === undefined ? undefined : journey(to, back, params));
}

function journey(one: SessionEvidence, other: SessionEvidence, params: Params): ImpossibleJourney | undefined {
  const km = leastKm(one.place, other.place);
  if (km === undefined || km < params.minDistanceKm) return undefined;
  const hours = (other.time - one.time) / HOUR_MS;
  if (hours === 0) return { one, other, km };
  const speedKmh = km / hours;
  return speedKmh > params.maxSpeedKmh ? { one, other, km, speedKmh } : undefined;
}

/** The first use, within the hour, back in the network the session came from. */
export function returnOf({ thread, from, to }: Move): SessionEvidence | undefined {
  return thread.after.find((later) => later.time > to.time && !isOtherNetwork(later.place, from.place));
}
