import { discardLetters, listLetters, replayLetters, showLetter } from '../../../dead-letters/index.ts';
import { ofTenant } from '../../../platform/store/scope.ts';
import { letterView, payloadText } from '../../routes/dead-letters.ts';
import { systemStatus } from '../../routes/status.ts';
import { deadLetterPage, deadLettersPage, statusPage } from '../views/system.ts';
import type { Page } from './page.ts';
import { fromForm, fromPath, fromQuery } from './page.ts';

const SHOWN = 50;

const DONE: ReadonlyMap<string, string> = new Map([
  ['replayed', 'Replayed: it is being handled again, and comes back here if it fails again.'],
  ['discarded', 'Discarded.'],
  ['refused', 'It was too large to keep: fetch it again from where it came.'],
]);

export const deadLettersShow: Page = {
  method: 'get',
  path: '/dead-letters',
  role: 'admin',
  async handle(request, viewer, { store }) {
    const pages = await Promise.all(
      viewer.tenants.map(({ id }) => listLetters(store, ofTenant(id), { state: 'open' }, { limit: SHOWN })),
    );
    const letters = pages.flatMap(({ items }) => items.map(letterView));
    const hasMore = pages.some(({ next }) => next !== undefined);
    const body = deadLettersPage(letters, hasMore, viewer, DONE.get(fromQuery(request, 'done')));
    return { title: 'Dead letters', place: '/dead-letters', body };
  },
};

export const deadLetterShow: Page = {
  method: 'get',
  path: '/tenants/:tenant/dead-letters/:id',
  role: 'admin',
  async handle(request, viewer, { store }) {
    const scope = viewer.caller.tenant(fromPath(request, 'tenant'));
    const { letter, payload } = await showLetter(store, scope, fromPath(request, 'id'));
    const body = deadLetterPage(letterView(letter), payloadText(payload), viewer);
    return { title: 'Dead letter', place: '/dead-letters', body };
  },
};

export const deadLetterSettle: Page = {
  method: 'post',
  path: '/tenants/:tenant/dead-letters/:id',
  role: 'admin',
  async handle(request, viewer, { store, log, now }) {
    const scope = viewer.caller.tenant(fromPath(request, 'tenant'));
    const selection = { ids: [fromPath(request, 'id')] };
    const by = { at: now(), by: viewer.caller.name };
    if (fromForm(request, 'action') === 'discard') {
      await discardLetters(store, scope, selection, by);
      return { redirect: '/dead-letters?done=discarded' };
    }
    const { replayed } = await replayLetters({ store, log }, scope, selection, by);
    return { redirect: `/dead-letters?done=${replayed.length > 0 ? 'replayed' : 'refused'}` };
  },
};

export const statusShow: Page = {
  method: 'get',
  path: '/status',
  role: 'viewer',
  async handle(_request, { caller }, deps) {
    return { title: 'Status', place: '/status', body: statusPage(await systemStatus(caller, deps)) };
  },
};
