import type { JsonObject, JsonValue, MfaEvent } from '../../events/event.ts';
import { google } from '../../events/google/index.ts';
import { testContext } from './context.ts';

/** Parameters as a plain object; `parameter` gives each value the key Google would use. */
export type TestParameters = Readonly<Record<string, string | boolean | readonly string[]>>;

export const ALICE = { callerType: 'USER', email: 'alice@example.com', profileId: '100000000000000000001' };

/** One activity with one event. */
export function activity(
  application: string,
  name: string,
  parameters: TestParameters = {},
  overrides: Readonly<Record<string, JsonValue | undefined>> = {},
): JsonObject {
  return {
    kind: 'admin#reports#activity',
    id: { time: '2026-11-20T09:00:00.000Z', uniqueQualifier: '42', applicationName: application, customerId: 'C1' },
    actor: ALICE,
    ipAddress: '203.0.113.7',
    events: [
      { type: 'test', name, parameters: Object.entries(parameters).map(([key, value]) => parameter(key, value)) },
    ],
    ...overrides,
  };
}

function parameter(name: string, value: string | boolean | readonly string[]): JsonObject {
  if (typeof value === 'boolean') return { name, boolValue: value };
  return typeof value === 'string' ? { name, value } : { name, multiValue: value };
}

/** The events of a record that must have some. */
export function eventsOf(record: JsonObject): readonly MfaEvent[] {
  const result = google.normalise(record, testContext());
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.message}`);
  return result.value;
}

/** The only event of a record. */
export function eventOf(record: JsonObject): MfaEvent {
  const [event, ...more] = eventsOf(record);
  if (event === undefined || more.length > 0) throw new Error('expected exactly one event');
  return event;
}
