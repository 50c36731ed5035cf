import { settingsHistory } from '../../../tenants/save-tables.ts';
import { settingsPage } from '../views/settings.ts';
import type { Page } from './page.ts';
import { fromQuery } from './page.ts';

export const settingsShow: Page = {
  method: 'get',
  path: '/settings',
  role: 'viewer',
  async handle(request, viewer, { store }) {
    const tenant = fromQuery(request, 'tenant') || viewer.tenants[0]?.id;
    const body =
      tenant === undefined
        ? settingsPage(undefined, viewer)
        : settingsPage({ tenant, versions: await settingsHistory(store, viewer.caller.tenant(tenant).tenant) }, viewer);
    return { title: 'Settings', place: '/settings', body };
  },
};
