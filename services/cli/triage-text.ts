import type { Triage } from '../platform/store/store.ts';

/** What people and detection say of an alert or incident, in one line. */
export function triageText(
  tenant: string,
  status: string,
  { disposition, assignee, notes = [] }: Triage,
  more: readonly string[] = [],
): string {
  const last = notes.at(-1);
  return [
    `${status}${disposition === undefined ? '' : ` (${disposition.replaceAll('_', ' ')})`}`,
    `tenant ${tenant}`,
    ...(assignee === undefined ? [] : [`assigned to ${assignee}`]),
    ...more,
    ...(last === undefined ? [] : [`${last.by}: ${last.text}`]),
  ].join(' · ');
}
