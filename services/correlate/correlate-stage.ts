import { createHash } from 'node:crypto';
import { Counter } from 'prom-client';
import type { Assignment, Batch, EventLog, TopicRecords } from '../platform/event-log/event-log.ts';
import { FencedError } from '../platform/event-log/event-log.ts';
import { ConsumerStage } from '../platform/lifecycle/consumer-stage.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { Stage, StageContext } from '../platform/stage.ts';
import type { AlertRecord, DeadLetterRecord } from '../records/index.ts';
import { decodeJson, encodeJson, GROUPS, TOPICS } from '../records/index.ts';
import { Correlator } from './correlator.ts';
import type { Correlated, DamagedState } from './correlator.ts';

/** Turns the alerts of each user into incidents: `mfa.alerts` → `mfa.incidents`, its memory in `mfa.correlations`, all in one transaction. */
export function createCorrelateStage({ log, now, logger, metrics }: StageContext): Stage {
  const owned = new Map<number, { readonly generation: bigint; readonly correlator: Correlator }>();
  const alerts = new Counter({
    name: 'mfawatch_correlate_alerts_total',
    help: 'Alert records that correlation took in',
    registers: [metrics],
  });
  const incidents = new Counter({
    name: 'mfawatch_correlate_incidents_total',
    help: 'Messages on incidents and user risk that correlation published',
    registers: [metrics],
  });

  const restore = async (assignment: Assignment, patience: Patience): Promise<void> => {
    const { partition, generation } = assignment;
    const correlator = await patience.until(() => restored(log, partition));
    owned.set(partition, { generation, correlator });
  };

  const handle = async (batch: Batch, { patience }: { readonly patience: Patience }): Promise<void> => {
    const { assignment, records, next } = batch;
    const own = owned.get(assignment.partition);
    if (own?.generation !== assignment.generation) throw new FencedError(assignment);
    for (const { value, offset } of records) {
      if (value !== null) own.correlator.apply(decodeJson<AlertRecord>(value), offset);
    }
    const correlated = own.correlator.settle();
    for (const { tenant, message } of correlated.damaged) logger.error({ tenant, message }, 'incidents begin anew');
    try {
      await patience.until(() => log.transact(assignment, outgoing(correlated, assignment, now()), next), batch);
    } catch (error) {
      // What it knows is ahead of what is durable.
      owned.delete(assignment.partition);
      throw error;
    }
    alerts.inc(records.length);
    incidents.inc(correlated.incidents.length);
  };

  return new ConsumerStage({
    name: 'correlate',
    log,
    handlers: [
      {
        group: GROUPS.correlate,
        topic: TOPICS.alerts,
        onAssigned: restore,
        onLost: ({ partition, generation }) => {
          if (owned.get(partition)?.generation === generation) owned.delete(partition);
        },
        handle,
      },
    ],
    figures: () => ({ users: [...owned.values()].reduce((sum, { correlator }) => sum + correlator.users, 0) }),
  });
}

async function restored(log: EventLog, partition: number): Promise<Correlator> {
  const correlator = new Correlator();
  for await (const records of log.replay(TOPICS.correlations, partition)) {
    for (const { key, value } of records) correlator.restore(key, value);
  }
  return correlator;
}

/** The changelog stays in the partition of the alerts it follows, whatever the keys' own partition would be. */
function outgoing({ incidents, states, damaged }: Correlated, { partition }: Assignment, at: number): TopicRecords[] {
  const letters = damaged.map((state) => deadLetter(state, at));
  return [
    { topic: TOPICS.incidents, records: incidents },
    { topic: TOPICS.correlations, records: states.map((record) => ({ ...record, partition })) },
    { topic: TOPICS.deadLetters, records: letters.map((letter) => ({ key: letter.id, value: encodeJson(letter) })) },
  ].filter(({ records }) => records.length > 0);
}

const EXCERPT_LENGTH = 1_000;

function deadLetter({ tenant, user, bytes, message }: DamagedState, at: number): DeadLetterRecord {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const excerpt = new TextDecoder().decode(bytes.subarray(0, EXCERPT_LENGTH));
  return {
    id: createHash('sha256').update(['correlate', tenant, user, sha256].join('\0')).digest('hex').slice(0, 32),
    tenant,
    stage: 'correlate',
    reason: { code: 'corrupt_state', message: `the incidents of ${user} begin anew: ${message}` },
    at,
    origin: TOPICS.correlations,
    replay: { kind: 'none', sha256, bytes: bytes.length, excerpt },
  };
}
