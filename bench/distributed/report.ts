import type { RecordsFile } from '../pipeline/records-file.ts';
import type { StateLoad } from '../pipeline/state-records.ts';
import { count, megabytes, print, rounded, row } from '../table.ts';
import { quantile } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import { SETTLE_MS } from './latency.ts';
import type { LatencyLoad } from './latency.ts';
import { ELASTICSEARCH, KAFKA } from './metered.ts';
import type { Restored } from './restore.ts';
import { WARM_UP } from './throughput.ts';
import type { Measured, OneByOne, Together } from './throughput.ts';

const SETTLED = `${rounded(SETTLE_MS / 1_000)} s`;
const NOT_HERE = 'elsewhere';
/** All were read before the clock was started. */
const TOO_FEW = 'too few events';

export function tellOneByOne({ records, bytes }: RecordsFile, steps: OneByOne): void {
  print(
    `${count(records)} raw records, ${rounded(bytes / records)} bytes on average; the first ${count(WARM_UP)} to warm up; one step at a time`,
  );
  print(row('', 'events/s', 'of the bare bulk', 'CPU µs/event: client', KAFKA, ELASTICSEARCH));
  const line = (name: string, measured: Measured): void =>
    print(row(name, ...rate(measured, steps), ...[isClient, isKafka, isElasticsearch].map((of) => cpu(measured, of))));
  line('plain kafkajs consumer, raw records', steps.consumeRaw);
  line('plain kafkajs consumer, observations', steps.consumeObservations);
  line('detect', steps.detect);
  line('bare bulk of the documents', steps.bulk);
  line('bare bulk, a request for each partition', steps.bulkInLanes);
  line('index', steps.index);
}

export function tellTogether({ searchable, judged, all }: Together, steps: OneByOne): void {
  print('');
  print(row('all services at once', 'events/s', 'of the bare bulk'));
  print(row('files → Kafka → searchable in Elasticsearch', ...rate({ ...all, seconds: searchable }, steps)));
  print(row('files → Kafka → judged by detection', ...rate({ ...all, seconds: judged }, steps)));
  print('');
  print(row('who was busy meanwhile', 'CPU µs/event', 'cores', 'resident memory'));
  for (const { name, cpu, resident } of all.used)
    print(row(name, rounded((cpu * 1e6) / all.records), rounded(cpu / all.seconds), megabytes(resident)));
  const cores = all.used.reduce((sum, { cpu }) => sum + cpu, 0);
  print(row('together', rounded((cores * 1e6) / all.records), rounded(cores / all.seconds)));
}

export function tellLatency({ rate, seconds }: LatencyLoad, histogram: Histogram): void {
  print(`\n${count(rate)} records/s for ${count(seconds)} s`);
  print(
    `${count(histogram.count)} of them wrote an event until ${SETTLED} after the last; a copy of what is there writes none`,
  );
  print('and a search finds them within the refresh interval of the index (1 s) after that');
  print(row('fetched → written to Elasticsearch', 'p50', 'p95', 'p99'));
  print(row('', ...[0.5, 0.95, 0.99].map((share) => `≤ ${rounded(quantile(histogram, share))} s`)));
}

export function tellRestored({ keys, active }: StateLoad, restored: Restored): void {
  const { bytes, answers, ready, halfway, last, slowest } = restored;
  print(`\na new detect process, ${count(keys)} keys on Kafka, ${rounded(active * 100)} % of them active`);
  print(row('from its start until it is ready', `${rounded(ready)} s`));
  print(row('… of it until it answers', `${rounded(answers)} s`));
  print(row('states', megabytes(bytes), `${rounded(bytes / keys)} bytes each`));
  print(row('read', `${rounded(bytes / 1e6 / (ready - answers))} MB/s`, `${count(last.keys)} keys held`));
  print(row('resident memory', megabytes(last.memory), `${rounded(last.memory / keys)} bytes a key`));
  print(row('longest time to answer meanwhile', `${rounded(slowest * 1_000)} ms`));
  print(
    `after ${rounded(halfway.at)} s its metrics said: ${count(halfway.keys)} keys, ${megabytes(halfway.memory)} resident`,
  );
}

function rate({ records, seconds }: Measured, { bulk }: OneByOne): readonly string[] {
  if (records === 0) return [TOO_FEW, TOO_FEW];
  const perSecond = records / seconds;
  return [rounded(perSecond), `${rounded(perSecond / (bulk.records / bulk.seconds))}×`];
}

type IsOf = (name: string) => boolean;
const isKafka: IsOf = (name) => name === KAFKA;
const isElasticsearch: IsOf = (name) => name === ELASTICSEARCH;
const isClient: IsOf = (name) => !isKafka(name) && !isElasticsearch(name);

function cpu({ records, used }: Measured, isOf: IsOf): string {
  const chosen = used.filter(({ name }) => isOf(name));
  const seconds = chosen.reduce((sum, { cpu }) => sum + cpu, 0);
  if (records === 0) return TOO_FEW;
  return chosen.length === 0 ? NOT_HERE : rounded((seconds * 1e6) / records);
}
