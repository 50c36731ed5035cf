import { z } from 'zod';
import { isoTime } from '../../../events/iso-time.ts';
import { settingsSchema } from '../../platform/settings-schema.ts';
import { saveSettings, settingsHistory } from '../../tenants/save-tables.ts';
import type { SavedSettings } from '../../tenants/tenant-documents.ts';
import { momentSchema } from '../parameters.ts';
import { Problem } from '../problem.ts';
import { defineRoute } from '../route.ts';
import { timeSchema } from '../schemas.ts';

const tag = 'Settings';
const params = z.strictObject({ tenant: z.string().max(63) });

const versionSchema = z
  .strictObject({
    version: z.int().meta({ description: '0: none was ever saved.' }),
    effective_from: timeSchema.nullable().meta({ description: 'Event time; null: from the beginning.' }),
    settings: z.record(z.string(), z.unknown()).meta({ description: 'As a settings file says it.' }),
    by: z.string(),
    at: timeSchema,
  })
  .meta({ id: 'SettingsVersion' });

/** Files on the server's disk are named by whoever has the disk, in the settings file. */
const editableSchema = settingsSchema.omit({ networkClasses: true, geoDatabase: true });

const newSettingsSchema = z
  .strictObject({
    settings: editableSchema,
    effective_from: momentSchema.exactOptional().meta({
      description: 'Event time from which they hold; now where absent. The first version holds from the beginning.',
    }),
  })
  .meta({ id: 'NewSettings' });

function versionView({ version, effectiveFrom, text, by, at }: SavedSettings): z.output<typeof versionSchema> {
  const from = effectiveFrom === null ? null : isoTime(effectiveFrom);
  return { version, effective_from: from, settings: { ...text }, by, at: isoTime(at) };
}

const NONE: SavedSettings = {
  version: 0,
  effectiveFrom: null,
  text: settingsSchema.parse({}),
  by: 'mfawatch',
  at: 0,
};

const getSettings = defineRoute({
  id: 'getSettings',
  method: 'get',
  path: '/tenants/{tenant}/settings',
  role: 'viewer',
  tag,
  summary: 'The newest settings of a tenant',
  params,
  etag: true,
  response: versionSchema,
  async handle({ caller, params: { tenant } }, { store }) {
    const [newest = NONE] = await settingsHistory(store, caller.tenant(tenant).tenant);
    return { body: versionView(newest), version: String(newest.version) };
  },
});

const listSettings = defineRoute({
  id: 'listSettingsVersions',
  method: 'get',
  path: '/tenants/{tenant}/settings/versions',
  role: 'viewer',
  tag,
  summary: 'Every version of the settings, newest first',
  params,
  response: z.strictObject({ items: z.array(versionSchema).readonly() }).meta({ id: 'SettingsVersions' }),
  async handle({ caller, params: { tenant } }, { store }) {
    const versions = await settingsHistory(store, caller.tenant(tenant).tenant);
    return { body: { items: versions.map(versionView) } };
  },
});

const putSettings = defineRoute({
  id: 'putSettings',
  method: 'put',
  path: '/tenants/{tenant}/settings',
  role: 'admin',
  tag,
  summary: 'Save a new version; everybody it concerns is judged again',
  params,
  body: newSettingsSchema,
  ifMatch: true,
  etag: true,
  response: versionSchema,
  async handle({ caller, params: { tenant }, body, version }, { store, now, detectors }) {
    const scope = caller.tenant(tenant);
    const over = Number(version);
    if (!Number.isSafeInteger(over)) throw new Problem('MFAW_CONFLICT', 'If-Match is no version of these settings');
    const at = now();
    const effectiveFrom = body.effective_from === undefined ? at : Date.parse(body.effective_from);
    const settings = { text: body.settings, effectiveFrom, by: caller.name, at, over };
    const saved = await saveSettings(store, scope.tenant, settings, detectors);
    return { body: versionView(saved), version: String(saved.version) };
  },
});

export const settingsRoutes = [getSettings, listSettings, putSettings] as const;
