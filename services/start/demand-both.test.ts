import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../platform/data-folder/index.ts';
import type { DataFolder } from '../platform/data-folder/index.ts';
import { demandLog, demandStore } from './demand-both.ts';

let root: string;
let folder: DataFolder;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mfaw-both-'));
  folder = openDataFolder(join(root, 'data'));
});
afterEach(() => {
  folder.close();
  rmSync(root, { recursive: true, force: true });
});

describe('a data folder', () => {
  test('new, or its first start cut short · may begin', () => {
    demandLog(folder);
    demandStore(folder, false);
  });

  test('its log lost · is refused with what to do', () => {
    writeFileSync(folder.storeFile, '');
    expect(() => demandLog(folder)).toThrow(/log\.db is missing beside store\.db.*restore/);
  });

  test('its Store lost · is refused with what to do', () => {
    writeFileSync(folder.logFile, '');
    expect(() => demandStore(folder, true)).toThrow(/store\.db is missing beside log\.db.*restore/);
  });

  test('whole · may begin', () => {
    writeFileSync(folder.logFile, '');
    writeFileSync(folder.storeFile, '');
    demandLog(folder);
    demandStore(folder, true);
  });
});
