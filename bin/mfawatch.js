#!/usr/bin/env -S node --max-semi-space-size=64
// Most of what a scan makes is garbage at once: room for the young generation halves the time spent collecting it (docs/performance.md).
import { main } from '../dist/services/cli/main.js';

await main(process.argv);
