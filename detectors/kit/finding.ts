import type { Observation } from '../../events/observation.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a detector says is wrong. Plain data: equal timelines give deep-equal findings. */
export interface Finding {
  /** Id of one of the detector's rules; becomes `rule.id`. */
  readonly rule: string;
  /** Unique per detector and user, and stable: the same wrong thing keeps its key when more is learned about it. */
  readonly key: string;
  /** Immutable for a key, ms since 1970: the alert's id and its place in the store follow from it. */
  readonly anchorTime: number;
  /** The event an analyst would look at first: `@timestamp`, `source` and `service` are its. */
  readonly trigger: Observation;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** 0–100. */
  readonly risk: number;
  /** One sentence: who, what, from where to where. */
  readonly reason: string;
  /** In order of time. */
  readonly evidence: readonly Evidence[];
  /** What would have made this harmless, in one sentence an analyst can check. */
  readonly counterfactual: string;
  /** Every observation the finding rests on, the trigger included. */
  readonly observations: readonly Observation[];
  readonly fields?: FindingFields;
}

/** One thing that changed or was seen. Names are snake_case: it goes into the alert as it is. */
export interface Evidence {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  readonly event_id?: string;
  /** ISO 8601 UTC. */
  readonly time?: string;
  readonly weight: 'high' | 'medium' | 'low' | 'context';
}

/** Flat fields dashboards aggregate: `mfa.session.*`, `mfa.travel.*`, `mfa.factor.*`. */
export interface FindingFields {
  readonly session?: {
    readonly id?: string;
    readonly previous?: SessionEnd;
    readonly current?: SessionEnd;
    readonly branch?: string;
  };
  readonly travel?: {
    readonly from: TravelEnd;
    readonly to: TravelEnd;
    readonly distance_km: number;
    readonly minutes: number;
    /** Absent where the two ends share a moment. */
    readonly speed_kmh?: number;
  };
  readonly factor?: {
    readonly method: string;
    readonly purpose: string;
    readonly strength?: string;
    readonly uses?: number;
    readonly downgrade_from?: string;
    readonly detail?: string;
  };
}

export interface SessionEnd {
  readonly ip?: string;
  readonly asn?: number;
  readonly as_organization?: string;
  readonly network_class?: string;
  readonly country?: string;
  readonly city?: string;
  readonly device?: string;
  readonly os?: string;
  readonly browser?: string;
  readonly time: string;
  readonly event_id: string;
}

export interface TravelEnd {
  readonly ip: string;
  readonly asn?: number;
  readonly as_organization?: string;
  readonly network_class?: string;
  readonly country?: string;
  readonly city?: string;
  readonly location?: { readonly lat: number; readonly lon: number };
  readonly radius_km?: number;
  readonly source: string;
  readonly time: string;
  readonly event_id: string;
}
