import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { DemoOrganisation } from './demo-organisations.ts';

/** Where the log shipper of an organisation writes. */
export function liveFolder(folder: string, { tenant }: DemoOrganisation): string {
  return join(folder, tenant.id, 'live');
}

export interface DemoConfig {
  readonly port: number;
  readonly webhook: { readonly url: string; readonly secret: string };
  /** Where log and Store are; in the data folder where absent. */
  readonly servers?: { readonly kafka: object; readonly elasticsearch: object };
}

/** Writes the configuration the demo runs with, so that `mfawatch start --config` can go on with it afterwards. */
export function writeConfig(
  folder: string,
  organisations: readonly DemoOrganisation[],
  { port, webhook, servers }: DemoConfig,
): string {
  const path = join(folder, 'mfawatch.yaml');
  const config = {
    dataDir: 'data',
    ...servers,
    http: { port },
    tenants: organisations.map((organisation) => ({
      id: organisation.tenant.id,
      name: organisation.tenant.name,
      settings: organisation.settings,
      sources: [{ id: 'shipped', path: liveFolder(folder, organisation) }],
    })),
    channels: [
      {
        id: 'receiver',
        kind: 'webhook',
        url: webhook.url,
        secrets: [webhook.secret],
        allowPrivate: true,
        allowHttp: true,
      },
    ],
  };
  writeFileSync(path, `# What the demo ran with.\n${stringify(config)}`);
  return path;
}

/** The port that is asked for, or 0 (any) where another program listens there. */
export function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
