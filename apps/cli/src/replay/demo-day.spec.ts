import { join } from 'node:path';
import { toDocuments } from './documents';
import { collected } from './given-lines';
import { expectedResult } from './expected';
import { openingStock, parseShare, type Share } from './opening-stock';
import { customersIn, productsIn } from './products-and-customers';
import { readTradingFile } from './trading-file';
import type { TradingLine } from './trading-line';

let lines: TradingLine[];
beforeAll(async () => {
  lines = await collected(readTradingFile(join(__dirname, '../../demo-data/2010-12-01.csv.gz')));
});
const expected = (mode: string) => expectedResult(lines, parseShare(mode) as Share);

/** Counted from the same file by a separate reader in another language. */
describe('the demo day', () => {
  it('is read whole', () =>
    expect(expected('enough').lines).toEqual({
      read: 3108,
      byOutcome: {
        'order-line': 3072,
        'free-line': 0,
        'return-line': 25,
        'service-credit': 1,
        'write-off': 1,
        found: 9,
        bookkeeping: 0,
        unreadable: 0,
      },
    }));

  it('becomes 127 orders, 5 returns and 10 adjustments', () => {
    const types = toDocuments(lines).map(({ type }) => type);
    const count = (wanted: string) => types.filter((type) => type === wanted).length;
    expect([count('order'), count('return'), count('adjustment')]).toEqual([127, 5, 10]);
  });

  it('knows 1,350 products and 97 customers', () => {
    expect(productsIn(lines)).toHaveLength(1350);
    expect(customersIn(lines)).toHaveLength(97);
  });

  it('serves everybody when there is enough', () =>
    expect(expected('enough')).toMatchObject({
      orders: { placed: 127, confirmed: 127, rejected: 0 },
      returns: { units: 182, unmatchedUnits: 176 },
      units: { received: 26919, shipped: 26909, restocked: 6, adjusted: 78, onHand: 94 },
      moneyMinor: { invoiced: 5896079, refunded: 2550 },
      refusedAdjustments: 0,
    }));

  it('serves few with four fifths of it, because most orders are long and one short line rejects them', () =>
    expect(expected('0.8')).toMatchObject({
      orders: { placed: 127, confirmed: 37, rejected: 90 },
      returns: { units: 182, unmatchedUnits: 182 },
      units: { received: 20865, shipped: 3254, restocked: 0, adjusted: 78, onHand: 17689 },
      moneyMinor: { invoiced: 703696, refunded: 0 },
    }));

  it.each(['enough', '0.8', '0.5', '0', '2'])('balances to the unit with opening stock %s', (mode) => {
    const { units, perSku } = expected(mode);
    expect(units.onHand).toBe(units.received - units.shipped + units.restocked + units.adjusted);
    const opening = openingStock(toDocuments(lines), parseShare(mode) as Share);
    expect([...opening.values()].reduce((sum, each) => sum + each, 0)).toBe(units.received);
    expect([...perSku.values()].filter(({ onHand }) => onHand < 0)).toEqual([]);
  });
});
