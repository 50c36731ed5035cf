import { ofTenant } from '../../../platform/store/scope.ts';
import type { ApiDeps } from '../../deps.ts';
import { alertView } from '../../routes/alerts.ts';
import { incidentOf, incidentView, notificationsOf } from '../../routes/incidents.ts';
import type { Viewer } from '../layout.ts';
import { incidentPage } from '../views/incident.ts';
import type { Page, Shown } from './page.ts';
import { fromForm, fromPath } from './page.ts';
import { refusal, triageFromForm } from './triage.ts';

const HISTORY = 50;

async function showIncident(
  id: string,
  viewer: Viewer,
  deps: ApiDeps,
  problem?: { readonly status: number; readonly text: string; readonly note: string },
): Promise<Shown> {
  const found = await incidentOf(viewer.caller, id, deps);
  const scope = ofTenant(found.value.tenant);
  const [weightiest] = [...found.value.alerts].sort((a, b) => b.risk - a.risk);
  const [alert, history, notifications] = await Promise.all([
    weightiest && deps.store.alerts.get(scope, weightiest.id),
    deps.store.history.search(scope, { subject: { kind: 'incident', id } }, { limit: HISTORY }),
    notificationsOf(deps.store, scope, id),
  ]);
  const body = incidentPage(
    {
      incident: incidentView(found),
      weightiest: alert && alertView(alert),
      history: history.items,
      notifications,
      ...(problem === undefined ? {} : { problem: problem.text, note: problem.note }),
    },
    viewer,
  );
  return { title: found.value.title, place: '/incidents', body, status: problem?.status ?? 200 };
}

export const incidentShow: Page = {
  method: 'get',
  path: '/incidents/:id',
  role: 'viewer',
  handle: (request, viewer, deps) => showIncident(fromPath(request, 'id'), viewer, deps),
};

export const incidentTriage: Page = {
  method: 'post',
  path: '/incidents/:id/triage',
  role: 'analyst',
  async handle(request, viewer, deps) {
    const id = fromPath(request, 'id');
    const { value } = await incidentOf(viewer.caller, id, deps);
    try {
      const change = triageFromForm(request, value.triage.assignee);
      const by = viewer.caller.actor(deps.now());
      await deps.store.incidents.triage(ofTenant(value.tenant), id, fromForm(request, 'version'), change, by);
      return { redirect: `/incidents/${id}` };
    } catch (error) {
      return showIncident(id, viewer, deps, { ...refusal(error), note: fromForm(request, 'note') });
    }
  },
};
