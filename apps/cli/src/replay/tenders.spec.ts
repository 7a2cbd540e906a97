import { toDocuments, type OrderDocument } from './documents';
import { tenderOf, withMixedTenders } from './tenders';
import type { ReadableLine, TradingLine } from './trading-line';

let next = 1;
const line = (invoice: string, more: Partial<ReadableLine> = {}): ReadableLine => ({
  line: (next += 1),
  outcome: 'order-line',
  invoice,
  sku: '21001',
  description: 'A lantern',
  quantity: 2,
  at: '2011-02-01T10:00:00.000Z',
  unitPriceMinor: 500,
  customer: '17850',
  country: 'United Kingdom',
  stockItem: true,
  ...more,
});
const orderOf = (...lines: TradingLine[]) => toDocuments(lines)[0] as OrderDocument;

describe('the tender of an order', () => {
  it('is decided by its number', () =>
    expect(['8', '9', '10', '11', '12', '13', '14', '15'].map((number) => tenderOf(orderOf(line(number))))).toEqual([
      'account',
      'account',
      'account',
      'card',
      'card',
      'basket',
      'basket-voucher',
      'basket-points',
    ]));
  it('has no points where a voucher leaves too little for them', () => {
    const worth = (unitPriceMinor: number) => tenderOf(orderOf(line('15', { quantity: 1, unitPriceMinor })));
    expect([599, 600].map(worth)).toEqual(['basket', 'basket-points']);
  });
  it.each([
    ['a guest', [line('13', { customer: undefined })]],
    ['a SKU on two lines', [line('13'), line('13')]],
    ['something that is no stock item', [line('13', { stockItem: false })]],
  ])('is the card, and no basket, for %s', (_, lines) => expect(tenderOf(orderOf(...lines))).toBe('card'));
});

describe('the lines of mixed tenders', () => {
  it('price baskets by the list, and leave other orders their prices', () => {
    const lines = [line('8'), line('16'), line('11', { unitPriceMinor: 400 }), line('13', { unitPriceMinor: 450 })];
    const prices = withMixedTenders(lines).map((each) => (each as ReadableLine).unitPriceMinor);
    expect(prices.slice(0, 4)).toEqual([500, 500, 400, 500]);
  });
  it('bring back the goods of one order in ten, after all others', () => {
    const lines = [line('8'), line('80', { at: '2011-02-02T10:00:00.000Z' }), line('81', { outcome: 'free-line' })];
    const back = withMixedTenders(lines).slice(3);
    expect(back).toMatchObject([
      { invoice: 'C980', outcome: 'return-line', sku: '21001', quantity: -2, at: '2011-02-02T10:00:00.000Z' },
    ]);
  });
});
