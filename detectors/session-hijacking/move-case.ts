import type { Move } from './move.ts';
import type { ImpossibleJourney, Interleaving } from './simultaneous.ts';

/** A move and what was going on around it. */
export interface MoveCase {
  readonly move: Move;
  readonly interleaving: Interleaving | undefined;
  readonly journey: ImpossibleJourney | undefined;
  /** Whether enough is known of the user to call a network new. */
  readonly past: boolean;
}
