import { tenantId } from '../../../../events/identity.ts';
import { createNames, endOfPeriod } from './names.ts';

const [ACME, ACME_EU] = [tenantId('acme'), tenantId('acme-eu')];

describe('names of indices', () => {
  const names = createNames('mfa', 'tenant');

  test('event · the month it happened in, UTC', () => {
    expect(names.event(ACME, Date.UTC(2026, 0, 31, 23, 59, 59, 999))).toBe('mfa-events-acme--2026.01');
    expect(names.event(ACME, Date.UTC(2026, 1, 1))).toBe('mfa-events-acme--2026.02');
  });

  test('alert · the year its id names, one that names none in the first', () => {
    expect(names.byId('alerts', ACME, '202611-x')).toBe('mfa-alerts-acme--2026');
    expect(names.byId('alerts', ACME, 'x')).toBe('mfa-alerts-acme--1970');
  });

  test('pattern of a tenant · matches none of a tenant whose name begins so', () => {
    const begins = names.pattern('events', ACME).replace('*', '');
    expect(names.event(ACME, 0).startsWith(begins)).toBe(true);
    expect(names.event(ACME_EU, 0).startsWith(begins)).toBe(false);
  });

  test('200 tenants · the alias, which a request line has room for', () => {
    const many = Array.from({ length: 200 }, (_, index) => tenantId(`a-client-of-ours-${String(index)}`));
    expect(names.target('events', many)).toBe('mfa-events');
    expect(names.target('events', [ACME, ACME_EU])).toBe('mfa-events-acme--*,mfa-events-acme-eu--*');
    expect(names.target('events', [])).toBe('');
  });

  test('shared · one index for all, by a name no tenant has', () => {
    const shared = createNames('mfa', 'shared');
    expect(shared.event(ACME, 0)).toBe(shared.event(ACME_EU, 0));
    expect(shared.target('events', [ACME, ACME_EU])).toBe('mfa-events-_shared--*');
  });

  test.each([
    ['mfa-events-acme--2026.11', Date.UTC(2026, 11)],
    ['mfa-events-acme--2026.12', Date.UTC(2027, 0)],
    ['mfa-alerts-acme-eu--2026', Date.UTC(2027, 0)],
  ])('end of the period of %s', (index, end) => {
    expect(endOfPeriod(index)).toBe(end);
  });
});
