import { gzipSync } from 'node:zlib';
import type { FileSummary, ReadItem, ReadRecord, RejectedRecord } from '../../services/scan/input/read-item.ts';
import { readRecords } from '../../services/scan/input/read-records.ts';
import type { Source } from '../../events/event.ts';

export interface ReadResult {
  readonly records: ReadRecord[];
  readonly rejected: RejectedRecord[];
  readonly summary: FileSummary;
}

/** Reads text or bytes as standard input, in pieces of the given size. */
export async function readBytes(content: string | Buffer, pieceSize = 1 << 20, source?: Source): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const input = source === undefined ? { path: '-' } : { path: '-', source };
  return sorted(await collect(readRecords([input], { stdin: pieces(bytes, pieceSize) })));
}

export function sorted(items: ReadItem[]): ReadResult {
  const summary = items.find((item) => item.kind === 'file');
  if (summary === undefined) throw new Error('no summary');
  return {
    records: items.filter((item) => item.kind === 'record'),
    rejected: items.filter((item) => item.kind === 'rejected'),
    summary,
  };
}

export async function collect(items: AsyncIterable<ReadItem>): Promise<ReadItem[]> {
  const all: ReadItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** Small records with what trips readers up: escapes, brackets and quotes in strings, nested lists, several bytes a character. */
export const EVENTS = [
  {
    uuid: 'a1',
    eventType: 'user.session.start',
    actor: { name: 'Zoë "Z" {[ \\ ]} 日本 🔑' },
    target: [{ id: 1 }, { id: 2 }],
  },
  { uuid: 'a2', eventType: 'user.session.end', actor: { name: 'line\nbreak\ttab' }, target: [], note: null },
  {
    uuid: 'a3',
    eventType: 'user.mfa',
    actor: { name: '},{"uuid":"x' },
    target: [[1, [2]], { deep: { er: [-1.5e3, true] } }],
  },
  { uuid: 'a4', eventType: 'policy', actor: { name: '' }, target: [{ uuid: 'nested' }] },
] as const;

export const WRAPPERS: readonly (readonly [name: string, text: string])[] = [
  ['one a line', EVENTS.map((event) => JSON.stringify(event)).join('\n')],
  ['one a line, comma behind', EVENTS.map((event) => `${JSON.stringify(event)},`).join('\n')],
  ['array', JSON.stringify(EVENTS)],
  ['array, one element a line', `[\n${EVENTS.map((event) => JSON.stringify(event)).join(',\n')}\n]\n`],
  ['array, pretty-printed', JSON.stringify(EVENTS, null, 2)],
  ['Graph page', JSON.stringify({ '@odata.context': 'x', value: EVENTS, '@odata.nextLink': 'https://example.com' })],
  [
    'Graph page, pretty-printed',
    JSON.stringify({ '@odata.context': 'x', value: EVENTS, '@odata.nextLink': 'y' }, null, 4),
  ],
  ['Google page', JSON.stringify({ kind: 'admin#reports#activities', etag: '"e"', items: EVENTS })],
  ['activities export', JSON.stringify({ activities: EVENTS }, null, 1)],
  ['Azure diagnostics', JSON.stringify({ records: EVENTS })],
  ['one page a line', EVENTS.map((event) => JSON.stringify({ value: [event] })).join('\n')],
  ['pages in an array', JSON.stringify([{ value: EVENTS.slice(0, 2) }, { value: EVENTS.slice(2) }], null, 2)],
  ['arrays in a row', `${JSON.stringify(EVENTS.slice(0, 2))}${JSON.stringify(EVENTS.slice(2))}`],
  ['documents in a row, pretty-printed', EVENTS.map((event) => JSON.stringify(event, null, 2)).join('\n')],
  ['documents in a row, no gap', EVENTS.map((event) => JSON.stringify(event)).join('')],
  ['record separators (RFC 7464)', EVENTS.map((event) => `\u001e${JSON.stringify(event)}\n`).join('')],
  [
    'Elasticsearch answer',
    JSON.stringify({
      took: 1,
      hits: { total: { value: 4 }, hits: EVENTS.map((event) => ({ _id: 'x', _source: event })) },
    }),
  ],
  [
    'Elasticsearch answer, pretty-printed',
    JSON.stringify({ hits: { hits: EVENTS.map((event) => ({ _source: event })), n: { a: [1] } } }, null, 2),
  ],
  [
    'event.original',
    EVENTS.map((event) => JSON.stringify({ '@timestamp': 'x', event: { original: JSON.stringify(event) } })).join('\n'),
  ],
  [
    'event.original in a hit',
    JSON.stringify({
      hits: { hits: EVENTS.map((event) => ({ _source: { event: { original: JSON.stringify(event) } } })) },
    }),
  ],
  [
    'Splunk export',
    EVENTS.map((event) => JSON.stringify({ preview: false, result: { _raw: JSON.stringify(event), host: 'h' } })).join(
      '\n',
    ),
  ],
  [
    'Splunk results',
    JSON.stringify({ preview: false, results: EVENTS.map((event) => ({ _raw: JSON.stringify(event) })) }),
  ],
  ['message', EVENTS.map((event) => JSON.stringify({ message: JSON.stringify(event), '@version': '1' })).join('\n')],
  [
    'CloudWatch subscription',
    JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logEvents: EVENTS.map((event) => ({ id: '1', message: JSON.stringify(event) })),
    }),
  ],
  [
    'event bus',
    EVENTS.map((event) => JSON.stringify({ version: '0', 'detail-type': 'SystemLog', detail: event })).join('\n'),
  ],
  ['event hook', JSON.stringify({ eventType: 'com.okta.event_hook', data: { events: EVENTS } })],
  [
    '_raw column of a CSV',
    ['_raw', ...EVENTS.map((event) => `"${JSON.stringify(event).replaceAll('"', '""')}"`)].join('\n'),
  ],
];

export const COMPRESSIONS: readonly (readonly [name: string, apply: (bytes: Buffer) => Buffer])[] = [
  ['plain', (bytes) => bytes],
  ['gzip', (bytes) => gzipSync(bytes)],
  ['gzip of two members', (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))])],
  ['byte order mark', (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes])],
  ['UTF-16 LE', (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le')],
  ['UTF-16 BE', (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le').swap16()],
  ['UTF-16 LE without mark, gzip', (bytes) => gzipSync(Buffer.from(bytes.toString(), 'utf16le'))],
];
