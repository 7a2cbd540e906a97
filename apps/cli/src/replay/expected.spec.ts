import { expectedResult } from './expected';
import { found, given, type Row, returned, sold, writtenOff } from './given-lines';
import { parseShare, type Share } from './opening-stock';

const result = (mode: string, ...rows: Row[]) => expectedResult(given(...rows), parseShare(mode) as Share);
const matched = (...rows: Row[]) =>
  result('enough', ...rows).matches.map(({ from, unmatchedUnits }) => ({
    from: from.map(({ invoice, line, units }) => `${units} of ${invoice}, line ${line}`),
    unmatchedUnits,
  }));

const DAY = (day: number) => ({ InvoiceDate: `2011-01-${String(day).padStart(2, '0')} 10:00:00` });
const ANOTHER = { CustomerID: '12346' };
const GUEST = { CustomerID: '' };
const PRICED = (UnitPrice: string) => ({ UnitPrice });

describe('orders', () => {
  it('are all confirmed when there is enough', () =>
    expect(result('enough', sold('1', '10001', 5), sold('2', '10001', 5))).toMatchObject({
      orders: { placed: 2, confirmed: 2, rejected: 0, rejectedInvoices: [] },
      units: { received: 10, shipped: 10, onHand: 0 },
    }));

  it('are rejected from the first that is short, and a later smaller one may still be served', () =>
    expect(result('0.5', sold('1', '10001', 3), sold('2', '10001', 4), sold('3', '10001', 1))).toMatchObject({
      orders: { confirmed: 2, rejected: 1, rejectedInvoices: ['2'] },
      units: { received: 4, shipped: 4, onHand: 0 },
    }));

  it('are all or nothing: what is short rejects the rest, which changes nothing', () => {
    const { orders, perSku, moneyMinor } = result(
      '0.5',
      sold('1', '10001', 1),
      sold('2', '10001', 1),
      sold('2', '10002', 1),
    );
    expect(orders.rejectedInvoices).toEqual(['2']);
    expect(Object.fromEntries(perSku)).toEqual({ 10001: { onHand: 0 }, 10002: { onHand: 0 } });
    expect(moneyMinor.invoiced).toBe(100);
  });

  it('want all their lines of one SKU together', () =>
    expect(result('0.5', sold('1', '10001', 2), sold('1', '10001', 2)).orders.rejected).toBe(1));

  it('never lack a service item', () =>
    expect(result('0', sold('1', 'POST', 1))).toMatchObject({
      orders: { confirmed: 1 },
      units: { shipped: 0 },
      moneyMinor: { invoiced: 100 },
    }));

  it('are invoiced at the price of each line', () =>
    expect(
      result('enough', sold('1', '10001', 2, PRICED('2.55')), sold('1', '10001', 3, PRICED('0'))).moneyMinor.invoiced,
    ).toBe(510));
});

describe('adjustments', () => {
  it('go down and up', () =>
    expect(result('enough', writtenOff('1', '10001', 3), found('2', '10001', 5))).toMatchObject({
      units: { received: 3, adjusted: 2, onHand: 5 },
      refusedAdjustments: 0,
    }));

  it('are refused whole when they exceed what is there', () =>
    expect(result('0.5', writtenOff('1', '10001', 4), writtenOff('2', '10001', 2))).toMatchObject({
      units: { received: 3, adjusted: -2, onHand: 1 },
      refusedAdjustments: 1,
    }));

  it('leave their units to later orders', () =>
    expect(result('0', found('1', '10001', 2), sold('2', '10001', 2)).orders.confirmed).toBe(1));
});

describe('a return', () => {
  it('is taken from the customer’s latest order that holds the SKU', () =>
    expect(
      matched(
        sold('1', '10001', 5, DAY(1)),
        sold('2', '10001', 5, DAY(2)),
        sold('3', '10002', 5, DAY(3)),
        returned('C4', '10001', 2, DAY(4)),
      ),
    ).toEqual([{ from: ['2 of 2, line 3'], unmatchedUnits: 0 }]));

  it('goes on with the order before when one is not enough', () =>
    expect(
      matched(sold('1', '10001', 5, DAY(1)), sold('2', '10001', 5, DAY(2)), returned('C4', '10001', 7, DAY(3))),
    ).toEqual([{ from: ['5 of 2, line 3', '2 of 1, line 2'], unmatchedUnits: 0 }]));

  it('takes orders of one time in the order of the file', () =>
    expect(matched(sold('1', '10001', 5), sold('2', '10001', 5), returned('C4', '10001', 7))).toEqual([
      { from: ['5 of 1, line 2', '2 of 2, line 3'], unmatchedUnits: 0 },
    ]));

  it('takes the last line of an order first', () =>
    expect(matched(sold('1', '10001', 5), sold('1', '10001', 2), returned('C2', '10001', 3))).toEqual([
      { from: ['2 of 1, line 3', '1 of 1, line 2'], unmatchedUnits: 0 },
    ]));

  it('finds only what earlier returns left', () =>
    expect(matched(sold('1', '10001', 5), returned('C2', '10001', 4), returned('C3', '10001', 4))).toEqual([
      { from: ['4 of 1, line 2'], unmatchedUnits: 0 },
      { from: ['1 of 1, line 2'], unmatchedUnits: 3 },
    ]));

  it('finds an order of the same minute, and no later one', () => {
    expect(matched(returned('C1', '10001', 1), sold('2', '10001', 1))).toEqual([
      { from: ['1 of 2, line 3'], unmatchedUnits: 0 },
    ]);
    expect(matched(returned('C1', '10001', 1, DAY(1)), sold('2', '10001', 1, DAY(2)))).toEqual([
      { from: [], unmatchedUnits: 1 },
    ]);
  });

  it('finds nothing of another customer, and a guest’s finds nothing at all', () => {
    expect(matched(sold('1', '10001', 1), returned('C2', '10001', 1, ANOTHER))).toEqual([
      { from: [], unmatchedUnits: 1 },
    ]);
    expect(matched(sold('1', '10001', 1, GUEST), returned('C2', '10001', 1, GUEST))).toEqual([
      { from: [], unmatchedUnits: 1 },
    ]);
  });

  it('finds nothing in a rejected order', () =>
    expect(result('0', sold('1', '10001', 3), returned('C2', '10001', 3))).toMatchObject({
      returns: { units: 3, unmatchedUnits: 3 },
      units: { restocked: 0, onHand: 0 },
    }));

  it('puts what it found back on the shelf and ignores the rest', () =>
    expect(result('enough', sold('1', '10001', 3), returned('C2', '10001', 5))).toMatchObject({
      returns: { units: 5, unmatchedUnits: 2 },
      units: { shipped: 3, restocked: 3, onHand: 3 },
    }));

  it('makes its units sellable again', () =>
    expect(
      result('0.5', sold('1', '10001', 2, DAY(1)), returned('C2', '10001', 2, DAY(2)), sold('3', '10001', 2, DAY(3)))
        .orders,
    ).toMatchObject({ confirmed: 2, rejected: 0 }));

  it('refunds what was paid for the units, not what the return says', () =>
    expect(
      result('enough', sold('1', '10001', 2, PRICED('2.55')), returned('C2', '10001', 1, PRICED('9.99'))).moneyMinor,
    ).toEqual({ invoiced: 510, refunded: 255 }));

  it('of a free line refunds nothing', () =>
    expect(result('enough', sold('1', '10001', 1, PRICED('0')), returned('C2', '10001', 1))).toMatchObject({
      units: { restocked: 1 },
      moneyMinor: { refunded: 0 },
    }));
});

describe('lines', () => {
  it('are all counted, by what became of them', () =>
    expect(
      result('enough', sold('1', '10001', 1), sold('1', '10001', 0), sold('A1', 'B', 1), returned('C1', 'M', 1)).lines,
    ).toMatchObject({
      read: 4,
      byOutcome: { 'order-line': 1, unreadable: 1, bookkeeping: 1, 'service-credit': 1, found: 0 },
    }));
});

describe('without any lines', () => {
  it('nothing is expected', () =>
    expect(result('enough')).toMatchObject({ lines: { read: 0 }, orders: { placed: 0 }, units: { onHand: 0 } }));
});
