import type { Finding } from './finding.ts';

/** Everything of a finding that an alert document shows, as one comparable string. */
export function signatureOf(finding: Finding): string {
  const { observations, trigger, ...shown } = finding;
  return JSON.stringify([shown, trigger.id, trigger.rank, observations.map(({ id, rank }) => [id, rank])]);
}
