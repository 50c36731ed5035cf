import type { JsonObject, MfaEvent } from '../../events/event.ts';
import type { NormaliseContext } from '../../events/normalise.ts';
import { okta } from '../../events/okta/index.ts';
import { testContext } from './context.ts';

export const ALICE = { id: '00u1alice', type: 'User', alternateId: 'Alice@Example.com', displayName: 'Alice' };
export const BOB = { id: '00u1bob', type: 'User', alternateId: 'bob@example.com', displayName: 'Bob' };
export const OKTA_SYSTEM = {
  id: '00u1sys',
  type: 'SystemPrincipal',
  alternateId: 'system@okta.com',
  displayName: 'Okta System',
};

/** A small valid System Log record; `overrides` replace whole top-level fields. */
export function oktaRecord(eventType: string, overrides: JsonObject = {}): JsonObject {
  return {
    uuid: '11111111-2222-3333-4444-555555555555',
    published: '2026-11-20T10:00:00.000Z',
    eventType,
    actor: ALICE,
    client: { ipAddress: '198.51.100.7', userAgent: { rawUserAgent: CHROME, os: 'Windows 10', browser: 'CHROME' } },
    outcome: { result: 'SUCCESS', reason: null },
    target: [ALICE],
    transaction: { type: 'WEB', id: 'tx1', detail: {} },
    debugContext: { debugData: {} },
    authenticationContext: { externalSessionId: 'idx1', rootSessionId: 'idx1' },
    ...overrides,
  };
}

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** `debugContext` with these fields. */
export function debug(debugData: JsonObject): JsonObject {
  return { debugContext: { debugData } };
}

/** The one event of a record that must be accepted. */
export function oktaEvent(record: JsonObject, context: NormaliseContext = testContext()): MfaEvent {
  const result = okta.normalise(record, context);
  if (!result.ok) throw new Error(`refused: ${result.reason.message}`);
  const [event] = result.value;
  if (event === undefined || result.value.length !== 1) throw new Error('one record must give one event');
  return event;
}
