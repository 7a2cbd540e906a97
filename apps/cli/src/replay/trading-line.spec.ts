import { given } from './given-lines';
import type { Cells, ReadableLine } from './trading-line';

const outcome = (row: Partial<Cells>) => given(row)[0]?.outcome;
const facts = (row: Partial<Cells>) => given(row)[0] as ReadableLine;

const STOCK = { StockCode: '85123A' };
const SERVICE = { StockCode: 'POST' };
const GUEST = { CustomerID: '' };
const FREE = { UnitPrice: '0.0' };

describe('what each line becomes: the first rule that fits', () => {
  it.each([
    ['no quantity', { Quantity: '' }],
    ['a quantity that is not a number', { Quantity: 'six' }],
    ['a thousands separator', { Quantity: '1,000' }],
    ['half a unit', { Quantity: '1.5' }],
    ['quantity 0', { Quantity: '0' }],
    ['quantity minus 0', { Quantity: '-0' }],
    ['no price', { UnitPrice: '' }],
    ['a price that is not a number', { UnitPrice: '£2.55' }],
    ['no date', { InvoiceDate: '' }],
    ['an impossible date', { InvoiceDate: '2011-02-30 10:00:00' }],
    ['a customer that is not a number', { CustomerID: 'nan' }],
    ['no invoice number', { InvoiceNo: ' ' }],
    ['no stock code', { StockCode: '' }],
    ['more units than a shop has', { Quantity: '99999999999' }],
    ['a price beyond every till', { UnitPrice: '99999999999.99' }],
  ])('%s is unreadable, with a reason', (_, row) =>
    expect(given(row)).toEqual([{ line: 2, outcome: 'unreadable', reason: expect.any(String) }]),
  );

  it('unreadable comes before bookkeeping', () =>
    expect(outcome({ InvoiceNo: 'A563185', UnitPrice: '-1', Quantity: '0' })).toBe('unreadable'));

  it('a negative price is bookkeeping, be it less than a penny', () => {
    expect(outcome({ UnitPrice: '-11062.06' })).toBe('bookkeeping');
    expect(outcome({ UnitPrice: '-0.001' })).toBe('bookkeeping');
    expect(outcome({ UnitPrice: '-5', InvoiceNo: 'C536379', Quantity: '-1' })).toBe('bookkeeping');
  });

  it('a price of minus 0 is 0', () => expect(outcome({ UnitPrice: '-0.00' })).toBe('free-line'));

  it.each(['A563185', 'c536379', 'C', 'C 536379', '536365-1', '536365.0', 'CC536379'])(
    'an invoice number that is neither digits nor C and digits is bookkeeping: %s',
    (InvoiceNo) => {
      expect(outcome({ InvoiceNo })).toBe('bookkeeping');
      expect(outcome({ InvoiceNo, Quantity: '-1' })).toBe('bookkeeping');
    },
  );

  it('a cancellation of a positive quantity is bookkeeping', () =>
    expect(outcome({ InvoiceNo: 'C536379', Quantity: '1', ...STOCK })).toBe('bookkeeping'));

  it('a cancelled stock item is a return', () => {
    expect(outcome({ InvoiceNo: 'C536379', Quantity: '-1', ...STOCK })).toBe('return-line');
    expect(outcome({ InvoiceNo: 'C536379', Quantity: '-1', ...STOCK, ...GUEST, ...FREE })).toBe('return-line');
  });

  it('a cancelled service item is a service credit', () =>
    expect(outcome({ InvoiceNo: 'C536379', Quantity: '-1', ...SERVICE })).toBe('service-credit'));

  it('a negative quantity of a stock item is a write-off, whatever the price and whoever the customer', () => {
    expect(outcome({ Quantity: '-10', ...STOCK, ...FREE, ...GUEST })).toBe('write-off');
    expect(outcome({ Quantity: '-10', ...STOCK })).toBe('write-off');
  });

  it('a negative quantity of a service item is bookkeeping', () =>
    expect(outcome({ Quantity: '-10', ...SERVICE })).toBe('bookkeeping'));

  it('a stock item for nothing and for nobody was found', () =>
    expect(outcome({ ...STOCK, ...FREE, ...GUEST })).toBe('found'));

  it('a service item for nothing and for nobody is bookkeeping', () =>
    expect(outcome({ ...SERVICE, ...FREE, ...GUEST })).toBe('bookkeeping'));

  it('for nothing but for somebody it is a free line', () => {
    expect(outcome({ ...STOCK, ...FREE })).toBe('free-line');
    expect(outcome({ ...SERVICE, ...FREE })).toBe('free-line');
  });

  it('a price that rounds to nothing is nothing', () => {
    expect(outcome({ UnitPrice: '0.001' })).toBe('free-line');
    expect(outcome({ UnitPrice: '0.001', ...GUEST })).toBe('found');
    expect(outcome({ UnitPrice: '0.005' })).toBe('order-line');
  });

  it('all others are order lines, a guest’s and a service item’s too', () => {
    expect(outcome(STOCK)).toBe('order-line');
    expect(outcome({ ...STOCK, ...GUEST })).toBe('order-line');
    expect(outcome({ ...SERVICE, ...GUEST })).toBe('order-line');
  });
});

describe('what a line says', () => {
  it('has every value of its row', () =>
    expect(
      given({ StockCode: '85123A', Quantity: '6', UnitPrice: '2.55', InvoiceDate: '2011-05-01 09:00:00' }),
    ).toEqual([
      {
        line: 2,
        outcome: 'order-line',
        invoice: '536365',
        sku: '85123A',
        description: 'MUG',
        quantity: 6,
        at: '2011-05-01T08:00:00.000Z',
        unitPriceMinor: 255,
        customer: '17850',
        country: 'United Kingdom',
        stockItem: true,
      },
    ]));

  it('a SKU is trimmed and upper case, so two spellings are one', () =>
    expect(facts({ StockCode: ' 85231b ' }).sku).toBe('85231B'));

  it.each([
    ['85123A', true],
    ['22423', true],
    ['15056BL', true],
    ['POST', false],
    ['gift_0001_20', false],
    ['DCGS0003', false],
    ['C2', false],
    ['1234', false],
  ])('five digits in front make a stock item: %s %s', (StockCode, stockItem) =>
    expect(facts({ StockCode }).stockItem).toBe(stockItem),
  );

  it.each(['17850.0', '17850', ' 17850.00 ', '017850'])('customer %s is 17850', (CustomerID) =>
    expect(facts({ CustomerID }).customer).toBe('17850'),
  );

  it('no customer is a guest', () => expect(facts({ CustomerID: '  ' }).customer).toBeUndefined());

  it('a missing country is the one the shop calls Unspecified', () =>
    expect(facts({ Country: '' }).country).toBe('Unspecified'));

  it('space around every value is ignored, and control characters inside', () =>
    expect(
      facts({ InvoiceNo: '\t536365 ', Description: ' BIG\u0000\tMUG ', Quantity: ' 6\t', UnitPrice: ' 2.55 ' }),
    ).toMatchObject({ invoice: '536365', description: 'BIG MUG', quantity: 6, unitPriceMinor: 255 }));
});
