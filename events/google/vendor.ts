import type { JsonObject, JsonValue } from '../event.ts';
import { textOf } from '../json.ts';
import { textParameter } from './parameters.ts';
import { withoutPhones } from './phone-mask.ts';
import type { Reading } from './reading.ts';

const MAX_WORD = 256;

/** What is kept beside ECS under `google_workspace`: where the event came from, and its parameters. */
export function vendorFields(reading: Reading): JsonObject {
  const { activity } = reading;
  const type = textOf(reading.raw['type'], MAX_WORD);
  const orgUnit =
    textParameter(reading.parameters, 'ORG_UNIT_NAME') ?? textParameter(reading.parameters, 'orgunit_path');
  const vendor: { [key: string]: JsonValue | undefined } = {
    application: activity.id.application,
    unique_qualifier: activity.id.qualifier,
  };
  if (activity.id.customer !== undefined) vendor['customer_id'] = activity.id.customer;
  if (type !== undefined) vendor['event_type'] = type;
  if (activity.actor.vendor !== undefined) vendor['actor'] = activity.actor.vendor;
  if (orgUnit !== undefined) vendor['org_unit'] = { name: orgUnit };
  if (activity.network !== undefined) vendor['network'] = activity.network;
  if (activity.device.type !== undefined) vendor['device'] = { type: activity.device.type };
  if (Object.keys(reading.parameters).length > 0) {
    vendor['parameters'] = withoutPhones(reading.name, reading.parameters);
  }
  return vendor;
}
