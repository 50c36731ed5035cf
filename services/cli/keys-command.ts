import { Command, Option } from 'commander';
import { ROLES } from '../api/keys/api-key.ts';
import type { ApiKey, Role } from '../api/keys/api-key.ts';
import { createKey, listKeys, revokeKey } from '../api/keys/key-store.ts';
import type { NewKey } from '../api/keys/key-store.ts';
import { isLocalKey } from '../api/keys/local-key.ts';
import { LOCAL_PREFIX } from '../api/local/local-prefix.ts';
import { isoTime } from '../../events/iso-time.ts';
import { z } from 'zod';
import { owningStore, readingStore } from './data/open-store.ts';
import { hereOrByOwner, idSchema } from './data/owner.ts';
import type { PlaceOptions } from './data/place.ts';
import { addPlaceOptions, demandStore, placeOf } from './data/place.ts';
import { existingTenants } from './data/tenants.ts';
import { duration } from './held-query.ts';
import { listed } from './list-option.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

interface CreateOptions extends PlaceOptions {
  readonly name: string;
  readonly role: Role;
  readonly tenant: readonly string[];
  readonly allTenants?: true;
  /** ms */
  readonly expires?: number;
}

export function keysCommand(command: Command): Command {
  return command
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand())
    .addHelpText('after', AFTER_HELP);
}

const AFTER_HELP = `
Roles: viewer reads, analyst also triages, admin also decides settings, exceptions and dead letters; metrics reads /metrics alone.

Exit code: 0 done, 2 wrong usage, an unknown tenant or key, or a data folder that cannot be used

Examples:
  mfawatch keys create --name ada --role analyst --all-tenants --expires 365d
  mfawatch keys revoke 4be1c09f77d2`;

function createCommand(): Command {
  const command = new Command('create')
    .description('Make a key and print it: it is stored nowhere else.')
    .requiredOption('--name <NAME>', 'who uses it: history names them so')
    .addOption(new Option('--role <ROLE>', 'what it may').choices(ROLES).makeOptionMandatory())
    .option('--tenant <ID>', 'for this tenant (repeatable)', listed, [])
    .option('--all-tenants', 'for every tenant, also those that come later')
    .option('--expires <TIME>', 'in force for so long (90d); until revoked when left out', duration)
    .action(create);
  return addPlaceOptions(command);
}

async function create({ name, role, tenant, allTenants, expires, ...options }: CreateOptions): Promise<void> {
  if (tenant.length > 0 === (allTenants === true))
    throw new UsageError('say --tenant ID (repeatable) or --all-tenants');
  const place = placeOf(options);
  const tenants = allTenants === true ? 'all' : await readingStore(place, (store) => existingTenants(store, tenant));
  const until = expires === undefined ? {} : { expires: Date.now() + expires };
  const wanted: NewKey = { name, role, tenants, ...until };
  const made = await hereOrByOwner(
    place,
    () => owningStore(place, 'mfawatch keys', async (store) => toMade(await createKey(store, wanted, Date.now()))),
    ({ api }) => api.ask(`${LOCAL_PREFIX}/keys`, madeSchema, { method: 'POST', body: onTheWire(wanted) }),
  );
  process.stderr.write(`key ${made.id} for ${name}; keep it: it is shown this once\n`);
  process.stdout.write(`${made.text}\n`);
}

const madeSchema = z.object({ id: z.string(), text: z.string() });

function toMade({ key, text }: { readonly key: ApiKey; readonly text: string }): z.output<typeof madeSchema> {
  return { id: key.id, text };
}

function onTheWire({ expires, ...rest }: NewKey): unknown {
  return { ...rest, ...(expires === undefined ? {} : { expires: isoTime(expires) }) };
}

function listCommand(): Command {
  const command = new Command('list')
    .description('Print the keys there are, revoked and expired ones too.')
    .action(list);
  return addPlaceOptions(command);
}

async function list(options: PlaceOptions): Promise<void> {
  const keys = await readingStore(placeOf(options), listKeys);
  const rows = keys.filter((key) => !isLocalKey(key)).map(rowOf);
  process.stdout.write(table(['ID', 'NAME', 'ROLE', 'TENANTS', 'CREATED', 'LAST USED', 'STATE'], rows));
}

function rowOf(key: ApiKey): string[] {
  const { id, name, role, tenants, created, last_used: used } = key;
  const whose = tenants === 'all' ? 'all' : tenants.join(',');
  return [id, name, role, whose, created.slice(0, 10), used?.slice(0, 10) ?? 'never', stateOf(key)];
}

function stateOf({ revoked, expires }: ApiKey): string {
  if (revoked !== undefined) return `revoked ${revoked.slice(0, 10)}`;
  if (expires === undefined) return 'in force';
  return Date.parse(expires) <= Date.now() ? `expired ${expires.slice(0, 10)}` : `until ${expires.slice(0, 10)}`;
}

function revokeCommand(): Command {
  const command = new Command('revoke')
    .description('Accept a key no longer, sessions begun with it included.')
    .argument('<ID>', 'as keys list prints it')
    .action(revoke);
  return addPlaceOptions(command);
}

async function revoke(id: string, options: PlaceOptions): Promise<void> {
  const place = placeOf(options);
  demandStore(place);
  if (isLocalKey({ id })) throw new UsageError(`there is no API key ${id}`);
  await hereOrByOwner(
    place,
    () => owningStore(place, 'mfawatch keys', (store) => revokeKey(store, id, Date.now())),
    ({ api }) => api.ask(`${LOCAL_PREFIX}/keys/${encodeURIComponent(id)}/revoke`, idSchema, { method: 'POST' }),
  );
  process.stdout.write(`key ${id} is revoked\n`);
}
