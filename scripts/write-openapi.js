/**
 * Writes docs/openapi.json and the table of operations in docs/api.md from the route table.
 * Run with `node scripts/write-openapi.js` after a build; `MFAWATCH_DIST` names another build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL, URL } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = resolve(root, process.env['MFAWATCH_DIST'] ?? 'dist', 'services/api/index.js');
const { openApiDocument, ROUTES } = await import(pathToFileURL(build).href);
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const START = '<!-- operations -->';
const END = '<!-- /operations -->';

async function write(path, text, parser) {
  const file = resolve(root, path);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}

function operations() {
  const rows = ROUTES.map(
    ({ method, path, role, summary }) => `| ${method.toUpperCase()} | \`${path}\` | ${role} | ${summary} |`,
  );
  return ['| method | path | role | what |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

await write('docs/openapi.json', JSON.stringify(openApiDocument(ROUTES, version)), 'json');
const page = readFileSync(resolve(root, 'docs/api.md'), 'utf8');
const before = page.slice(0, page.indexOf(START) + START.length);
const after = page.slice(page.indexOf(END));
await write('docs/api.md', `${before}\n\n${operations()}\n\n${after}`, 'markdown');
