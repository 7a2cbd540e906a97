import fc from 'fast-check';
import { emptyAt, type Buckets, type Warehouses } from '../stock/buckets';
import { chooseSources } from './sourcing';

const free = (available: number, sells = true): Buckets => ({ ...emptyAt(sells), available });
const wanted = (units: Record<string, number>) => new Map(Object.entries(units));
const stock = (bySku: Record<string, Warehouses>) => new Map(Object.entries(bySku));

describe('choosing the warehouses of an order', () => {
  it('takes one parcel where one warehouse has everything', () =>
    expect(
      chooseSources(wanted({ TEE: 1, CAP: 1 }), stock({ TEE: { A: free(9), B: free(1) }, CAP: { B: free(1) } })),
    ).toEqual([
      { sku: 'TEE', warehouse: 'B', quantity: 1 },
      { sku: 'CAP', warehouse: 'B', quantity: 1 },
    ]));
  it('splits a SKU where no warehouse has all of it: 3 + 2 make 5', () =>
    expect(chooseSources(wanted({ TEE: 5 }), stock({ TEE: { A: free(3), B: free(2) } }))).toEqual([
      { sku: 'TEE', warehouse: 'A', quantity: 3 },
      { sku: 'TEE', warehouse: 'B', quantity: 2 },
    ]));
  it('does not split what one warehouse can fill', () =>
    expect(chooseSources(wanted({ TEE: 5 }), stock({ TEE: { A: free(3), B: free(5) } }))).toEqual([
      { sku: 'TEE', warehouse: 'B', quantity: 5 },
    ]));
  it('leaves out what a warehouse does not sell', () =>
    expect(chooseSources(wanted({ TEE: 2 }), stock({ TEE: { A: free(9, false), B: free(2) } }))).toEqual([
      { sku: 'TEE', warehouse: 'B', quantity: 2 },
    ]));
  it('takes the first by code where all else is equal', () =>
    expect(chooseSources(wanted({ TEE: 1 }), stock({ TEE: { B: free(1), A: free(1) } }))).toEqual([
      { sku: 'TEE', warehouse: 'A', quantity: 1 },
    ]));

  it('fills every order from free units, and never takes a unit twice', () => {
    const place = fc.record({ available: fc.nat(20), sells: fc.boolean() }).map((p) => free(p.available, p.sells));
    const places = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), place);
    const asked = fc.dictionary(
      fc.constantFrom('TEE', 'CAP', 'MUG'),
      fc.record({ places, share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(asked, (skus) => {
        const shelves = stock(Object.fromEntries(Object.entries(skus).map(([sku, one]) => [sku, one.places])));
        const units = new Map<string, number>();
        for (const [sku, { places: here, share }] of Object.entries(skus)) {
          const sellable = Object.values(here).reduce((sum, { sells, available }) => sum + (sells ? available : 0), 0);
          const quantity = Math.ceil(sellable * share);
          if (quantity > 0) units.set(sku, quantity);
        }
        const chosen = chooseSources(units, shelves);
        for (const [sku, quantity] of units)
          expect(chosen.filter((a) => a.sku === sku).reduce((sum, a) => sum + a.quantity, 0)).toBe(quantity);
        for (const { sku, warehouse, quantity } of chosen) {
          const shelf = shelves.get(sku)![warehouse]!;
          expect(shelf.sells).toBe(true);
          expect(quantity).toBeGreaterThan(0);
          expect(quantity).toBeLessThanOrEqual(shelf.available);
        }
        expect(new Set(chosen.map(({ sku, warehouse }) => `${sku} ${warehouse}`)).size).toBe(chosen.length);
      }),
    );
  });
});
