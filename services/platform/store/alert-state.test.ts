import type { Alert } from '../../../detectors/kit/alert.ts';
import type { AlertRecord } from '../../records/index.ts';
import { alertVersion, mergeAlert, monthOfId, statusOf, storedAlert } from './alert-state.ts';
import type { AlertState } from './alert-state.ts';

const STATE: AlertState = {
  sequence: 1,
  detection: 'active',
  replacedBy: null,
  quiet: false,
  documentSequence: 1,
  revision: 1,
};
const ALERT = { mfa: { alert: { revision: 1, replaced_by: 'old' } }, triage: { steps: [] } } as unknown as Alert;

test.each([
  ['nobody spoke, active', 'active', {}, 'open'],
  ['nobody spoke, retracted', 'retracted', {}, 'retracted'],
  ['closed, retracted', 'retracted', { status: 'closed' }, 'closed'],
  ['acknowledged, retracted', 'retracted', { status: 'acknowledged' }, 'acknowledged'],
  ['assigned only, retracted', 'retracted', { assignee: 'dora' }, 'retracted'],
] as const)('statusOf · %s · %s %j is %s', (_name, detection, triage, status) => {
  expect(statusOf(detection, triage)).toBe(status);
});

test.each([
  ['acknowledged', true],
  ['open', true],
  ['closed', undefined],
] as const)('storedAlert · retracted after a person said %s · evidence withdrawn: %s', (status, withdrawn) => {
  const stored = storedAlert(ALERT, { ...STATE, detection: 'retracted' }, { status }, null);
  expect(stored.mfa.alert.evidence_withdrawn).toBe(withdrawn);
});

test('storedAlert · active again · names no successor its older document named', () => {
  expect(storedAlert(ALERT, STATE, {}, null).mfa.alert).not.toHaveProperty('replaced_by');
});

test('mergeAlert · retraction whose document names the successor · keeps it', () => {
  const record = { id: 'x', sequence: 2, detection: 'retracted', alert: ALERT } as AlertRecord;
  expect(mergeAlert(STATE, record)).toMatchObject({ replacedBy: 'old', documentSequence: 2 });
});

test('mergeAlert · the same record again · nothing new', () => {
  const record = { id: 'x', sequence: 1, detection: 'active', alert: ALERT } as AlertRecord;
  const state = mergeAlert(undefined, record);
  expect(mergeAlert(state, record)).toBeUndefined();
});

test('alertVersion · triage, revision or detection differ · differs', () => {
  const versions = [
    alertVersion(STATE, 0),
    alertVersion(STATE, 1),
    alertVersion({ ...STATE, revision: 2 }, 0),
    alertVersion({ ...STATE, detection: 'retracted' }, 0),
  ];
  expect(new Set(versions).size).toBe(4);
});

test.each([
  ['202611-abc', Date.UTC(2026, 10)],
  ['202613-abc', 0],
  ['something', 0],
])('monthOfId · %s · %d', (id, time) => {
  expect(monthOfId(id)).toBe(time);
});
