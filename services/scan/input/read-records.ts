import { createReadStream } from 'node:fs';
import { describeFileError } from '../../platform/file-error.ts';
import { decode } from './byte-source.ts';
import type { Bytes } from './byte-source.ts';
import { contentKind } from './content-kind.ts';
import type { ContentKind } from './content-kind.ts';
import { CsvReader } from './csv-reader.ts';
import { inputFiles } from './input-files.ts';
import type { InputFile } from './input-files.ts';
import { JsonReader } from './json-reader.ts';
import type { FileFormat, FileSummary, Input, ReadItem } from './read-item.ts';
import { RecordSink } from './record-sink.ts';

const READ_BYTES = 1024 * 1024;

export interface ReadOptions {
  /** What `-` reads; standard input when left out. */
  readonly stdin?: Bytes;
}

/** Reads bytes piece by piece, telling a sink what it finds. */
interface RecordReader {
  push(chunk: Buffer): void;
  end(): void;
}

/**
 * Every record in the inputs, in their order, each followed by nothing but its neighbours: what cannot be read is an item of its own
 * and a summary closes each file. Wrappers, compression and encoding are recognised by content, never by name. Holds one record (at
 * most MAX_RECORD_BYTES) and one piece of the file in memory. Never throws for what a file holds or lacks.
 */
export async function* readRecords(inputs: Iterable<Input>, options: ReadOptions = {}): AsyncGenerator<ReadItem> {
  for await (const file of inputFiles(inputs)) yield* readFile(file, options);
}

async function* readFile(file: InputFile, options: ReadOptions): AsyncGenerator<ReadItem> {
  const sink = new RecordSink(file.path, file.source);
  if (file.problem !== undefined) {
    yield summarise(file, sink, 'unsupported', file.problem);
    return;
  }
  let format: FileFormat = 'unsupported';
  let reader: RecordReader | undefined;
  let problem: string | undefined;
  try {
    const { head, bytes } = await decode(open(file, options), (wrapper) => sink.wrappers.add(wrapper));
    const content = contentKind(head);
    format = content.kind;
    reader = readerFor(content, sink);
    problem = reader === undefined ? problemOf(content) : undefined;
    if (reader !== undefined) {
      for await (const chunk of bytes) {
        reader.push(chunk);
        yield* sink.take();
      }
    } else await drop(bytes);
  } catch (error) {
    problem = describeFileError(error);
  }
  reader?.end();
  yield* sink.take();
  yield summarise(file, sink, format, problem);
}

function open(file: InputFile, options: ReadOptions): Bytes {
  if (file.path === '-') return options.stdin ?? process.stdin;
  return createReadStream(file.path, { highWaterMark: READ_BYTES });
}

/** Closes a stream nobody reads. */
async function drop(bytes: Bytes): Promise<void> {
  for await (const chunk of bytes) if (chunk.length > 0) break;
}

function readerFor(content: ContentKind, sink: RecordSink): RecordReader | undefined {
  if (content.kind === 'json') return new JsonReader(sink);
  return content.kind === 'csv' ? new CsvReader(sink, content.delimiter) : undefined;
}

function problemOf(content: ContentKind): string | undefined {
  if (content.kind === 'empty') return 'the file is empty';
  return content.kind === 'unsupported' ? content.what : undefined;
}

function summarise(file: InputFile, sink: RecordSink, format: FileFormat, problem: string | undefined): FileSummary {
  const { records, rejected } = sink;
  const summary = { kind: 'file', file: file.path, format, wrappers: [...sink.wrappers], records, rejected } as const;
  return problem === undefined ? summary : { ...summary, problem };
}
