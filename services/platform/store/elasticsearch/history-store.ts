import { createHash } from 'node:crypto';
import type { estypes } from '@elastic/elasticsearch';
import type { TenantId } from '../../../../events/identity.ts';
import { timeOfIso } from '../../../../events/iso-time.ts';
import { cursorBinding } from '../cursor.ts';
import { tenantsOf } from '../scope.ts';
import { StoreUnavailableError } from '../store.ts';
import type { HistoryEntry, HistoryStore, Page } from '../store.ts';
import { bulkWrite } from './bulk.ts';
import type { Elasticsearch } from './client.ts';
import { getDocuments } from './documents.ts';
import { equal, ofTenants, within } from './filters.ts';
import { aliasOf } from './names.ts';
import type { Names } from './names.ts';
import { pageOf } from './pages.ts';

/** An entry as ECS tools read it: with its time and whose it is. */
type HistorySource = HistoryEntry & {
  readonly '@timestamp': string;
  readonly organization: { readonly id: TenantId };
};

const KEYWORD = { type: 'keyword', ignore_above: 8_000 } as const;
const FIELDS: Record<string, estypes.MappingProperty> = {
  '@timestamp': { type: 'date' },
  id: KEYWORD,
  by: KEYWORD,
  action: KEYWORD,
  subject: { properties: { kind: KEYWORD, id: KEYWORD } },
  organization: { properties: { id: KEYWORD } },
};

/** Puts the template of the yearly indices, then gives the store. */
export async function openHistoryStore(es: Elasticsearch, names: Names): Promise<HistoryStore> {
  await installTemplate(es);
  return {
    append: ({ tenant }, entries) => append(es, names, tenant, entries),
    search: (scope, query, page = {}) => {
      const tenants = tenantsOf(scope);
      if (tenants.length === 0) return Promise.resolve<Page<HistoryEntry>>({ items: [] });
      const order = page.order ?? 'desc';
      const { subject } = query;
      const filters = [
        ofTenants('organization.id', tenants),
        ...within('@timestamp', query),
        ...equal('subject.kind', subject?.kind),
        ...equal('subject.id', subject?.id),
      ];
      const by = ['@timestamp', 'id', 'organization.id'] as const;
      const search = { target: names.target('audit', tenants), filters, by, order };
      const binding = cursorBinding('history', tenants, query, order);
      return pageOf<HistorySource, HistoryEntry>(es, search, page, binding, ({ source }) => entryOf(source));
    },
  };
}

async function installTemplate(es: Elasticsearch): Promise<void> {
  const name = aliasOf(es.prefix, 'audit');
  const { replicas } = es.settings;
  const settings = {
    number_of_shards: 1,
    ...(replicas === undefined ? { auto_expand_replicas: '0-1' } : { number_of_replicas: replicas }),
  };
  const mappings = { dynamic: false, date_detection: false, properties: FIELDS };
  const custom = `${name}@custom`;
  await es.send((client) =>
    client.indices.putIndexTemplate({
      name,
      index_patterns: [`${name}-*--*`],
      composed_of: [custom],
      ignore_missing_component_templates: [custom],
      template: { settings, mappings, aliases: { [name]: {} } },
      priority: 500,
      _meta: { managed_by: 'mfawatch' },
    }),
  );
}

/** An entry already there changes nothing, not even if it is repeated with a time on the other side of New Year. */
async function append(
  es: Elasticsearch,
  names: Names,
  tenant: TenantId,
  entries: readonly HistoryEntry[],
): Promise<void> {
  const refs = entries.map((entry) => {
    const year = new Date(timeOfIso(entry.at)).getUTCFullYear();
    const id = createHash('sha256')
      .update(JSON.stringify([tenant, entry.id]))
      .digest('base64url');
    const at = (index: string): { index: string; id: string } => ({ index, id });
    return [
      at(names.audit(tenant, year)),
      at(names.audit(tenant, year - 1)),
      at(names.audit(tenant, year + 1)),
    ] as const;
  });
  const known = await getDocuments(es, refs.flat(), []);
  const writes = entries.flatMap((entry, at) => {
    const ref = refs[at]?.[0];
    const isKnown = known.slice(3 * at, 3 * at + 3).some((copy) => copy !== undefined);
    if (ref === undefined || isKnown) return [];
    const source: HistorySource = { '@timestamp': entry.at, organization: { id: tenant }, ...entry };
    return [{ action: 'create' as const, ...ref, body: [Buffer.from(JSON.stringify(source))] }];
  });
  for (const result of await bulkWrite(es, writes)) {
    if (result.status === 'poison') throw new Error(`Elasticsearch refuses an entry of the history: ${result.reason}`);
    if (result.status === 'retry') throw new StoreUnavailableError(`Elasticsearch takes no history: ${result.reason}`);
  }
}

function entryOf({ id, at, by, action, subject, detail }: HistorySource): HistoryEntry {
  return { id, at, by, action, subject, ...(detail === undefined ? {} : { detail }) };
}
