import type { Request } from 'express';
import { SEVERITIES } from '../../../../detectors/kit/finding.ts';
import type { Severity } from '../../../../detectors/kit/finding.ts';
import type { AlertQuery, Bucket, TriageChange } from '../../../platform/store/store.ts';
import { given } from '../../parameters.ts';
import { triageChangeSchema } from '../../schemas.ts';
import { alertView, triageOne } from '../../routes/alerts.ts';
import { incidentView } from '../../routes/incidents.ts';
import { plural } from '../words.ts';
import { alertQueue, incidentQueue, isShow, SHOWS } from '../views/queue.ts';
import type { QueueFilter, Waiting } from '../views/queue.ts';
import type { Page } from './page.ts';
import { fromForm, fromQuery, queryOf } from './page.ts';

const PAGE = 50;
const WAITING = ['open', 'acknowledged'] as const;
const WAITING_ALERTS: AlertQuery = { statuses: WAITING, excepted: false };

function filterOf(request: Request, path: QueueFilter['path']): QueueFilter {
  const show = fromQuery(request, 'show');
  const severity = fromQuery(request, 'severity');
  return {
    path,
    tenant: fromQuery(request, 'tenant'),
    show: isShow(show) ? show : 'waiting',
    severity: SEVERITIES.find((one) => one === severity) ?? '',
    user: fromQuery(request, 'user').trim().toLowerCase(),
    text: fromQuery(request, 'text').trim(),
    query: queryOf(request),
  };
}

function common({ show, severity, user }: QueueFilter): {
  readonly statuses?: readonly ('open' | 'acknowledged' | 'closed' | 'retracted')[];
  readonly severities?: readonly Severity[];
  readonly user?: string;
} {
  return given({
    statuses: isShow(show) ? SHOWS[show].statuses : undefined,
    severities: severity === '' ? undefined : [severity as Severity],
    user: user === '' ? undefined : user,
  });
}

function alertQueryOf(filter: QueueFilter): AlertQuery {
  return {
    ...common(filter),
    ...given({
      excepted: filter.show === 'all' ? undefined : filter.show === 'hidden',
      text: filter.text === '' ? undefined : filter.text,
    }),
  };
}

function pageOf(request: Request): { readonly limit: number; readonly after?: string } {
  const after = fromQuery(request, 'after');
  return after === '' ? { limit: PAGE } : { limit: PAGE, after };
}

function tenantsOf(filter: QueueFilter): readonly string[] {
  return filter.tenant === '' ? [] : [filter.tenant];
}

/** Of counts by severity and status. */
function waitingOf(buckets: readonly Bucket[]): Waiting {
  return { severities: totalsOf(buckets, 0), statuses: totalsOf(buckets, 1) };
}

function totalsOf(buckets: readonly Bucket[], field: number): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { key, count } of buckets) totals.set(key[field] ?? '', (totals.get(key[field] ?? '') ?? 0) + count);
  return totals;
}

export const front: Page = {
  method: 'get',
  path: '/',
  role: 'viewer',
  handle: () => Promise.resolve({ redirect: '/incidents' }),
};

export const incidentsPage: Page = {
  method: 'get',
  path: '/incidents',
  role: 'viewer',
  async handle(request, viewer, { store }) {
    const filter = filterOf(request, '/incidents');
    const scope = viewer.caller.scope(tenantsOf(filter));
    const [{ items, next }, buckets] = await Promise.all([
      store.incidents.search(scope, common(filter), pageOf(request)),
      store.incidents.count(scope, { statuses: WAITING }, ['severity', 'status']),
    ]);
    const waiting = waitingOf(buckets);
    const body = incidentQueue({ filter, incidents: items.map(incidentView), next, waiting }, viewer);
    return { title: 'Incidents', place: '/incidents', body };
  },
};

export const alertsPage: Page = {
  method: 'get',
  path: '/alerts',
  role: 'viewer',
  async handle(request, viewer, { store }) {
    const filter = filterOf(request, '/alerts');
    const scope = viewer.caller.scope(tenantsOf(filter));
    const [{ items, next }, buckets] = await Promise.all([
      store.alerts.search(scope, alertQueryOf(filter), pageOf(request)),
      store.alerts.count(scope, WAITING_ALERTS, ['severity', 'status']),
    ]);
    const waiting = waitingOf(buckets);
    const done = fromQuery(request, 'done');
    const body = alertQueue(
      { filter, alerts: items.map(alertView), next, waiting, ...given({ done: doneText(done) }) },
      viewer,
    );
    return { title: 'Alerts', place: '/alerts', body };
  },
};

/** `12-3`: how many were changed and how many were not. */
function doneText(done: string): string | undefined {
  const [, changed, refused] = /^(\d{1,3})-(\d{1,3})$/.exec(done) ?? [];
  if (changed === undefined || refused === undefined) return undefined;
  const rest =
    refused === '0' ? '' : ` ${plural(Number(refused), 'alert')} had changed since the page was loaded: look again.`;
  return `${plural(Number(changed), 'alert')} changed.${rest}`;
}

const MOST_AT_ONCE = 100;

export const triageMany: Page = {
  method: 'post',
  path: '/alerts/triage',
  role: 'analyst',
  async handle(request, viewer, deps) {
    const change = bulkChange(request);
    const { alert } = request.body as { readonly alert?: string | readonly string[] };
    const chosen = alert === undefined ? [] : typeof alert === 'string' ? [alert] : alert;
    if (change === undefined || chosen.length === 0) return { redirect: '/alerts' };
    let changed = 0;
    for (const one of chosen.slice(0, MOST_AT_ONCE)) {
      const [id = '', version = ''] = one.split(/\|(.*)/s);
      const { outcome } = await triageOne(viewer.caller, id, version, change, deps);
      if (outcome === 'changed') changed += 1;
    }
    return { redirect: `/alerts?done=${String(changed)}-${String(chosen.length - changed)}` };
  },
};

function bulkChange(request: Request): TriageChange | undefined {
  const disposition = fromForm(request, 'disposition');
  if (fromForm(request, 'action') === 'acknowledge') return { status: 'acknowledged' };
  if (disposition === '') return undefined;
  const checked = triageChangeSchema.safeParse({ status: 'closed', disposition });
  return checked.success ? checked.data : undefined;
}
