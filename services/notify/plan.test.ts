import fc from 'fast-check';
import { SEVERITIES } from '../../detectors/kit/finding.ts';
import { NOON, incident } from '../../test/support/incident.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import type { Told } from './notification.ts';
import type { Situation } from './plan.ts';
import { plan } from './plan.ts';

const HOUR_MS = 3_600_000;
const POLICY: ChannelPolicy = { id: 'ops', minSeverity: 'medium', maxAge: 24 * HOUR_MS, stormLimit: 30 };
const TOLD: Told = { state: 'open', revision: 1, severity: 'high' };
const open = { status: 'open', told: TOLD } as const;
const pending = { status: 'pending' } as const;
const NIGHT = { from: '22:00', to: '07:00', timeZone: 'Europe/Madrid' };

function situation(change: Partial<Situation> = {}): Situation {
  return { incident: incident(), excepted: false, policy: POLICY, now: NOON, ...change };
}

describe('plan', () => {
  const closed = { status: 'closed', revision: 1 } as const;
  test.each<[string, Partial<Situation>, string]>([
    ['new', {}, 'opened'],
    ['told at this revision', { known: open }, 'nothing'],
    ['of a higher revision', { incident: incident({ revision: 2 }), known: open }, 'updated'],
    ['retracted while open', { incident: incident({ detection: 'retracted' }), known: open }, 'resolved'],
    ['retracted before it was told', { incident: incident({ detection: 'retracted' }), known: pending }, 'nothing'],
    ['closed by a person', { known: open, people: closed }, 'resolved'],
    ['closed, then an alert joined', { incident: incident({ revision: 2 }), known: open, people: closed }, 'updated'],
    ['acknowledged before it was told', { people: { status: 'acknowledged', revision: 1 } }, 'nothing'],
    ['found by an import', { incident: incident({ quiet: true }) }, 'nothing'],
    ['below the severity', { incident: incident({ severity: 'low' }) }, 'nothing'],
    ['of another tenant', { policy: { ...POLICY, tenants: ['globex'] } }, 'nothing'],
    ['excepted', { excepted: true }, 'nothing'],
    ['excepted while open', { excepted: true, known: open }, 'resolved'],
    ['two days old', { now: NOON + 48 * HOUR_MS }, 'nothing'],
    ['two days old and waiting since it was young', { now: NOON + 48 * HOUR_MS, known: pending }, 'opened'],
    ['active again', { known: { status: 'resolved', told: { ...TOLD, state: 'resolved' } } }, 'opened'],
  ])('an incident · %s · %#', (_name, change, action) => {
    expect(plan(situation(change)).action).toBe(action);
  });

  test('an old incident · first seen · recorded with the reason', () => {
    const reason = 'its last event was too long ago';
    expect(plan(situation({ now: NOON + 25 * HOUR_MS }))).toEqual({ action: 'nothing', record: true, reason });
  });

  test.each([
    ['high', Date.UTC(2026, 10, 21, 6)],
    ['critical', Date.UTC(2026, 10, 20, 23, 30)],
  ] as const)('quiet hours · a %s incident at night · only critical ones go at once', (severity, notBefore) => {
    const now = Date.UTC(2026, 10, 20, 23, 30);
    const policy = { ...POLICY, quietHours: NIGHT };
    expect(plan(situation({ now, policy, incident: incident({ severity }) }))).toEqual({ action: 'opened', notBefore });
  });

  test('any history · each step delivered · at most one item is open, and what was told is not told again', () => {
    const step = fc.record({
      detection: fc.constantFrom('active' as const, 'retracted' as const),
      severity: fc.constantFrom(...SEVERITIES),
      status: fc.constantFrom(undefined, 'open' as const, 'acknowledged' as const, 'closed' as const),
      excepted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let told: Told | undefined;
        for (const [index, { detection, severity, status, excepted }] of steps.entries()) {
          const revision = index + 1;
          const now = situation({
            incident: incident({ detection, severity, revision }),
            excepted,
            people: status === undefined ? undefined : { status, revision },
            known: told === undefined ? undefined : { status: told.state, told },
          });
          const { action } = plan(now);
          if (action === 'opened') expect(told?.state).not.toBe('open');
          if (action === 'updated' || action === 'resolved') expect(told?.state).toBe('open');
          if (action === 'nothing') continue;
          told = { state: action === 'resolved' ? 'resolved' : 'open', revision, severity };
          expect(plan({ ...now, known: { status: told.state, told } }).action).toBe('nothing');
        }
      }),
    );
  });
});
