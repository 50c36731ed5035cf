import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TOPICS } from '../services/records/index.ts';
import { bareBulk, bareConsume, eventsOn } from './distributed/bare-loops.ts';
import { onServers, playBacklog, playLive } from './distributed/flow.ts';
import type { Servers } from './chaos/installation.ts';
import { quantile, readHistogram } from './distributed/histogram.ts';
import { rounded, row } from './measure.ts';
import { TENANT } from './pipeline/bench-pipeline.ts';
import { writeRecordsFile } from './pipeline/records-file.ts';

const PARTS = ['throughput', 'latency'];
const REST = ['ingest', 'normalise', 'learn', 'rebuild', 'correlate'];
/** More than one second of records is not waited for. */
const SETTLE_MS = 15_000;

/** `npm run bench distributed [PART…]`: the services on a real Kafka and Elasticsearch, beside what the servers do alone. */
export async function benchDistributed(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kafka: { type: 'string', default: process.env['TEST_KAFKA_BROKERS'] ?? '' },
      elasticsearch: { type: 'string', default: process.env['TEST_ELASTICSEARCH_URL'] ?? '' },
      events: { type: 'string', default: '30000' },
      detect: { type: 'string', default: '1' },
      rate: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '30' },
    },
  });
  const unknown = positionals.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`${unknown} is none of: ${PARTS.join(', ')}`);
  if (values.kafka === '' || values.elasticsearch === '')
    throw new Error('name --kafka host:port and --elasticsearch URL, or start both by npm run services');
  const servers = { brokers: values.kafka.split(','), elasticsearch: values.elasticsearch };
  const detect = Array.from({ length: Number(values.detect) }, () => ['detect']);
  const isWanted = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
  if (isWanted('throughput')) await benchThroughput(servers, Number(values.events), detect);
  if (isWanted('latency')) await benchLatency(servers, Number(values.rate), Number(values.seconds), detect);
}

type Roles = readonly (readonly string[])[];

async function benchThroughput(servers: Servers, events: number, detect: Roles): Promise<void> {
  await inFolder(async (folder) => {
    const file = writeRecordsFile(join(folder, 'given.ndjson'), events);
    const prefix = newPrefix();
    const roles = [REST, ['index'], ...detect];
    const measured = await onServers({ folder, servers, prefix, roles }, async ({ records, backends: { log } }) => {
      const reached = await playBacklog(file, records, log);
      const documents = await eventsOn(log);
      const consume = await bareConsume(servers, `${prefix}.${TOPICS.raw}`, file.records);
      const index = `${prefix}-events-${TENANT}--1970.01`;
      return { reached, documents, consume, bulk: await bareBulk(documents, servers.elasticsearch, index) };
    });
    const { reached, documents, consume, bulk } = measured;
    print(
      `${String(file.records)} raw records, ${rounded(file.bytes / file.records)} bytes on average; ${String(roles.length)} processes`,
    );
    print(row('', 'events/s', 'of the bare bulk'));
    const bare = documents.length / bulk;
    const line = (name: string, rate: number): void => print(row(name, rounded(rate), `${rounded(rate / bare)}×`));
    line('plain kafkajs consumer, raw records', file.records / consume);
    line('bare bulk of the same documents', bare);
    line('files → Kafka → searchable in Elasticsearch', file.records / reached.searchable);
    line('files → Kafka → judged by detection', file.records / reached.judged);
  });
}

async function benchLatency(servers: Servers, rate: number, seconds: number, detect: Roles): Promise<void> {
  await inFolder(async (folder) => {
    const file = writeRecordsFile(join(folder, 'given.ndjson'), rate * seconds);
    const roles = [['index'], REST, ...detect];
    const histogram = await onServers({ folder, servers, prefix: newPrefix(), roles }, async ({ records, crew }) => {
      await playLive(file, records, rate, seconds);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return readHistogram(crew.members[0]?.url ?? '', 'mfawatch_fetched_to_searchable_seconds');
    });
    print(`\n${String(rate)} records/s for ${String(seconds)} s; ${String(histogram.count)} events in the Store`);
    print('and a search finds them within the refresh interval of the index (1 s) after that');
    print(row('fetched → written to Elasticsearch', 'p50', 'p95', 'p99'));
    print(row('', ...[0.5, 0.95, 0.99].map((share) => `≤ ${rounded(quantile(histogram, share))} s`)));
  });
}

function newPrefix(): string {
  return `bench-${randomBytes(4).toString('hex')}`;
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mfawatch-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
