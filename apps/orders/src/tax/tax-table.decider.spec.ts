import { given, SPEC_TIME } from '@concord/event-sourcing';
import { TaxRateSet, TaxRateWithdrawn, TaxZoneDefined } from './tax-table.aggregate';
import { taxTable, type DefineTaxZone, type SetTaxRate, type WithdrawTaxRate } from './tax-table.decider';

const past = given(taxTable);
const italy = { zone: 'IT', name: 'Italy', kind: 'domestic' as const, countries: ['Italy'] };
const later = '2027-01-01T00:00:00.000Z';
const before = '2025-01-01T00:00:00.000Z';
const define = (more: Partial<typeof italy> = {}): DefineTaxZone => ({
  type: 'DefineTaxZone',
  data: { ...italy, ...more },
});
const set = (rateMilli: number, from: string, zone = 'IT'): SetTaxRate => {
  return { type: 'SetTaxRate', data: { zone, taxClass: 'standard', rateMilli, from } };
};
const withdraw = (from: string): WithdrawTaxRate => {
  return { type: 'WithdrawTaxRate', data: { zone: 'IT', taxClass: 'standard', from } };
};
const defined = TaxZoneDefined.of(italy);
const rate = (rateMilli: number, from: string) => TaxRateSet.of({ zone: 'IT', taxClass: 'standard', rateMilli, from });

describe('a tax zone', () => {
  it('is defined, and changed', () => {
    past().when(define()).then(defined);
    past(defined)
      .when(define({ name: 'Italia' }))
      .then(TaxZoneDefined.of({ ...italy, name: 'Italia' }));
  });
  it('has its countries alone', () =>
    past(defined)
      .when(define({ zone: 'EU', countries: [' ITALY'] }))
      .thenRejected('tax-country-taken'));
});

describe('a tax rate', () => {
  it('counts from its moment on', () => past(defined).when(set(22_000, later)).then(rate(22_000, later)));
  it('needs its zone', () => past().when(set(22_000, later)).thenRejected('tax-zone-unknown'));
  it('is set once', () => past(defined, rate(22_000, later)).when(set(22_000, later)).then());
  it('is changed as long as it has not begun', () => {
    past(defined, rate(22_000, later)).when(set(23_000, later)).then(rate(23_000, later));
    past(defined, rate(22_000, before)).when(set(23_000, before)).thenRejected('tax-rate-in-force');
    past(defined, rate(22_000, before)).when(set(23_000, SPEC_TIME)).then(rate(23_000, SPEC_TIME));
  });
  it('is withdrawn as long as it has not begun', () => {
    const gone = TaxRateWithdrawn.of({ zone: 'IT', taxClass: 'standard', from: later });
    past(defined, rate(22_000, later)).when(withdraw(later)).then(gone);
    past(defined, rate(22_000, before)).when(withdraw(before)).thenRejected('tax-rate-in-force');
    past(defined).when(withdraw(later)).thenRejected('tax-rate-unknown');
  });
});
