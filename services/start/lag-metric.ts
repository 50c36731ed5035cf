import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { readLags } from '../api/index.ts';
import type { EventLog } from '../platform/event-log/event-log.ts';
import { LogUnavailableError } from '../platform/event-log/event-log.ts';

/** Records each group has yet to read; no values while the log cannot tell. */
export function createLagMetric(log: EventLog, metrics: Registry): void {
  const gauge = new Gauge({
    name: 'mfawatch_lag_records',
    help: 'Records of a topic that a consumer group has yet to read',
    labelNames: ['group', 'topic'],
    registers: [metrics],
    collect: async () => {
      gauge.reset();
      for (const { group, topic, records } of await lagsOf(log)) gauge.set({ group, topic }, records);
    },
  });
}

async function lagsOf(log: EventLog): ReturnType<typeof readLags> {
  try {
    return await readLags(log);
  } catch (error) {
    if (error instanceof LogUnavailableError) return [];
    throw error;
  }
}
