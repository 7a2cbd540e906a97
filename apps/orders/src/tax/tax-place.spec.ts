import { ratesInForce, ratesToCome, taxPlace } from './tax-place';
import type { TaxZone } from './tax-table.aggregate';

const at = '2026-03-01T00:00:00.000Z';
const rate = (taxClass: string, rateMilli: number, from: string) => ({
  taxClass,
  rateMilli,
  from: `${from}T00:00:00.000Z`,
});
const zones: TaxZone[] = [
  {
    zone: 'IT',
    name: 'Italy',
    kind: 'domestic',
    countries: ['Italy', 'IT'],
    rates: [
      rate('standard', 22_000, '2026-01-01'),
      rate('standard', 23_000, '2026-06-01'),
      rate('books', 4_000, '2026-01-01'),
    ],
  },
  { zone: 'DE', name: 'Germany', kind: 'union', countries: ['DE'], rates: [rate('standard', 19_000, '2026-01-01')] },
  { zone: 'CH', name: 'Switzerland', kind: 'export', countries: ['CH'], rates: [] },
];
const nobody = { groups: [], vatCountry: null };

describe('where a sale is taxed', () => {
  it('is found without case and blanks', () => expect(taxPlace(' italy ', zones, nobody, at)).toBeDefined());
  it('is not known for a country in no zone', () => expect(taxPlace('US', zones, nobody, at)).toBeUndefined());
  it('has the rate of the day', () => {
    expect(taxPlace('IT', zones, nobody, at)?.rates.get('standard')).toBe(22_000);
    expect(taxPlace('IT', zones, nobody, '2026-06-01T00:00:00.000Z')?.rates.get('standard')).toBe(23_000);
  });
  it('asks for no tax on exports', () => expect(taxPlace('CH', zones, nobody, at)?.exemption).toBe('export'));
  it('asks a customer of the group tax-exempt for none', () =>
    expect(taxPlace('IT', zones, { groups: ['tax-exempt'], vatCountry: null }, at)?.exemption).toBe('exempt-customer'));
  it('leaves the tax to a business with a checked number in another country of the union', () => {
    expect(taxPlace('DE', zones, { groups: [], vatCountry: 'DE' }, at)?.exemption).toBe('reverse-charge');
    expect(taxPlace('DE', zones, nobody, at)?.exemption).toBeNull();
    expect(taxPlace('IT', zones, { groups: [], vatCountry: 'IT' }, at)?.exemption).toBeNull();
  });
});

describe('the rates of a zone', () => {
  const [italy] = zones as [TaxZone];
  const named = (rates: readonly { taxClass: string; rateMilli: number }[]) =>
    rates.map(({ taxClass, rateMilli }) => `${taxClass} ${rateMilli}`).sort();
  it('are in force from their moment on, one of each class', () => {
    expect(named(ratesInForce(italy, at))).toEqual(['books 4000', 'standard 22000']);
    expect(named(ratesInForce(italy, '2026-06-01T00:00:00.000Z'))).toEqual(['books 4000', 'standard 23000']);
    expect(ratesInForce(italy, '2025-12-31T23:59:59.999Z')).toEqual([]);
  });
  it('come later until then', () => {
    expect(named(ratesToCome(italy, at))).toEqual(['standard 23000']);
    expect(ratesToCome(italy, '2026-06-01T00:00:00.000Z')).toEqual([]);
  });
});
