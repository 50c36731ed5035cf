import fc from 'fast-check';
import { tenantId } from '../../events/identity.ts';
import type { Place } from '../../events/place.ts';
import { DEFAULT_SETTINGS } from '../../events/settings.ts';
import { toAlert } from '../../detectors/kit/alert.ts';
import type { Detector } from '../../detectors/kit/detector.ts';
import type { Environment } from '../../detectors/kit/engine.ts';
import type { Finding } from '../../detectors/kit/finding.ts';
import { PLACES } from '../../detectors/kit/test-driver.ts';
import type { TenantFacts } from '../../detectors/kit/view.ts';
import { impossibleTravel } from '../../detectors/impossible-travel/detector.ts';
import { sessionHijacking } from '../../detectors/session-hijacking/detector.ts';
import { smsMfaUse } from '../../detectors/sms-mfa-use/detector.ts';
import { seededRandom } from '../support/random.ts';
import type { Arrival, Route } from './delivery.ts';
import { randomRoute, sortedRoute, travel, USER } from './delivery.ts';
import type { History } from './history.ts';
import { describeDelivery, historyArbitrary } from './history.ts';
import { askEverything, earliestByKey } from './oracle.ts';
import { unanswered } from './unanswered.ts';

/**
 * I3: the same events and settings give the same final alerts for every order of arrival, and these are what a detector that sees
 * everything at once would say. MFAWATCH_PROPERTY_RUNS histories by ROUTES ways each: 10,000 permutations unless told otherwise.
 */
const RUNS = Number(process.env['MFAWATCH_PROPERTY_RUNS'] ?? 500);
const ROUTES = 20;
const SEED = Number(process.env['MFAWATCH_PROPERTY_SEED'] ?? 20261122);

const DETECTORS = [impossibleTravel, sessionHijacking, smsMfaUse, unanswered] as readonly Detector[];
const TENANT = tenantId('property');
const office = ({ prefix }: Place): string | undefined =>
  prefix === PLACES.osloOffice.prefix ? 'the office' : undefined;
const OFFICE: TenantFacts = { egress: office, gateway: office };
const ENVIRONMENT: Environment = {
  tenant: TENANT,
  detectors: DETECTORS,
  settingsAt: () => DEFAULT_SETTINGS,
  facts: OFFICE,
};

describe('I3 · order of arrival', () => {
  test('any history, delivered any way · ends in the alerts of the sorted run, which are those of the oracle', () => {
    const found = new Map<string, number>();
    fc.assert(
      fc.property(historyArbitrary, fc.integer(), (history, seed) => {
        const expected = oracleAlerts(history);
        for (const document of expected) found.set(detectorOf(document), (found.get(detectorOf(document)) ?? 0) + 1);
        expectSame(expected, sortedRoute(history.deliveries), seed);
        for (let way = 0; way < ROUTES; way += 1) {
          expectSame(expected, randomRoute(history.deliveries, seededRandom(seed + way)), seed + way);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // The histories hold enough for every detector, or the test would prove nothing.
    for (const { id } of DETECTORS) expect(found.get(id) ?? 0).toBeGreaterThan(RUNS / 10);
  });

  test.each(DETECTORS)(
    '$id · had it said that nothing later affects an anchor · would have been caught',
    (detector) => {
      const blind = { ...ENVIRONMENT, detectors: [{ ...detector, affects: () => false }] };
      const outcome = fc.check(
        fc.property(historyArbitrary, fc.integer(), (history, seed) => {
          const expected = oracleAlerts(history, blind);
          for (let way = 0; way < 5; way += 1) {
            expectSame(expected, randomRoute(history.deliveries, seededRandom(seed + way)), seed + way, blind);
          }
        }),
        { numRuns: 500, seed: SEED, endOnFailure: true },
      );
      expect(outcome.failed).toBe(true);
    },
  );

  test.each(DETECTORS)('$id · one key from several anchors · one anchor time, so one alert id', (detector) => {
    fc.assert(
      fc.property(historyArbitrary, (history) => {
        const byKey = new Map<string, number>();
        for (const { finding } of askEverything(history.final, { ...ENVIRONMENT, detectors: [detector] }, USER)) {
          expect(finding.anchorTime).toBe(byKey.get(finding.key) ?? finding.anchorTime);
          byKey.set(finding.key, finding.anchorTime);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

function detectorOf(document: string): string {
  return (JSON.parse(document) as ReturnType<typeof toAlert>).mfa.alert.detector;
}

function oracleAlerts(history: History, environment = ENVIRONMENT): string[] {
  const said = earliestByKey(askEverything(history.final, environment, USER));
  return said.map(({ detector, finding }) => documentOf(detector, finding)).sort();
}

function arrivalAlerts({ assertions }: Arrival): string[] {
  return assertions.map(({ detector, finding }) => documentOf(detectorById(detector), finding)).sort();
}

/** The alert document without its revision number (every route has its own). */
function documentOf(detector: Detector, finding: Finding): string {
  const assertion = { detector: detector.id, finding, signature: '', active: true, revision: 1, frozen: false };
  return JSON.stringify(toAlert({ tenant: TENANT, user: USER, detector, assertion, saturated: false }));
}

function detectorById(id: string): Detector {
  const found = DETECTORS.find((detector) => detector.id === id);
  if (found === undefined) throw new Error(`no detector ${id}`);
  return found;
}

function expectSame(expected: readonly string[], route: Route, seed: number, environment = ENVIRONMENT): void {
  const arrival = travel(route, environment);
  const actual = arrivalAlerts(arrival);
  if (arrival.late === 0 && actual.join('\n') === expected.join('\n')) return;
  throw new Error(
    [
      `route seed ${String(seed)}, batches of ${String(route.batch)}, ticks ${String(route.ticks)}, ${String(arrival.late)} refused as late`,
      'in this order:',
      ...route.order.map(describeDelivery),
      'missing:',
      ...expected.filter((alert) => !actual.includes(alert)).map(digest),
      'too many:',
      ...actual.filter((alert) => !expected.includes(alert)).map(digest),
    ].join('\n'),
  );
}

function digest(document: string): string {
  const { event, mfa } = JSON.parse(document) as ReturnType<typeof toAlert>;
  return `  ${mfa.alert.detector} ${mfa.alert.key} risk ${String(event.risk_score)}: ${event.reason}\n    ${JSON.stringify([mfa.alert.event_ids, mfa.alert.evidence])}`;
}
