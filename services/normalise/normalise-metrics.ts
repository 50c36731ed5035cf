import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

/** How much was normalised and how much could not be. */
export class NormaliseMetrics {
  readonly #refusals: Counter;
  readonly #handled: Counter;
  #records = 0;
  #refused = 0;

  constructor(metrics: Registry) {
    this.#refusals = new Counter({
      name: 'mfawatch_normalise_dead_letters_total',
      help: 'Raw records that could not be normalised, by reason',
      labelNames: ['code'],
      registers: [metrics],
    });
    this.#handled = new Counter({
      name: 'mfawatch_normalise_records_total',
      help: 'Raw records, ticks and markers handled',
      registers: [metrics],
    });
  }

  figures(): Readonly<Record<string, number>> {
    return { records: this.#records, dead_letters: this.#refused };
  }

  refused(codes: readonly string[]): void {
    this.#refused += codes.length;
    for (const code of codes) this.#refusals.inc({ code });
  }

  /** Called once they are durable. */
  published(records: number): void {
    this.#records += records;
    this.#handled.inc(records);
  }
}
