import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Effects } from './detect-partition.ts';
import type { ObservationStatus, TenantPartition } from './tenant-partition.ts';

/** What detection tells Prometheus. Tenants are no label: there may be any number of them. */
export class DetectMetrics {
  readonly #observations: Counter<'status'>;
  readonly #alerts: Counter<'detector' | 'detection'>;
  readonly #failures: Counter;
  readonly #rebuilds: Counter<'cause'>;

  /** @param tenants those of all partitions held now; `now` in ms since 1970 */
  constructor(registry: Registry, tenants: () => readonly TenantPartition[], now: () => number) {
    const registers = [registry];
    this.#observations = new Counter({
      name: 'mfawatch_detect_observations_total',
      help: 'Observations by what became of them.',
      labelNames: ['status'],
      registers,
    });
    this.#alerts = new Counter({
      name: 'mfawatch_detect_alerts_total',
      help: 'Alert records published: opened, updated or retracted.',
      labelNames: ['detector', 'detection'],
      registers,
    });
    this.#failures = new Counter({
      name: 'mfawatch_detect_failures_total',
      help: 'Evaluations and states that became dead letters.',
      registers,
    });
    this.#rebuilds = new Counter({
      name: 'mfawatch_detect_rebuild_requests_total',
      help: 'Keys asked to be rebuilt from the Store.',
      labelNames: ['cause'],
      registers,
    });
    gauge(registry, 'mfawatch_detect_keys', 'Keys with a state.', () => sum(tenants(), ({ keys }) => keys));
    gauge(registry, 'mfawatch_detect_state_bytes', 'Size of all states at rest.', () =>
      sum(tenants(), ({ bytes }) => bytes),
    );
    gauge(registry, 'mfawatch_detect_watermark_lag_seconds', 'How far the slowest tenant is behind.', () =>
      Math.max(0, ...watermarks(tenants()).map((watermark) => (now() - watermark) / 1_000)),
    );
  }

  observed(status: ObservationStatus): void {
    this.#observations.inc({ status });
  }

  published({ alerts, letters, requests }: Effects): void {
    for (const { alert, detection } of alerts) {
      this.#alerts.inc({ detector: alert?.mfa.alert.detector ?? 'unknown', detection });
    }
    for (const { cause } of requests) this.#rebuilds.inc({ cause });
    this.#failures.inc(letters.length);
  }
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

function sum(tenants: readonly TenantPartition[], of: (tenant: TenantPartition) => number): number {
  return tenants.reduce((total, tenant) => total + of(tenant), 0);
}

/** Of the tenants that have one: what was only imported has no time of its own. */
function watermarks(tenants: readonly TenantPartition[]): number[] {
  return tenants.map(({ watermark }) => watermark).filter(Number.isFinite);
}
