import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { utcDay } from './local-time.ts';
import type { RawRecord } from './record.ts';

/** One file as a customer would have it. */
export interface ExportFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly records: number;
}

const PAGE = 1000;

interface Piece {
  readonly path: string;
  readonly text: string;
  readonly records: number;
}

/**
 * Writes records the way exports look: Okta System Log pages (arrays), Graph pages (`value`), Azure diagnostics lines, Reports API pages
 * (`items`), the older half of everything gzipped. Records go to the file of the day on which the provider's API first showed them, in
 * the order of the API: Okta by arrival, the others newest first.
 */
export function exportRecords(folder: string, records: readonly RawRecord[]): readonly ExportFile[] {
  const days = [...new Set(records.map((record) => utcDay(record.arrivesAt)))].sort();
  const recent = days[Math.floor(days.length / 2)] ?? '';
  return piecesOf(records, recent).map((piece) => writePiece(folder, piece, recent));
}

function writePiece(folder: string, piece: Piece, recent: string): ExportFile {
  const old = (piece.path.split('/')[1] ?? '') < recent;
  const path = old ? `${piece.path}.gz` : piece.path;
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, old ? gzipSync(piece.text) : piece.text);
  return { path, records: piece.records };
}

/** Records by `source-stream/day`, in order of arrival. */
function byStreamAndDay(records: readonly RawRecord[]): ReadonlyMap<string, RawRecord[]> {
  const groups = new Map<string, RawRecord[]>();
  for (const record of [...records].sort((a, b) => a.arrivesAt - b.arrivesAt)) {
    const key = `${record.source}-${record.stream}/${utcDay(record.arrivesAt)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}

function piecesOf(records: readonly RawRecord[], recent: string): readonly Piece[] {
  return [...byStreamAndDay(records)].flatMap(([key, group]) => {
    const [stream = '', day = ''] = key.split('/');
    // The recent half of the Entra sign-ins comes through diagnostic settings, the older half was fetched from Graph.
    if (stream === 'entra-signin' && day >= recent) return [diagnostics(key, group)];
    const ordered = stream.startsWith('okta') ? group : group.toReversed();
    return pages(key, stream, ordered);
  });
}

function pages(key: string, stream: string, records: readonly RawRecord[]): readonly Piece[] {
  const count = Math.ceil(records.length / PAGE);
  return Array.from({ length: count }, (_, index) => {
    const raws = records.slice(index * PAGE, (index + 1) * PAGE).map((record) => record.raw);
    const last = index === count - 1;
    const page = pageOf(stream, raws, last);
    return { path: `${key}-${String(index + 1)}.json`, text: JSON.stringify(page), records: raws.length };
  });
}

const GRAPH_PATH: Readonly<Record<string, string>> = {
  'entra-signin': 'auditLogs/signIns',
  'entra-audit': 'auditLogs/directoryAudits',
  'entra-risk': 'identityProtection/riskDetections',
};

function pageOf(stream: string, raws: readonly unknown[], last: boolean): unknown {
  if (stream.startsWith('okta')) return raws;
  const path = GRAPH_PATH[stream];
  if (path === undefined) {
    return { kind: 'admin#reports#activities', ...(last ? {} : { nextPageToken: 'A:1000:-1' }), items: raws };
  }
  const base = 'https://graph.microsoft.com/beta/';
  const next = last ? {} : { '@odata.nextLink': `${base}${path}?$skiptoken=1000` };
  return { '@odata.context': `${base}$metadata#${path}`, ...next, value: raws };
}

function diagnostics(key: string, records: readonly RawRecord[]): Piece {
  const lines = records.map(({ raw, time }) => {
    const category = CATEGORY[String((raw['signInEventTypes'] as readonly string[])[0])] ?? 'SignInLogs';
    return JSON.stringify({ time: new Date(time).toISOString(), category, properties: raw });
  });
  return { path: `${key}.ndjson`, text: `${lines.join('\n')}\n`, records: lines.length };
}

const CATEGORY: Readonly<Record<string, string>> = {
  interactiveUser: 'SignInLogs',
  nonInteractiveUser: 'NonInteractiveUserSignInLogs',
  servicePrincipal: 'ServicePrincipalSignInLogs',
  managedIdentity: 'ManagedIdentitySignInLogs',
};
