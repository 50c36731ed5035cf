import type { Meaning, Meanings } from './meaning.ts';
import { ownChange } from './meaning.ts';

/**
 * Application `token`: access people give to OAuth clients. `activity` is a client using what it was given, not a person.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token
 */
export const TOKEN_EVENTS: Meanings = new Map<string, Meaning>([
  ['authorize', ownChange('consent', 'creation')],
  ['revoke', ownChange('other', 'deletion')],
  ['request', { ...ownChange('other', 'info'), outcome: 'unknown' }],
  ['deny', { ...ownChange('other', 'info'), outcome: 'failure' }],
  [
    'activity',
    { operation: 'other', category: ['api'], type: ['access'], facts: ['non_interactive'], outcome: 'success' },
  ],
]);
