import type { Request } from 'express';
import type { TriageChange } from '../../../platform/store/store.ts';
import { Problem, toProblem } from '../../problem.ts';
import { triageChangeSchema } from '../../schemas.ts';
import { given } from '../../parameters.ts';
import { fromForm } from './page.ts';

const STATUS: Readonly<Record<string, TriageChange['status']>> = {
  acknowledge: 'acknowledged',
  reopen: 'open',
  close: 'closed',
};

/** What a triage form asks for. `assignee` is what the alert had, so that only a change counts. @throws Problem */
export function triageFromForm(request: Request, assignee: string | undefined): TriageChange {
  const action = fromForm(request, 'action');
  const wanted = fromForm(request, 'assignee');
  const disposition = fromForm(request, 'disposition');
  const change = given({
    status: STATUS[action],
    disposition: action === 'close' && disposition !== '' ? disposition : undefined,
    assignee: wanted === (assignee ?? '') ? undefined : wanted === '' ? null : wanted,
    note: fromForm(request, 'note') || undefined,
  });
  const checked = triageChangeSchema.safeParse(change);
  if (checked.success) return checked.data;
  throw new Problem('MFAW_TRIAGE', checked.error.issues.map(({ message }) => message).join('; '));
}

/** What to tell a person whose triage was refused; rethrows what is no matter of theirs. */
export function refusal(error: unknown): { readonly status: number; readonly text: string } {
  const problem = toProblem(error);
  if (problem?.code === 'MFAW_CONFLICT')
    return {
      status: problem.status,
      text: 'It has changed since you opened it, so nothing was saved. This is how it is now; your note is still in the form.',
    };
  if (problem?.code === 'MFAW_TRIAGE')
    return { status: problem.status, text: `Nothing was saved: ${problem.message}.` };
  throw error;
}
