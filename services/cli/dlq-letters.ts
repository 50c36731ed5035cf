import { Option } from 'commander';
import type { TenantId } from '../../events/identity.ts';
import type { DeadLetter, LetterFilter } from '../dead-letters/index.ts';
import { listLetters } from '../dead-letters/index.ts';
import { ofTenant } from '../platform/store/scope.ts';
import type { Store } from '../platform/store/store.ts';
import { everyItem } from './held-query.ts';

const STAGES = ['ingest', 'normalise', 'detect', 'index', 'correlate'] as const;

export function stageOption(): Option {
  return new Option('--stage <STAGE>', 'only those of this stage').choices(STAGES);
}

/** In order of id. */
export async function letters(
  store: Store,
  tenant: TenantId,
  filter: LetterFilter,
  limit?: number,
): Promise<DeadLetter[]> {
  const scope = ofTenant(tenant);
  const found: DeadLetter[] = [];
  for await (const letter of everyItem(limit, (page) => listLetters(store, scope, filter, page))) found.push(letter);
  return found;
}
