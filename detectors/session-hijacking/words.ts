import { isoTime } from '../kit/wording.ts';
import type { ImpossibleJourney } from './simultaneous.ts';

/** Ids are hashes already; a few characters let an analyst tell two apart. */
export function shortId(hash: string): string {
  return hash.length <= 6 ? hash : `${hash.slice(0, 6)}…`;
}

/** `09:12:04`, UTC. */
export function clock(time: number): string {
  return isoTime(time).slice(11, 19);
}

export function journeyText({ one, other, km, speedKmh }: ImpossibleJourney): string {
  const distance = `at least ${grouped(km)} km`;
  const times = `${clock(one.time)} → ${clock(other.time)} UTC`;
  return speedKmh === undefined ? `${distance} at one moment` : `${distance}, ${times}: ${grouped(speedKmh)} km/h`;
}

/** `12,590` */
function grouped(value: number): string {
  return Math.round(value).toLocaleString('en');
}
