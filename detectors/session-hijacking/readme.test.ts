import { readFileSync } from 'node:fs';
import { sessionHijacking } from './detector.ts';
import { paramsSchema } from './params.ts';
import { evidenceTable } from './session-evidence.ts';

const readme = readFileSync(new URL('README.md', `file://${__dirname}/`), 'utf8').replace(/ +/g, ' ');

describe('README', () => {
  it('lists every event that is session evidence', () => {
    for (const { source, action, shows } of evidenceTable())
      expect(readme).toContain(`| ${source} | \`${action}\` | ${shows} |`);
  });

  it('lists every rule, and every parameter with its default', () => {
    for (const rule of Object.keys(sessionHijacking.rules)) expect(readme).toContain(`\`${rule}\``);
    for (const [name, value] of Object.entries(paramsSchema.parse({})))
      expect(readme).toContain(`| \`${name}\` | ${String(value)} |`);
  });
});

describe('needs', () => {
  it('every need has a remedy for each of its sources', () => {
    for (const { sources, remedy } of sessionHijacking.needs) {
      for (const source of sources) expect(remedy[source]).toBeTruthy();
    }
  });
});
