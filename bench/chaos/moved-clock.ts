import { readFileSync } from 'node:fs';

/** Loaded before a program: the file named in `MFAWATCH_CHAOS_CLOCK` says by how many ms its clock is wrong from now on, and may change. */
const file = process.env['MFAWATCH_CHAOS_CLOCK'] ?? '';
const LOOK_EVERY_MS = 50;

const rightNow = Date.now.bind(Date);
let offset = 0;

function look(): void {
  offset = Number(readFileSync(file, 'utf8'));
}

if (file !== '') {
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  Date.now = () => rightNow() + offset;
}
