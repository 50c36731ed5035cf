/**
 * Runs the real servers tests use, by hand: prints what to set, ends with Ctrl-C.
 *
 *   npm run services [kafka] [elasticsearch] [elasticsearch-9]      (Kafka and Elasticsearch 8.19 by default)
 */
import { transformFileSync } from '@swc/core';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SERVERS = {
  kafka: async ({ startKafka }) => {
    const { brokers } = await startKafka();
    return `TEST_KAFKA_BROKERS=${brokers.join(',')}`;
  },
  elasticsearch: async ({ startElasticsearch }) => {
    const { url } = await startElasticsearch({ version: '8.19.21' });
    return `TEST_ELASTICSEARCH_URL=${url}`;
  },
  'elasticsearch-9': async ({ startElasticsearch }) => {
    const { url } = await startElasticsearch({ version: '9.1.4' });
    return `TEST_ELASTICSEARCH_URL=${url}`;
  },
};

/** The tests' helpers are TypeScript, which Node 20 does not run: built into a folder that goes at once. */
async function loadHelpers() {
  const source = fileURLToPath(new URL('../test/support/services/', import.meta.url));
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'mfaw-services-'));
  try {
    for (const name of readdirSync(source).filter((file) => file.endsWith('.ts'))) {
      const { code } = transformFileSync(join(source, name), {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      });
      writeFileSync(join(folder, name.replace(/\.ts$/, '.mjs')), code.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.mjs'"));
    }
    const load = (name) => import(pathToFileURL(join(folder, name)).href);
    return { ...(await load('kafka-server.mjs')), ...(await load('elasticsearch-server.mjs')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asked = process.argv.slice(2);
const names = asked.length === 0 ? ['kafka', 'elasticsearch'] : asked;
const unknown = names.find((name) => !(name in SERVERS));
if (unknown !== undefined) {
  process.stderr.write(`There is no ${unknown}: name ${Object.keys(SERVERS).join(', ')}.\n`);
  process.exit(2);
}
const helpers = await loadHelpers();
await Promise.all(names.map(async (name) => process.stdout.write(`${await SERVERS[name](helpers)}\n`)));
process.stdin.resume();
