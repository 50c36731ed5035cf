import type { Source } from '../../events/event.ts';
import type { Observation } from '../../events/observation.ts';
import type { Detector, Need } from './detector.ts';

/** Whether a detector could judge what one source delivered. */
export interface Judgement {
  readonly source: Source;
  readonly detector: string;
  /** `none`: a field all of it rests on is missing; `partly`: some are; `idle`: nothing came that it judges, so nothing was missed. */
  readonly verdict: 'yes' | 'partly' | 'none' | 'idle';
  readonly gaps: readonly Gap[];
}

export interface Gap {
  readonly field: string;
  readonly judges: string;
  /** Rows that should carry the field, and how many did. */
  readonly rows: number;
  readonly present: number;
  readonly remedy: string | undefined;
}

/** Below this share of rows a field counts as missing: exports drop whole columns, they do not thin them out. */
const ENOUGH = 0.05;

/** Counts, while observations go by, the fields each detector needs. */
export class JudgeabilityCounter {
  readonly #detectors: readonly Detector[];
  readonly #counts = new Map<Need, Map<Source, { rows: number; present: number }>>();
  readonly #rows = new Map<Source, number>();

  constructor(detectors: readonly Detector[]) {
    this.#detectors = detectors;
    for (const { needs } of detectors) for (const need of needs) this.#counts.set(need, new Map());
  }

  count(observation: Observation): void {
    const { source } = observation;
    this.#rows.set(source, (this.#rows.get(source) ?? 0) + 1);
    for (const [need, bySource] of this.#counts) {
      if (!need.sources.includes(source) || !need.applies(observation)) continue;
      let counted = bySource.get(source);
      if (counted === undefined) bySource.set(source, (counted = { rows: 0, present: 0 }));
      counted.rows += 1;
      if (need.present(observation)) counted.present += 1;
    }
  }

  /** One row for each source that delivered anything and each detector. */
  judgements(): readonly Judgement[] {
    return [...this.#rows.keys()].flatMap((source) => this.#detectors.map((detector) => this.#judge(source, detector)));
  }

  #judge(source: Source, detector: Detector): Judgement {
    const needs = detector.needs.filter(({ sources }) => sources.includes(source));
    const gaps = needs.map((need) => this.#gap(need, source)).filter((gap) => gap !== undefined);
    return { source, detector: detector.id, verdict: this.#verdict(needs, gaps, source), gaps };
  }

  #verdict(needs: readonly Need[], gaps: readonly Gap[], source: Source): Judgement['verdict'] {
    if (needs.length > 0 && needs.every((need) => this.#counted(need, source).rows === 0)) return 'idle';
    if (gaps.some(({ judges }) => judges === 'everything')) return 'none';
    return gaps.length > 0 ? 'partly' : 'yes';
  }

  /** Rows that never came are no gap: where nobody failed to sign in, no failed sign-in lacks its steps. */
  #gap(need: Need, source: Source): Gap | undefined {
    const { rows, present } = this.#counted(need, source);
    const enough = need.enough === 'one' ? 1 : rows * ENOUGH;
    if (rows === 0 || present >= enough) return undefined;
    return { field: need.field, judges: need.judges, rows, present, remedy: need.remedy[source] };
  }

  #counted(need: Need, source: Source): { readonly rows: number; readonly present: number } {
    return this.#counts.get(need)?.get(source) ?? { rows: 0, present: 0 };
  }
}
