import type { AlertRow } from './alert-row.ts';
import type { Elasticsearch } from './client.ts';
import type { IncidentRow } from './incident-store.ts';
import { refreshIndices } from './indices.ts';
import { aliasOf } from './names.ts';
import type { Family } from './names.ts';
import { eachBatch } from './pages.ts';
import { rowUnit } from './row-table.ts';
import type { Row, RowFormat } from './row-table.ts';

/** Writes the history of triages whose process ended before it could. Returns of how many alerts and incidents. */
export async function sayUnsaid(
  es: Elasticsearch,
  alerts: RowFormat<AlertRow>,
  incidents: RowFormat<IncidentRow>,
): Promise<number> {
  return (await sayEach(es, 'alerts', 'mfawatch.id', alerts)) + (await sayEach(es, 'incidents', 'id', incidents));
}

async function sayEach<R extends Row>(
  es: Elasticsearch,
  family: Family,
  id: string,
  format: RowFormat<R>,
): Promise<number> {
  const target = aliasOf(es.prefix, family);
  // What was written a moment ago too: a process that is started again at once must find it.
  await refreshIndices(es, `${target}-*`);
  const filters = [{ exists: { field: 'mfawatch.unsaid.id' } }];
  let count = 0;
  for await (const hits of eachBatch(es, { target, filters, by: ['mfawatch.time', id], order: 'asc' })) {
    const unit = rowUnit(es, format);
    await unit.load(hits.map(({ source }) => format.decode(source)));
    await unit.save();
    count += hits.length;
  }
  return count;
}
