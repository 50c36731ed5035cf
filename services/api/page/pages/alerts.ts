import { ofTenant } from '../../../platform/store/scope.ts';
import { alertEvents } from '../../alert-events.ts';
import type { ApiDeps } from '../../deps.ts';
import { alertOf, alertView } from '../../routes/alerts.ts';
import type { Viewer } from '../layout.ts';
import { alertPage } from '../views/alert.ts';
import type { Page, Shown } from './page.ts';
import { fromForm, fromPath } from './page.ts';
import { refusal, triageFromForm } from './triage.ts';

const HISTORY = 50;

async function showAlert(
  id: string,
  viewer: Viewer,
  deps: ApiDeps,
  problem?: { readonly status: number; readonly text: string; readonly note: string },
): Promise<Shown> {
  const found = await alertOf(viewer.caller, id, deps);
  const scope = ofTenant(found.value.organization.id);
  const [events, history, incidents] = await Promise.all([
    alertEvents(found.value, deps),
    deps.store.history.search(scope, { subject: { kind: 'alert', id } }, { limit: HISTORY }),
    deps.store.incidents.search(scope, { alert: id }, { limit: 1 }),
  ]);
  const body = alertPage(
    {
      alert: alertView(found),
      events,
      history: history.items,
      incident: incidents.items[0]?.id,
      ...(problem === undefined ? {} : { problem: problem.text, note: problem.note }),
    },
    viewer,
  );
  return { title: found.value.rule.name, place: '/alerts', body, status: problem?.status ?? 200 };
}

export const alertShow: Page = {
  method: 'get',
  path: '/alerts/:id',
  role: 'viewer',
  handle: (request, viewer, deps) => showAlert(fromPath(request, 'id'), viewer, deps),
};

export const alertTriage: Page = {
  method: 'post',
  path: '/alerts/:id/triage',
  role: 'analyst',
  async handle(request, viewer, deps) {
    const id = fromPath(request, 'id');
    const { value } = await alertOf(viewer.caller, id, deps);
    try {
      const change = triageFromForm(request, value.triage.assignee);
      const scope = ofTenant(value.organization.id);
      const by = viewer.caller.actor(deps.now());
      await deps.store.alerts.triage(scope, id, fromForm(request, 'version'), change, by);
      return { redirect: `/alerts/${id}` };
    } catch (error) {
      return showAlert(id, viewer, deps, { ...refusal(error), note: fromForm(request, 'note') });
    }
  },
};
