import { readFileSync } from 'node:fs';
import { TOPICS } from '../../services/records/index.ts';
import type { Held } from '../chaos/held.ts';
import { READERS, shareLeft, untilCaughtUp, untilRead } from '../group-progress.ts';
import type { Reader } from '../group-progress.ts';
import { TENANT } from '../pipeline/bench-pipeline.ts';
import type { RecordsFile } from '../pipeline/records-file.ts';
import { bareBulk, bareConsume, valuesOn } from './bare-loops.ts';
import { crewAtWork } from './crew-at-work.ts';
import type { Roles } from './crew-at-work.ts';
import { feedBacklog, splitLines } from './feeding.ts';
import { looking, PARTITIONS } from './installation.ts';
import type { Installation } from './installation.ts';
import { metered, programsOf, serversHere, THIS_PROGRAM } from './metered.ts';
import type { Metered, Program } from './metered.ts';

/** So many records in so many seconds, and what whoever worked on them used. */
export interface Measured {
  readonly records: number;
  readonly seconds: number;
  readonly used: Metered<unknown>['used'];
}

export interface Together {
  /** Until the last event was in the Store, s. */
  readonly searchable: number;
  /** Until detection had judged all of them, s. */
  readonly judged: number;
  /** Until both. */
  readonly all: Measured;
}

/** What one step does when nothing else is at work, beside what the servers do for a client that does nothing else. */
export interface OneByOne {
  readonly consumeRaw: Measured;
  readonly consumeObservations: Measured;
  readonly bulk: Measured;
  /** As many requests at once as there are partitions. */
  readonly bulkInLanes: Measured;
  readonly index: Measured;
  readonly detect: Measured;
}

/** Code is compiled and addresses are looked up for the first time, on both sides: these records come first and are not counted. */
export const WARM_UP = 5_000;

const INGESTING: Roles = [['ingest', 'normalise']];

/** All services at once, from files to Elasticsearch. */
export function together(installation: Installation, file: RecordsFile, roles: Roles): Promise<Together> {
  const [first, others] = splitLines(file, WARM_UP);
  const feed = async (lines: Buffer, held: Held): Promise<Omit<Together, 'all'>> => {
    const began = performance.now();
    const since = (): number => (performance.now() - began) / 1_000;
    await feedBacklog(lines, installation.records, held);
    const [searchable, judged] = await Promise.all([
      untilCaughtUp(held.log, READERS.index).then(since),
      untilCaughtUp(held.log, READERS.detect).then(since),
    ]);
    return { searchable, judged };
  };
  return crewAtWork(installation, roles, (crew) =>
    looking(installation, async (held) => {
      await feed(first, held);
      const programs = [...programsOf(crew), ...serversHere(installation.place)];
      const { result, ...used } = await metered(programs, () => feed(others, held));
      return { ...result, all: { records: file.records - WARM_UP, ...used } };
    }),
  );
}

/** The same records are brought as far as Kafka; then one step after another is started. */
export async function oneByOne(installation: Installation, file: RecordsFile): Promise<OneByOne> {
  await crewAtWork(installation, INGESTING, () =>
    looking(installation, (held) => feedBacklog(readFileSync(file.path), installation.records, held)),
  );
  const { documents, observations } = await looking(installation, async ({ log }) => ({
    documents: await valuesOn(log, TOPICS.events),
    observations: (await valuesOn(log, TOPICS.observations)).length,
  }));
  return {
    consumeRaw: await consumed(installation, TOPICS.raw, file.records),
    consumeObservations: await consumed(installation, TOPICS.observations, observations),
    bulk: await written(installation, documents, 1),
    index: await alone(installation, ['index'], READERS.index, documents.length),
    bulkInLanes: await written(installation, documents, PARTITIONS),
    detect: await alone(installation, ['detect'], READERS.detect, observations),
  };
}

async function consumed({ place }: Installation, topic: string, records: number): Promise<Measured> {
  // To join a group is no part of reading.
  const { result, used } = await metered(byThisProgram(place), () => bareConsume(place, topic, records));
  return { records, seconds: result, used };
}

async function written({ place }: Installation, documents: readonly Uint8Array[], lanes: number): Promise<Measured> {
  const index = `${place.prefix}-events-${TENANT}--1970.0${String(lanes)}`;
  await bareBulk(documents.slice(0, WARM_UP), place, index, lanes);
  const others = documents.slice(WARM_UP);
  const { seconds, used } = await metered(byThisProgram(place), () => bareBulk(others, place, index, lanes));
  return { records: others.length, seconds, used };
}

function byThisProgram(place: Installation['place']): readonly Program[] {
  return [THIS_PROGRAM, ...serversHere(place)];
}

/** A service that is started when everything it will read is there. */
function alone(
  installation: Installation,
  role: readonly string[],
  reader: Reader,
  records: number,
): Promise<Measured> {
  return crewAtWork(installation, [role], (crew) =>
    looking(installation, async ({ log }: Held) => {
      await untilRead(log, reader, WARM_UP);
      const left = await shareLeft(log, reader);
      const programs = [...programsOf(crew), ...serversHere(installation.place)];
      const { seconds, used } = await metered(programs, () => untilCaughtUp(log, reader));
      return { records: Math.round(records * left), seconds, used };
    }),
  );
}
