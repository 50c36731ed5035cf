/** Runs the real services tests use, by hand: prints their addresses, ends with Ctrl-C. */
import { transformFileSync } from '@swc/core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = fileURLToPath(new URL('../test/support/services/kafka-server.ts', import.meta.url));
const { code } = transformFileSync(source, {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
});
const folder = mkdtempSync(join(tmpdir(), 'mfaw-services-'));
const built = join(folder, 'kafka-server.mjs');
writeFileSync(built, code);
const { startKafka } = await import(pathToFileURL(built).href);
rmSync(folder, { recursive: true });

const { brokers } = await startKafka();
process.stdout.write(`TEST_KAFKA_BROKERS=${brokers.join(',')}\n`);
process.stdin.resume();
