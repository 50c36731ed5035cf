#!/usr/bin/env node
import { main } from '../dist/services/cli/main.js';

await main(process.argv);
