import type { Request } from 'express';
import { explainUser } from '../../explain-user.ts';
import { Problem } from '../../problem.ts';
import { explanationPage } from '../views/explanation.ts';
import type { Page } from './page.ts';
import { fromPath, fromQuery } from './page.ts';

export const explanationShow: Page = {
  method: 'get',
  path: '/tenants/:tenant/users/:user/explain',
  role: 'viewer',
  async handle(request, viewer, deps) {
    const { tenant } = viewer.caller.tenant(fromPath(request, 'tenant'));
    const user = fromPath(request, 'user').toLowerCase();
    const time = momentOf(request);
    const body = explanationPage({ tenant, user, time, ...(await explainUser({ tenant, user, time }, deps)) }, viewer);
    return { title: `Explanation of ${user}`, place: '/users', body };
  },
};

/** @throws Problem */
function momentOf(request: Request): number {
  const text = fromQuery(request, 'at');
  const time = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new Problem('MFAW_INVALID', 'Write the moment with its zone, as 2026-11-20T09:17:48Z.');
  return time;
}
