import type { Severity } from '../../detectors/kit/finding.ts';

/** What one delivery says, made once and kept until it has come to rest: repeating it repeats every byte. */
export interface Item {
  /** Idempotency key. */
  readonly key: string;
  readonly kind: 'opened' | 'updated' | 'resolved' | 'summary' | 'test';
  /** When it was made, ISO 8601 UTC. */
  readonly at: string;
  readonly tenant: string;
  /** Id of the incident, or of the summary: what belongs to one thread. */
  readonly subject: string;
  readonly revision: number;
  readonly story: Story;
  /** Absent in summaries. */
  readonly incident?: IncidentFacts;
}

/** For a person woken at night: what matters, in the order it matters. Masked; times are written out in the tenant's zone. */
export interface Story {
  readonly severity: Severity;
  readonly title: string;
  readonly who: string;
  /** Of the tenant. */
  readonly organisation: string;
  /** One sentence. */
  readonly what: string;
  /** Why this item: how many alerts joined, that it is over, that it was held. */
  readonly news?: string;
  readonly evidence: readonly string[];
  readonly why?: string;
  readonly firstStep?: string;
  readonly when: string;
  readonly link?: string;
}

/** For programs. */
export interface IncidentFacts {
  readonly id: string;
  readonly status: string;
  readonly severity: Severity;
  readonly confidence: string;
  readonly risk: number;
  readonly user: string;
  readonly title: string;
  readonly first_event: string;
  readonly last_event: string;
  readonly alerts: readonly AlertFacts[];
}

export interface AlertFacts {
  readonly id: string;
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly detection: string;
  readonly first_event: string;
  readonly last_event: string;
}
