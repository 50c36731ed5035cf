import type { Provider } from '../normalise.ts';
import { reject } from '../result.ts';
import { normaliseActivity } from './activity.ts';
import { normaliseAlert } from './alert-center.ts';
import { streamOf } from './recognise.ts';

/**
 * Google Workspace: activities of the Reports API (`activities.list`), one record per activity, and alerts of the Alert Center.
 * An activity may hold several events; each becomes a document of its own.
 */
export const google: Provider = {
  source: 'google_workspace',
  recognise: streamOf,
  normalise(record, context) {
    const stream = streamOf(record);
    if (stream === undefined)
      return reject('unknown_shape', 'neither an activity of the Reports API nor an Alert Center alert');
    return stream === 'alert' ? normaliseAlert(record, context) : normaliseActivity(record, context);
  },
};
