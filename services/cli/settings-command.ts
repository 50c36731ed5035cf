import { Command, InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { TenantId } from '../../events/identity.ts';
import { isoTime } from '../../events/iso-time.ts';
import { loadDetectors } from '../platform/detector-registry.ts';
import type { SettingsText } from '../platform/settings-schema.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { printable } from '../scan/report/printable.ts';
import { saveSettings, settingsHistory } from '../tenants/save-tables.ts';
import { actor } from './data/actor.ts';
import { readingStore } from './data/open-store.ts';
import type { OwnerApi } from './data/owner.ts';
import { hereOrByOwner } from './data/owner.ts';
import type { Place, PlaceOptions } from './data/place.ts';
import { addPlaceOptions, placeOf } from './data/place.ts';
import { settingsText } from './data/settings-text.ts';
import { existingTenant } from './data/tenants.ts';
import { packageVersion } from './version.ts';

interface ShowOptions extends PlaceOptions {
  readonly tenant: string;
}

interface SetOptions extends ShowOptions {
  /** ms since 1970 */
  readonly effectiveFrom?: number;
}

export function settingsCommand(command: Command): Command {
  return command.addCommand(showCommand()).addCommand(setCommand()).addHelpText('after', AFTER_HELP);
}

const AFTER_HELP = `
Exit code: 0 done, 2 wrong usage, settings that cannot be, an unknown tenant, or a data folder that cannot be used

Examples:
  mfawatch settings show --tenant acme > acme.yaml
  mfawatch settings set --tenant acme --effective-from 2026-11-01T00:00:00Z acme.yaml`;

function showCommand(): Command {
  const command = new Command('show')
    .description('Print the newest settings as a settings file; also while the service works.')
    .requiredOption('--tenant <ID>', 'whose settings')
    .action(show);
  return addPlaceOptions(command);
}

async function show({ tenant, ...options }: ShowOptions): Promise<void> {
  await readingStore(placeOf(options), async (store) => {
    const [newest] = await settingsHistory(store, await existingTenant(store, tenant));
    if (newest === undefined) {
      process.stderr.write(`${tenant} has no settings of its own: everything is as by default\n`);
      return;
    }
    const { version, by, at, effectiveFrom, text } = newest;
    const from = effectiveFrom === null ? 'the beginning' : isoTime(effectiveFrom);
    process.stderr.write(`version ${String(version)} by ${printable(by)} at ${isoTime(at)}, in force from ${from}\n`);
    process.stdout.write(stringify(text));
  });
}

function setCommand(): Command {
  const command = new Command('set')
    .description('Save new settings and judge again everybody they concern.')
    .argument('<FILE>', 'YAML or JSON, as for scan --settings; it replaces all of the settings before')
    .requiredOption('--tenant <ID>', 'whose settings')
    .option(
      '--effective-from <TIME>',
      "what happened since is judged by them (ISO 8601 with zone); default now, a tenant's first: ever",
      moment,
    )
    .action(set);
  return addPlaceOptions(command);
}

function moment(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write a time with its zone, e.g. 2026-11-20T09:17:48Z.');
  return time;
}

async function set(file: string, { tenant: named, effectiveFrom, ...options }: SetOptions): Promise<void> {
  const place = placeOf(options);
  const text = await settingsText(file);
  const tenant = await readingStore(place, (store) => existingTenant(store, named));
  const version = await hereOrByOwner(
    place,
    () => setHere(place, tenant, text, effectiveFrom),
    (owner) => setByOwner(owner, tenant, text, effectiveFrom),
  );
  process.stdout.write(`version ${String(version)} of the settings of ${tenant} is saved\n`);
}

async function setHere(place: Place, tenant: TenantId, text: SettingsText, from: number | undefined): Promise<number> {
  // The pipeline is loaded by whoever needs it: showing does without.
  const { openForWork } = await import('../start/run.ts');
  const { untilSettled } = await import('../start/settle.ts');
  const detectors = await loadDetectors();
  const command = 'mfawatch settings set';
  const pipeline = await openForWork({ ...place, version: packageVersion(), command, logger: createLogger('warn') });
  try {
    const at = Date.now();
    const settings = { text, effectiveFrom: from ?? at, at, by: actor() };
    const { version } = await saveSettings(pipeline.store, tenant, settings, detectors);
    await pipeline.start();
    await untilSettled(pipeline);
    return version;
  } finally {
    await pipeline.stop();
  }
}

const versionSchema = z.object({ version: z.number() });

async function setByOwner(
  { api }: OwnerApi,
  tenant: TenantId,
  text: SettingsText,
  from: number | undefined,
): Promise<number> {
  const path = `/api/v1/tenants/${tenant}/settings`;
  const { version: over } = await api.ask(path, versionSchema);
  const body = { settings: text, ...(from === undefined ? {} : { effective_from: isoTime(from) }) };
  const { version } = await api.ask(path, versionSchema, { method: 'PUT', body, ifMatch: `"${String(over)}"` });
  return version;
}
