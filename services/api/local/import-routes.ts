import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { SOURCES } from '../../../events/event.ts';
import { tenantId } from '../../../events/identity.ts';
import { beginImport } from '../../ingest/imports/import-outcome.ts';
import { ImportError } from '../../ingest/imports/register-import.ts';
import { settingsSchema } from '../../platform/settings-schema.ts';
import { adoptSettings } from '../../tenants/save-tables.ts';
import { Problem } from '../problem.ts';
import { defineRoute } from '../route.ts';

const newImportSchema = z
  .strictObject({
    tenant: z.string().transform((text, context) => {
      try {
        return tenantId(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    }),
    inputs: z
      .array(
        z.strictObject({
          path: z.string().refine(isAbsolute, 'expected an absolute path'),
          source: z.enum(SOURCES).exactOptional(),
        }),
      )
      .min(1),
    settings: settingsSchema.exactOptional().meta({ description: 'Taken over first, as from a settings file.' }),
  })
  .meta({ id: 'NewImport' });

const startImport = defineRoute({
  id: 'startImport',
  method: 'post',
  path: '/imports',
  role: 'admin',
  tag: 'Imports',
  summary: 'Read files of this machine as a tenant’s history',
  body: newImportSchema,
  status: 201,
  response: z.strictObject({ id: z.string(), state: z.string() }).meta({ id: 'Import' }),
  async handle({ body: { settings, ...request } }, { store, now, detectors }) {
    const at = now();
    const adopted = { text: settings, effectiveFrom: at, at, by: 'configuration' };
    if (settings !== undefined) await adoptSettings(store, request.tenant, adopted, detectors);
    try {
      const { id, state } = await beginImport(store, { ...request, now: at });
      return { body: { id, state } };
    } catch (error) {
      if (error instanceof ImportError) throw new Problem('MFAW_INVALID', error.message);
      throw error;
    }
  },
});

export const importRoutes = [startImport] as const;
