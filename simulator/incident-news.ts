import type { StoredIncident } from '../services/platform/store/store.ts';

/** An operator's name and number in brackets, and the district after a city: the page has them. */
const OPERATOR = / \((?:[^()]|\([^()]*\))*\bAS\d+\)/g;
const DISTRICT = / \([^()]*\)(?=, [A-Z]{2}\b)/g;

/** An incident in two or three lines of a narrow terminal: its title where it happened, and what happened to whom. */
export function incidentNews(
  { title, reason, user }: Pick<StoredIncident, 'title' | 'reason' | 'user'>,
  organisation: string,
): { readonly title: string; readonly what: string } {
  const what = reason.replace(OPERATOR, '').replace(DISTRICT, '');
  // The account is known by its own name; the organisation stands beside the title.
  const short = user.split('@')[0] ?? user;
  return reason.includes(user)
    ? { title: `${title} · ${organisation}`, what: what.replaceAll(user, short) }
    : { title: `${title} · ${short} · ${organisation}`, what };
}
