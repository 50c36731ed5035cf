import { ofTenant } from '../../../platform/store/scope.ts';
import { userRisk, usersByRisk } from '../../routes/users.ts';
import { habitsOf } from '../../user-habits.ts';
import { userTimeline } from '../../user-timeline.ts';
import { userPage, usersPage } from '../views/users.ts';
import { userPath } from '../views/parts.ts';
import type { Page } from './page.ts';
import { fromPath, fromQuery, queryOf } from './page.ts';

const SHOWN = 100;
const EVENTS = 50;
const RECENT = 500;

export const usersShow: Page = {
  method: 'get',
  path: '/users',
  role: 'viewer',
  async handle(_request, viewer, { store }) {
    const found = await Promise.all(viewer.tenants.map(({ id }) => usersByRisk(store, ofTenant(id), SHOWN)));
    const risks = found
      .flat()
      .sort((a, b) => b.risk - a.risk)
      .slice(0, SHOWN);
    return { title: 'Users', place: '/users', body: usersPage(risks, viewer) };
  },
};

export const userShow: Page = {
  method: 'get',
  path: '/tenants/:tenant/users/:user',
  role: 'viewer',
  async handle(request, viewer, deps) {
    const scope = viewer.caller.tenant(fromPath(request, 'tenant'));
    const user = fromPath(request, 'user').toLowerCase();
    const after = fromQuery(request, 'after');
    const people = (await deps.loadTables(scope.tenant)).aliases.tokensOf(user);
    const [risk, recent, timeline] = await Promise.all([
      userRisk(deps.store, scope, user),
      deps.store.events.search(scope, { people }, { limit: RECENT }),
      userTimeline(scope, { user, limit: EVENTS, ...(after === '' ? {} : { after }) }, deps),
    ]);
    const body = userPage(
      {
        tenant: scope.tenant,
        user,
        path: userPath(scope.tenant, user),
        query: queryOf(request),
        risk,
        habits: habitsOf(recent.items),
        items: timeline.items,
        next: timeline.next,
      },
      viewer,
    );
    return { title: user, place: '/users', body };
  },
};
