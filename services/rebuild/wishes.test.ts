import { tenantId } from '../../events/identity.ts';
import type { RebuildCause, RebuildRequest } from '../records/index.ts';
import { coalesce } from './wishes.ts';

function request(user: string, cause: RebuildCause, tenant = 'acme'): RebuildRequest {
  return { tenant: tenantId(tenant), user, cause };
}

describe('coalesce', () => {
  test('several wishes for a key · one, for a cause that may page if there is any', () => {
    const wishes = [
      request('alice', 'import'),
      request('bob', 'late'),
      request('alice', 'moved'),
      request('bob', 'learned'),
    ];
    expect(coalesce(wishes)).toEqual([request('alice', 'moved'), request('bob', 'late')]);
  });

  test('the same user of two tenants · two keys', () => {
    expect(coalesce([request('alice', 'late'), request('alice', 'late', 'other')])).toHaveLength(2);
  });
});
