import { Rejection, SPEC_TIME } from '@concord/event-sourcing';
import type { TaxPlace } from '../tax/tax';
import { product } from './order-in-specs';
import { sell } from './sale';

const buyer = { channel: 'b2c', currency: 'GBP', groups: [], ids: [] };
const place = (more: Partial<TaxPlace> = {}): TaxPlace => {
  return { rates: new Map([['standard', 20_000]]), exemption: null, ...more };
};
const sold = (taxClass: string, tax: TaxPlace, shipping?: string) => {
  const facts = { products: [product({ taxClass })], promotions: [], listPrices: [], lists: [], tax };
  const charge =
    shipping === undefined ? undefined : { option: 'van', name: 'Van', priceMinor: 300, taxClass: shipping };
  const sale = sell([{ sku: product().sku, quantity: 1 }], [], facts, buyer, SPEC_TIME, charge);
  return sale instanceof Rejection ? sale.code : sale.lines.map(({ tax: own }) => own?.rateMilli);
};

describe('what is sold where goods are taxed', () => {
  it('has its tax', () => expect(sold('standard', place(), 'standard')).toEqual([20_000, 20_000]));
  it('is refused without a rate of its class: nobody knows its tax', () => {
    expect(sold('odd', place())).toBe('lines-not-orderable');
    expect(sold('standard', place(), 'odd')).toBe('tax-rate-missing');
  });
  it('needs no rate where no tax is due, or where no rate is in force yet', () => {
    expect(sold('odd', place({ exemption: 'export' }), 'odd')).toEqual([0, 0]);
    expect(sold('odd', place({ rates: new Map() }))).toEqual([undefined]);
  });
});
