/**
 * How a detector tells why it stayed quiet: each condition it decides by goes through `check`.
 * In normal runs nothing is recorded and `check` only hands its second argument back.
 */
export interface Trace {
  /** `condition` reads as a statement that must hold for an alert; `detail` is only called while explaining. */
  check(condition: string, holds: boolean, detail?: () => string): boolean;
}

export interface CheckedCondition {
  readonly condition: string;
  readonly holds: boolean;
  readonly detail?: string;
}

export const SILENT: Trace = { check: (_condition, holds) => holds };

export class RecordingTrace implements Trace {
  readonly checks: CheckedCondition[] = [];

  check(condition: string, holds: boolean, detail?: () => string): boolean {
    this.checks.push(detail === undefined ? { condition, holds } : { condition, holds, detail: detail() });
    return holds;
  }
}
