/**
 * Writes the JSON Schemas of the two documents other programs read: docs/mfa-event.schema.json and docs/alert.schema.json.
 * Run with `npm run schema` (which builds first).
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { alertJsonSchema } from '../dist/detectors/kit/alert-schema.js';
import { eventJsonSchema } from '../dist/events/event-schema.js';

const SCHEMAS = { 'docs/mfa-event.schema.json': eventJsonSchema(), 'docs/alert.schema.json': alertJsonSchema() };

for (const [path, schema] of Object.entries(SCHEMAS)) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  writeFileSync(file, await format(JSON.stringify(schema), { ...(await resolveConfig(file)), parser: 'json' }));
}
