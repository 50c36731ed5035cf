import type { TenantId } from '../../events/identity.ts';
import { toAlert } from '../../detectors/kit/alert.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { AssertionChange } from '../../detectors/kit/engine.ts';
import type { AlertRecord } from '../records/index.ts';

/** What a batch changes of alerts: one record an alert, however often it changed, with the offset of what changed it last. */
export class AlertOutbox {
  readonly #tenant: TenantId;
  readonly #detectors: ReadonlyMap<string, Detector>;
  readonly #drafts = new Map<string, Draft>();

  constructor(tenant: TenantId, detectors: readonly Detector[]) {
    this.#tenant = tenant;
    this.#detectors = new Map(detectors.map((detector) => [detector.id, detector]));
  }

  put(change: AssertionChange, offset: bigint, quiet: boolean): void {
    this.#replace(change.alertId, { user: change.user, offset, quiet, change });
  }

  /** An alert of which only the id is known any more no longer holds. */
  withdraw(user: string, alertId: string, offset: bigint, quiet: boolean): void {
    this.#replace(alertId, { user, offset, quiet, change: undefined });
  }

  /** In order of offset. A document that cannot be written is told to `onFailure` and left out. */
  settle(onFailure: (change: AssertionChange, error: unknown) => void): AlertRecord[] {
    const records: AlertRecord[] = [];
    for (const [id, draft] of this.#drafts) {
      try {
        records.push(this.#record(id, draft));
      } catch (error) {
        if (draft.change === undefined) throw error;
        onFailure(draft.change, error);
      }
    }
    this.#drafts.clear();
    return records;
  }

  #replace(id: string, draft: Draft): void {
    this.#drafts.delete(id);
    this.#drafts.set(id, draft);
  }

  #record(id: string, { user, offset, quiet, change }: Draft): AlertRecord {
    const common = { tenant: this.#tenant, user, id, sequence: Number(offset), ...(quiet ? { quiet } : {}) } as const;
    if (change === undefined) return { ...common, detection: 'retracted' };
    const { assertion, saturated } = change;
    const { replacedBy } = assertion;
    const detector = this.#detectors.get(assertion.detector);
    return {
      ...common,
      detection: assertion.active ? 'active' : 'retracted',
      // A detector that is no longer installed can only be retracted.
      ...(detector === undefined
        ? {}
        : { alert: toAlert({ tenant: this.#tenant, user, detector, assertion, saturated }) }),
      ...(replacedBy === undefined ? {} : { replacedBy }),
    };
  }
}

interface Draft {
  readonly user: string;
  readonly offset: bigint;
  readonly quiet: boolean;
  readonly change: AssertionChange | undefined;
}
