import { toDocuments } from './documents';
import { found, given, type Row, returned, sold, writtenOff } from './given-lines';

const documents = (...rows: Row[]) => toDocuments(given(...rows));
const names = (...rows: Row[]) => documents(...rows).map(({ type, invoice }) => `${type} ${invoice}`);

const TEN = { InvoiceDate: '2011-01-10 10:00:00' };
const ELEVEN = { InvoiceDate: '2011-01-10 11:00:00' };

describe('an order', () => {
  it('holds the order lines and free lines of a plain invoice, one SKU on several lines too', () =>
    expect(
      documents(
        sold('1', '10001', 2, { UnitPrice: '2.55' }),
        sold('1', 'POST', 1, { UnitPrice: '18.00', Description: 'POSTAGE' }),
        sold('1', '10001', 3, { UnitPrice: '0.0', Description: '' }),
      ),
    ).toEqual([
      {
        type: 'order',
        invoice: '1',
        at: '2011-01-10T10:00:00.000Z',
        customer: '17850',
        country: 'United Kingdom',
        lines: [
          { line: 2, sku: '10001', title: 'MUG', quantity: 2, unitPriceMinor: 255, stockItem: true, free: false },
          { line: 3, sku: 'POST', title: 'POSTAGE', quantity: 1, unitPriceMinor: 1800, stockItem: false, free: false },
          { line: 4, sku: '10001', title: '10001', quantity: 3, unitPriceMinor: 0, stockItem: true, free: true },
        ],
      },
    ]));

  it('without a customer is a guest’s', () =>
    expect(documents(sold('1', '10001', 1, { CustomerID: '' }))).toMatchObject([
      { type: 'order', customer: undefined },
    ]));

  it('gathers lines that lie apart, at the time and place of the first', () => {
    const orders = documents(sold('1', '10001', 1, TEN), sold('2', '10001', 1, TEN), sold('1', '10002', 1, ELEVEN));
    expect(orders).toMatchObject([
      { invoice: '1', at: '2011-01-10T10:00:00.000Z', lines: [{ line: 2 }, { line: 4 }] },
      { invoice: '2', lines: [{ line: 3 }] },
    ]);
  });

  it('may share its invoice with write-offs and finds, in the order of the lines', () =>
    expect(
      names(found('1', '10001', 5), sold('1', '10001', 1), writtenOff('1', '10002', 2), sold('1', '10003', 1)),
    ).toEqual(['adjustment 1', 'order 1', 'adjustment 1']));
});

describe('a return', () => {
  it('holds the stock items of a cancellation, counted upwards', () =>
    expect(documents(returned('C1', '10001', 2, { UnitPrice: '2.55' }), returned('C1', 'POST', 1))).toEqual([
      {
        type: 'return',
        invoice: 'C1',
        at: '2011-01-10T10:00:00.000Z',
        customer: '17850',
        lines: [{ line: 2, sku: '10001', quantity: 2, unitPriceMinor: 255 }],
      },
    ]));

  it('follows its customer’s order of the same minute wherever that stands', () => {
    expect(names(returned('C1', '10001', 1), sold('2', '10001', 1))).toEqual(['order 2', 'return C1']);
    const another = { CustomerID: '12346' };
    expect(names(returned('C1', '10001', 1), sold('2', '10001', 1, another))).toEqual(['return C1', 'order 2']);
  });
});

describe('an adjustment', () => {
  it('is each write-off, down, for the reason in its description', () =>
    expect(documents(writtenOff('1', '10001', 3, { Description: 'damaged' }))).toEqual([
      {
        type: 'adjustment',
        invoice: '1',
        line: 2,
        sku: '10001',
        delta: -3,
        reason: 'damaged',
        at: '2011-01-10T10:00:00.000Z',
      },
    ]));

  it('is each find, up', () => expect(documents(found('1', '10001', 3))).toMatchObject([{ delta: 3 }]));

  it('has a reason even when nobody gave one', () =>
    expect(documents(found('1', '10001', 3, { Description: '' }))).toMatchObject([{ reason: 'No reason given' }]));
});

describe('the order of documents', () => {
  it('is that of time, then that of the file', () =>
    expect(names(sold('1', '10001', 1, ELEVEN), sold('2', '10001', 1, TEN), sold('3', '10001', 1, TEN))).toEqual([
      'order 2',
      'order 3',
      'order 1',
    ]));
});

describe('no document', () => {
  it('comes of unreadable lines, bookkeeping and service credits', () =>
    expect(documents(sold('1', '10001', 0), sold('A1', 'B', 1), returned('C1', 'M', 1))).toEqual([]));
});
