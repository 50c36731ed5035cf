import { SEVERITIES } from '../detectors/kit/finding.ts';
import { plural } from '../services/scan/report/words.ts';
import { ofTenant } from '../services/platform/store/scope.ts';
import type { Store, StoredIncident } from '../services/platform/store/store.ts';
import type { DemoTenant } from './demo-cast.ts';
import { incidentNews } from './incident-news.ts';
import type { Terminal } from './demo-terminal.ts';

/** Shows an organisation's incidents as they open and grow. */
export class IncidentWatch {
  readonly #store: Store;
  readonly #tenant: DemoTenant;
  readonly #terminal: Terminal;
  /** Revision last shown, by incident. */
  readonly #shown = new Map<string, StoredIncident>();

  constructor(store: Store, tenant: DemoTenant, terminal: Terminal) {
    this.#store = store;
    this.#tenant = tenant;
    this.#terminal = terminal;
  }

  /** What paged since the last look, in order of time; what an import brought to light is quiet. */
  async look(since: number): Promise<void> {
    const { items } = await this.#store.incidents.search(ofTenant(this.#tenant.id), { from: since }, { limit: 1_000 });
    for (const { value } of [...items].reverse()) {
      const before = this.#shown.get(value.id);
      if (value.quiet === true || value.detection !== 'active' || !isNews(before, value)) continue;
      this.#shown.set(value.id, value);
      await this.show(value, before === undefined ? '' : 'now ');
    }
  }

  /** @param which of several kinds of news it is, before its title */
  async show(incident: StoredIncident, which = ''): Promise<void> {
    const { severity } = incident;
    const { title, what } = incidentNews(incident, this.#tenant.name);
    this.#terminal.entry(severity.toUpperCase(), severity, `${which}${title}`);
    this.#terminal.detail(what);
    const why = await this.#why(incident);
    if (why !== undefined) this.#terminal.detailOnce(why);
  }

  /** Incidents of the past, gravest first. */
  async past(): Promise<readonly StoredIncident[]> {
    const { items } = await this.#store.incidents.search(ofTenant(this.#tenant.id), {}, { limit: 1_000 });
    return items
      .map(({ value }) => value)
      .filter(({ detection }) => detection === 'active')
      .sort((a, b) => b.risk - a.risk);
  }

  /** The first sentence of what the weightiest alert's rule says. */
  async #why({ alerts }: StoredIncident): Promise<string | undefined> {
    const [weightiest] = [...alerts].sort((a, b) => b.risk - a.risk);
    if (weightiest === undefined) return undefined;
    const alert = await this.#store.alerts.get(ofTenant(this.#tenant.id), weightiest.id);
    return alert && `Why: ${firstSentence(alert.value.rule.description)}`;
  }
}

/** An incident is news when it opens and when it grows more severe; every other change is in the page. */
function isNews(before: StoredIncident | undefined, now: StoredIncident): boolean {
  return before === undefined || SEVERITIES.indexOf(now.severity) > SEVERITIES.indexOf(before.severity);
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= [A-Z]|$)/s.exec(text)?.[0] ?? text;
}

/** `41 incidents: 2 critical, 20 high, 19 low` */
export function countText(incidents: readonly { readonly severity: string }[]): string {
  const parts = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = incidents.filter((incident) => incident.severity === severity).length;
    return count === 0 ? [] : [`${String(count)} ${severity}`];
  });
  return `${plural(incidents.length, 'incident')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
