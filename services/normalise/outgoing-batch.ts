import type { TenantId } from '../../events/identity.ts';
import { posted } from '../ingest/dead-letter.ts';
import type { OutgoingRecord, TopicRecords } from '../platform/event-log/event-log.ts';
import type { DeadLetterRecord, Marker, ObservationData, RawData, Tick } from '../records/index.ts';
import { encodeJson, TOPICS, userKey } from '../records/index.ts';
import type { NormalisedEvent } from './normalise-record.ts';

/** What one batch of raw records gives, in the order in which each topic must have it. */
export class OutgoingBatch {
  readonly #rawPartition: number;
  readonly #partitions: number;
  readonly #events: OutgoingRecord[] = [];
  readonly #observations: OutgoingRecord[] = [];
  readonly #letters: OutgoingRecord[] = [];
  readonly #ticks = new Map<string, Tick>();

  /** @param partitions of `mfa.observations`: each hears every tick and marker */
  constructor(rawPartition: number, partitions: number) {
    this.#rawPartition = rawPartition;
    this.#partitions = partitions;
  }

  addEvent({ event, keyed }: NormalisedEvent, { tenant, history }: RawData): void {
    const key = `${tenant}|${event.event.module}|${event.event.id}`;
    this.#events.push({ key, value: encodeJson(event) });
    for (const { user, observation } of keyed) {
      const data: ObservationData = { kind: 'observation', tenant, user, observation };
      const value = encodeJson(history === true ? { ...data, history } : data);
      this.#observations.push({ key: userKey(tenant, user), value });
    }
  }

  addLetter(letter: DeadLetterRecord): void {
    this.#letters.push(posted(letter));
  }

  /** Only the last of a stream counts, behind everything in this batch: a frontier told a little later is still true. */
  addTick(tick: Tick): void {
    const key = `${tick.tenant}|${tick.stream}`;
    const frontier = Math.max(tick.frontier, this.#ticks.get(key)?.frontier ?? -Infinity);
    this.#ticks.set(key, { ...tick, frontier });
  }

  /** Stays between the records it stood between. */
  addMarker(marker: Marker): void {
    this.#forward(marker.tenant, marker);
  }

  /** Ends the batch. */
  finish(): readonly TopicRecords[] {
    for (const tick of this.#ticks.values()) this.#forward(tick.tenant, tick);
    const topics = [
      { topic: TOPICS.events, records: this.#events },
      { topic: TOPICS.observations, records: this.#observations },
      { topic: TOPICS.deadLetters, records: this.#letters },
    ];
    return topics.filter(({ records }) => records.length > 0);
  }

  #forward(tenant: TenantId, record: Tick | Marker): void {
    const value = encodeJson({ ...record, rawPartition: this.#rawPartition });
    for (let partition = 0; partition < this.#partitions; partition++) {
      this.#observations.push({ key: `${tenant}|`, value, partition });
    }
  }
}
