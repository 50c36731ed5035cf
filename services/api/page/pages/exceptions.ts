import type { Request } from 'express';
import { isoTime } from '../../../../events/iso-time.ts';
import type { TenantId } from '../../../../events/identity.ts';
import { listExceptions, previewException, revokeException } from '../../../exceptions/index.ts';
import type { Preview } from '../../../exceptions/index.ts';
import type { ApiDeps } from '../../deps.ts';
import { given } from '../../parameters.ts';
import { Problem } from '../../problem.ts';
import type { NewException } from '../../routes/exceptions.ts';
import { checkNames, exceptionsDeps, makeException, newExceptionSchema } from '../../routes/exceptions.ts';
import type { Viewer } from '../layout.ts';
import type { ExceptionForm } from '../views/exceptions.ts';
import { exceptionsPage, newExceptionPage } from '../views/exceptions.ts';
import { plural } from '../words.ts';
import type { Page, Shown } from './page.ts';
import { fromForm, fromPath, fromQuery } from './page.ts';

const DAY_MS = 86_400_000;
const FIELDS = ['scope', 'user', 'group', 'detector', 'rule', 'network', 'reason', 'owner', 'days'] as const;

export const exceptionsShow: Page = {
  method: 'get',
  path: '/exceptions',
  role: 'viewer',
  async handle(request, viewer, { store }) {
    const found = await Promise.all(
      viewer.tenants.map(async ({ id }) =>
        (await listExceptions(store, id)).map(({ value }) => ({ ...value, tenant: id })),
      ),
    );
    const body = exceptionsPage(found.flat(), viewer, doneText(fromQuery(request, 'done')));
    return { title: 'Exceptions', place: '/exceptions', body };
  },
};

/** `made-12`, `revoked-3` */
function doneText(done: string): string | undefined {
  const [, verb, count] = /^(made|revoked)-(\d{1,9})$/.exec(done) ?? [];
  if (count === undefined) return undefined;
  const alerts = plural(Number(count), 'alert');
  return verb === 'made' ? `Made. It hides ${alerts} that waited.` : `Revoked. ${alerts} can be seen again.`;
}

async function showForm(
  tenant: TenantId,
  form: ExceptionForm,
  viewer: Viewer,
  deps: ApiDeps,
  more: { readonly preview?: Preview; readonly problem?: string } = {},
): Promise<Shown> {
  const groups = [...(await exceptionsDeps(deps).groupsOf(tenant)).keys()];
  const body = newExceptionPage({ tenant, form, detectors: deps.detectors, groups, ...more }, viewer);
  const status = more.problem === undefined ? 200 : 400;
  return { title: 'New exception', place: '/exceptions', body, status };
}

export const exceptionNew: Page = {
  method: 'get',
  path: '/tenants/:tenant/exceptions/new',
  role: 'admin',
  handle(request, viewer, deps) {
    const { tenant } = viewer.caller.tenant(fromPath(request, 'tenant'));
    const typed = formOf((name) => fromQuery(request, name));
    const form = { ...typed, scope: typed.scope || 'user', owner: viewer.caller.name, days: '30' };
    return showForm(tenant, form, viewer, deps);
  },
};

export const exceptionCreate: Page = {
  method: 'post',
  path: '/tenants/:tenant/exceptions/new',
  role: 'admin',
  async handle(request, viewer, deps) {
    const { tenant } = viewer.caller.tenant(fromPath(request, 'tenant'));
    const form = formOf((name) => fromForm(request, name));
    try {
      const wanted = exceptionFrom(form, deps.now());
      if (fromForm(request, 'action') === 'create') {
        const { hidden } = await makeException(viewer.caller, tenant, wanted, deps);
        return { redirect: `/exceptions?done=made-${String(hidden)}` };
      }
      await checkNames(wanted, tenant, deps);
      const preview = await previewException(exceptionsDeps(deps), tenant, wanted, deps.now());
      return await showForm(tenant, form, viewer, deps, { preview });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'MFAW_INVALID') throw error;
      return showForm(tenant, form, viewer, deps, { problem: `Nothing was saved: ${error.message}.` });
    }
  },
};

function formOf(read: (name: string) => string): ExceptionForm {
  return Object.fromEntries(FIELDS.map((name) => [name, read(name)])) as ExceptionForm;
}

/** @throws Problem */
function exceptionFrom(form: ExceptionForm, now: number): NewException {
  const { scope, user, group, detector, rule, network, reason, owner, days } = form;
  const checked = newExceptionSchema.safeParse({
    scope: { kind: scope, ...(scope === 'user' ? { user } : {}), ...(scope === 'group' ? { group } : {}) },
    detector,
    reason,
    // A minute less: the clock goes on while a year's exception is made.
    expires: isoTime(now + Number(days) * DAY_MS - 60_000),
    ...given({ rule: rule || undefined, network: network || undefined, owner: owner || undefined }),
  });
  if (checked.success) return checked.data;
  const text = checked.error.issues.map(({ path, message }) => `${path.map(String).join(' ')}: ${message}`).join('; ');
  throw new Problem('MFAW_INVALID', text);
}

export const exceptionRevoke: Page = {
  method: 'post',
  path: '/tenants/:tenant/exceptions/:id/revoke',
  role: 'admin',
  async handle(request: Request, viewer, deps) {
    const { tenant } = viewer.caller.tenant(fromPath(request, 'tenant'));
    const by = viewer.caller.actor(deps.now());
    const { shown } = await revokeException(exceptionsDeps(deps), tenant, fromPath(request, 'id'), by);
    return { redirect: `/exceptions?done=revoked-${String(shown)}` };
  },
};
