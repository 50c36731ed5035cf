import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_TENANTS, type DemoTenant } from './demo-cast.ts';
import { LiveOrganisation } from './live-organisation.ts';
import { exportRecords } from './organisation/export.ts';
import { openOrganisation, type Encore, type Organisation } from './organisation/generate.ts';
import { createRandom } from './organisation/random.ts';
import type { Label, RawRecord } from './organisation/record.ts';

const DAY = 86_400_000;
/** The others only live their lives. */
const ON_STAGE = 0.75;

export interface DemoTraits {
  readonly seed: string;
  /** Of all three organisations. */
  readonly people: number;
  readonly days: number;
  /** ms since 1970. */
  readonly now: number;
}

/** One organisation of the demo with its past on disk and its future in hand. */
export interface DemoOrganisation {
  readonly tenant: DemoTenant;
  /** Exported logs, as a customer would have them. */
  readonly history: string;
  readonly settings: string;
  /** Records in `history`. */
  readonly records: number;
  readonly people: number;
  /** The truth about the past. */
  readonly labels: readonly Label[];
  readonly live: LiveOrganisation;
  readonly attacks: readonly Encore[];
  readonly lookAlikes: readonly Encore[];
  /** What happened before now and a provider shows only later. */
  readonly underWay: readonly RawRecord[];
}

/** Makes the three organisations and writes what the past left: logs, settings, and the truth beside them (`labels.json`). */
export function writeOrganisations(folder: string, traits: DemoTraits): readonly DemoOrganisation[] {
  return DEMO_TENANTS.map((tenant) => writeOrganisation(folder, tenant, traits));
}

function writeOrganisation(folder: string, tenant: DemoTenant, traits: DemoTraits): DemoOrganisation {
  const organisation = organisationOf(tenant, traits);
  const records = [...organisation.batches()].flat();
  const live = new LiveOrganisation(organisation, createRandom(`${traits.seed}/${tenant.id}/live`));
  const today = live.morning(traits.now);
  const past = [...records, ...today.filter(({ arrivesAt }) => arrivesAt < traits.now)];
  const own = join(folder, tenant.id);
  const history = join(own, 'history');
  mkdirSync(history, { recursive: true });
  exportRecords(history, past);
  const settings = join(own, 'settings.yaml');
  writeFileSync(settings, settingsText(organisation));
  writeFileSync(join(own, 'labels.json'), `${JSON.stringify(organisation.labels, null, 2)}\n`);
  return {
    tenant,
    history,
    settings,
    records: past.length,
    people: organisation.people.length,
    labels: organisation.labels,
    live,
    attacks: inOrder(organisation.encore, tenant.attacks),
    lookAlikes: inOrder(organisation.encore, tenant.lookAlikes),
    underWay: today.filter(({ arrivesAt }) => arrivesAt >= traits.now),
  };
}

function organisationOf(tenant: DemoTenant, { seed, people, days, now }: DemoTraits): Organisation {
  // A local day may end a day later in UTC: ending yesterday leaves nothing in the future.
  const end = Math.floor(now / DAY) * DAY - DAY;
  const members = Math.round(people * tenant.share);
  return openOrganisation({
    seed,
    tenant: tenant.id,
    people: members,
    days,
    start: end - days * DAY,
    ...tenant.traits,
    encore: partsFor(tenant, Math.floor(members * ON_STAGE)),
  });
}

/** Attacks and look-alikes in turn, as many as there are people for. */
function partsFor({ attacks, lookAlikes }: DemoTenant, most: number): readonly string[] {
  const inTurn = attacks.flatMap((attack, index) => [attack, ...lookAlikes.slice(index, index + 1)]);
  return inTurn.slice(0, most);
}

function inOrder(encore: readonly Encore[], ids: readonly string[]): readonly Encore[] {
  return ids.flatMap((id) => encore.filter(({ scenario }) => scenario.id === id));
}

/** What the organisation says of itself: time zone, VPN gateway, privileged people. */
function settingsText({ people, tenant }: Organisation): string {
  const privileged = people.filter((person) => person.privileged).map(({ email }) => email);
  const [office] = tenant.offices;
  return [
    `# Settings of ${tenant.domain}, as its administrators would write them.`,
    `timeZone: ${office?.city.timeZone ?? 'UTC'}`,
    ...(tenant.egress === 'vpn'
      ? ['egress:', `  - ${tenant.gateway.spot(0).ip} # the VPN gateway remote staff leave through`]
      : []),
    ...(privileged.length > 0 ? ['privileged:', ...privileged.map((address) => `  - ${address}`)] : []),
    '',
  ].join('\n');
}
