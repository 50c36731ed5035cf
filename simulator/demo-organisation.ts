import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportRecords, type ExportFile } from './organisation/export.ts';
import { generateOrganisation, type GeneratedOrganisation } from './organisation/generate.ts';

const DAY = 86_400_000;

export interface DemoTraits {
  readonly seed?: string | number;
  readonly people?: number;
  readonly days?: number;
  /** UTC midnight after the last day, ms. */
  readonly end: number;
}

export interface DemoExport {
  readonly folder: string;
  readonly organisation: GeneratedOrganisation;
  readonly files: readonly ExportFile[];
  readonly logs: string;
  /** What the tenant would say of itself: time zone, VPN gateway, privileged people. */
  readonly settings: string;
}

/** The demo organisation: three identity providers, three weeks, every attack once in the last days. */
function demoOrganisation(traits: DemoTraits): GeneratedOrganisation {
  const { seed = 'demo', people = 60, days = 21, end } = traits;
  const start = end - days * DAY;
  return generateOrganisation({ seed, tenant: 'acme', people, days, start, egress: 'vpn', offices: ['lis', 'mad'] });
}

/** Writes the demo organisation's files as a customer would have them, and beside them the truth (`labels.json`). */
export function writeDemo(folder: string, traits: DemoTraits): DemoExport {
  const organisation = demoOrganisation(traits);
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const files = exportRecords(logs, organisation.records);
  const { labels, expectations } = organisation;
  writeFileSync(join(folder, 'labels.json'), `${JSON.stringify({ labels, expectations }, null, 2)}\n`);
  const settings = join(folder, 'acme.yaml');
  writeFileSync(settings, settingsText(organisation));
  return { folder, organisation, files, logs, settings };
}

function settingsText({ people, tenant }: GeneratedOrganisation): string {
  const privileged = people.filter((person) => person.privileged).map((person) => person.email);
  const [office] = tenant.offices;
  return [
    '# Settings of the demo organisation, as its administrators would write them.',
    `timeZone: ${office?.city.timeZone ?? 'UTC'}`,
    'egress:',
    `  - ${tenant.gateway.spot(0).ip} # the VPN gateway remote staff leave through`,
    'privileged:',
    ...privileged.map((address) => `  - ${address}`),
    '',
  ].join('\n');
}

/** What was written, for people: one line per source and one for what is hidden in it. */
export function describeDemo({ folder, organisation, files }: DemoExport): string {
  const counts = new Map<string, { files: number; records: number }>();
  for (const file of files) {
    const stream = file.path.split('/')[0] ?? file.path;
    const count = counts.get(stream) ?? { files: 0, records: 0 };
    counts.set(stream, { files: count.files + 1, records: count.records + file.records });
  }
  const lines = [...counts].map(
    ([stream, count]) =>
      `  ${stream.padEnd(22)}${String(count.records).padStart(7)} records in ${String(count.files)} files`,
  );
  const attacks = organisation.labels.filter((label) => label.kind === 'attack').length;
  const others = organisation.labels.length - attacks;
  return [
    `${String(organisation.people.length)} people of ${organisation.tenant.domain}, their logs in ${join(folder, 'logs')}:`,
    ...lines,
    `Hidden in them: ${String(attacks)} labelled attacks and phone uses, ${String(others)} innocent look-alikes (labels.json).`,
  ].join('\n');
}
