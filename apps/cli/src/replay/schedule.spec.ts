import fc from 'fast-check';
import { toDocuments, type OrderDocument, type ReturnDocument, type TradingDocument } from './documents';
import { expectedResult } from './expected';
import { found, given, returned, type Row, sold, writtenOff } from './given-lines';
import { openingStock, parseShare, type Share } from './opening-stock';
import { Schedule } from './schedule';

const DAY = (day: number) => ({ InvoiceDate: `2011-01-${String(day).padStart(2, '0')} 10:00:00` });
const ANOTHER = { CustomerID: '12346' };
const GUEST = { CustomerID: '' };

function scheduled(mode: string, ...rows: Row[]) {
  const documents = toDocuments(given(...rows));
  const schedule = new Schedule(documents, openingStock(documents, parseShare(mode) as Share));
  const ready = () => {
    const invoices: string[] = [];
    for (let next = schedule.next(); next; next = schedule.next()) invoices.push(next.invoice);
    return invoices;
  };
  const get = (invoice: string) => documents.find((document) => document.invoice === invoice) as TradingDocument;
  return { schedule, ready, get, order: (invoice: string) => get(invoice) as OrderDocument };
}

describe('while there is enough', () => {
  it('orders, write-offs and finds wait for nothing and come in order', () => {
    const { schedule, ready } = scheduled(
      'enough',
      sold('1', '10001', 5),
      writtenOff('2', '10001', 5),
      sold('3', '10001', 5),
    );
    expect(ready()).toEqual(['1', '2', '3']);
    expect(schedule.dependent).toBe(0);
  });

  it('a return waits until its customer’s earlier orders of the SKU are delivered', () => {
    const { schedule, ready, order } = scheduled(
      'enough',
      sold('1', '10001', 5, DAY(1)),
      sold('2', '10001', 5, DAY(2)),
      returned('C3', '10001', 7, DAY(3)),
      sold('4', '10001', 5, DAY(4)),
    );
    expect(ready()).toEqual(['1', '2', '4']);
    schedule.delivered(order('2'));
    schedule.decided(order('1'));
    expect(ready()).toEqual([]);
    schedule.delivered(order('1'));
    expect(ready()).toEqual(['C3']);
  });

  it('nobody waits for a document that failed', () => {
    const { schedule, ready, order } = scheduled(
      'enough',
      sold('1', '10001', 5, DAY(1)),
      returned('C2', '10001', 5, DAY(2)),
    );
    expect(ready()).toEqual(['1']);
    schedule.failed(order('1'));
    expect(ready()).toEqual(['C2']);
  });

  it('a return waits for no other customer, no other SKU, and a guest’s for nobody', () =>
    expect(
      scheduled(
        'enough',
        sold('1', '10001', 5, ANOTHER),
        sold('2', '10002', 5),
        sold('3', '10001', 5, GUEST),
        returned('C4', '10001', 5),
        returned('C5', '10001', 5, GUEST),
      ).ready(),
    ).toEqual(['1', '2', '3', 'C4', 'C5']));

  it('a return waits until the customer’s earlier return of the SKU is settled', () => {
    const { schedule, ready, order, get } = scheduled(
      'enough',
      sold('1', '10001', 5),
      returned('C2', '10001', 1),
      returned('C3', '10001', 1),
    );
    expect(ready()).toEqual(['1']);
    schedule.delivered(order('1'));
    expect(ready()).toEqual(['C2']);
    schedule.decided(get('C2'));
    expect(ready()).toEqual([]);
    schedule.settled(get('C2') as ReturnDocument);
    expect(ready()).toEqual(['C3']);
  });
});

describe('when a product becomes scarce', () => {
  it('the document that exceeds the opening stock waits for all before it, and all after wait for it', () => {
    const { schedule, ready, get } = scheduled(
      '0.5',
      sold('1', '10001', 2),
      sold('2', '10001', 3),
      writtenOff('3', '10001', 3),
      found('4', '10001', 1),
      sold('5', '10001', 2),
    );
    expect(ready()).toEqual(['1', '2']);
    schedule.decided(get('2'));
    expect(ready()).toEqual([]);
    schedule.decided(get('1'));
    expect(ready()).toEqual(['3']);
    schedule.decided(get('3'));
    expect(ready()).toEqual(['4']);
    schedule.decided(get('4'));
    expect(ready()).toEqual(['5']);
  });

  it('other products go on', () =>
    expect(scheduled('0.5', sold('1', '10001', 2), sold('2', '10001', 2), found('3', '10002', 4)).ready()).toEqual([
      '1',
      '3',
    ]));

  it('an earlier return has to be back on the shelf', () => {
    const { schedule, ready, order, get } = scheduled(
      '0.5',
      sold('1', '10001', 2, DAY(1)),
      returned('C2', '10001', 2, DAY(2)),
      sold('3', '10001', 2, { ...DAY(3), ...ANOTHER }),
    );
    expect(ready()).toEqual(['1']);
    schedule.delivered(order('1'));
    expect(ready()).toEqual(['C2']);
    schedule.decided(get('C2'));
    expect(ready()).toEqual(['3']);
  });
});

describe('progress', () => {
  it('is finished when orders are delivered, returns settled and adjustments decided', () => {
    const { schedule, ready, order, get } = scheduled(
      'enough',
      sold('1', '10001', 5),
      returned('C2', '10001', 1),
      writtenOff('3', '10001', 1),
    );
    ready();
    expect([schedule.finished, schedule.total]).toEqual([0, 3]);
    schedule.decided(get('3'));
    schedule.decided(get('1'));
    expect(schedule.finished).toBe(1);
    schedule.delivered(order('1'));
    schedule.delivered(order('1'));
    expect(schedule.finished).toBe(2);
    schedule.decided(get('C2'));
    schedule.settled(get('C2') as ReturnDocument);
    expect(schedule.finished).toBe(3);
  });

  it('of a document from elsewhere is refused', () => {
    const { schedule } = scheduled('enough', sold('1', '10001', 5));
    expect(() => schedule.decided(scheduled('enough', sold('1', '10001', 5)).get('1'))).toThrow(Error);
  });
});

describe('any history, in any order the schedule permits', () => {
  const customer = fc.constantFrom('12346.0', '17850.0', '');
  const stockCode = fc.constantFrom('10001', '10002', '10003', 'POST');
  const units = fc.integer({ min: 1, max: 9 });
  const price = fc.constantFrom('1.00', '2.00', '0.00');
  const day = fc.integer({ min: 1, max: 6 });
  const line = fc.record({ stockCode, units, price });
  const invoice = fc.record({
    kind: fc.constantFrom(sold, sold, sold, returned, returned, writtenOff, found),
    customer,
    day,
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  });
  const history = fc.array(invoice, { maxLength: 40 }).map((invoices) =>
    invoices.flatMap(({ kind, customer: CustomerID, day: on, lines }, index) =>
      lines.map(({ stockCode: sku, units: quantity, price: UnitPrice }) => {
        const priced = kind === sold || kind === returned ? { CustomerID, UnitPrice } : {};
        return kind(kind === returned ? `C${index}` : String(index), sku, quantity, { ...DAY(on), ...priced });
      }),
    ),
  );
  const mode = fc.constantFrom('enough', '0', '0.3', '0.5', '0.8', '1.5');

  it('ends as it does one by one', () =>
    fc.assert(
      fc.property(history, mode, fc.infiniteStream(fc.nat()), (rows, opening, choices) => {
        const lines = given(...rows);
        const documents = toDocuments(lines);
        const share = parseShare(opening) as Share;
        const shop = new Shop(documents, openingStock(documents, share));
        shop.run(() => choices.next().value ?? 0);

        const expected = expectedResult(lines, share);
        expect({ ...shop.outcome, rejected: shop.outcome.rejected.toSorted() }).toEqual({
          rejected: expected.orders.rejectedInvoices.toSorted(),
          refusedAdjustments: expected.refusedAdjustments,
          unmatchedUnits: expected.returns.unmatchedUnits,
          refundedMinor: expected.moneyMinor.refunded,
        });
        for (const [sku, { onHand }] of expected.perSku) expect(shop.onHand(sku)).toBe(onHand);
      }),
      { numRuns: 400 },
    ));
});

/**
 * Services in miniature: every document takes several steps, and between any two of them others may take theirs. An
 * order reserves one SKU after the other and gives all back when one is short, as a shop with a stock item per SKU does.
 */
class Shop {
  readonly outcome = { rejected: [] as string[], refusedAdjustments: 0, unmatchedUnits: 0, refundedMinor: 0 };
  private readonly stock: Map<string, number>;
  private readonly returnable = new Map<OrderDocument, number[]>();
  private readonly schedule: Schedule;

  constructor(
    private readonly documents: readonly TradingDocument[],
    opening: ReadonlyMap<string, number>,
  ) {
    this.stock = new Map(opening);
    this.schedule = new Schedule(documents, opening);
  }

  run(choose: () => number): void {
    const running: Generator<void, void>[] = [];
    while (this.schedule.finished < this.schedule.total) {
      const choice = choose();
      const next = choice % 3 === 0 || running.length === 0 ? this.schedule.next() : undefined;
      if (next) running.push(this.steps(next));
      else if (running.length === 0) throw new Error('Nothing runs and nothing may start.');
      const at = choice % running.length;
      if (running[at]?.next().done) running.splice(at, 1);
    }
  }

  onHand(sku: string): number {
    return this.stock.get(sku) ?? 0;
  }

  private steps(document: TradingDocument): Generator<void, void> {
    if (document.type === 'order') return this.order(document);
    return document.type === 'return' ? this.bringBack(document) : this.adjust(document);
  }

  private *order(order: OrderDocument): Generator<void, void> {
    const reserved: [string, number][] = [];
    yield;
    for (const { sku, quantity, stockItem } of order.lines) {
      if (!stockItem) continue;
      if (this.onHand(sku) < quantity) {
        yield;
        for (const [given, units] of reserved) this.add(given, units);
        this.outcome.rejected.push(order.invoice);
        this.schedule.delivered(order);
        return;
      }
      this.add(sku, -quantity);
      reserved.push([sku, quantity]);
      yield;
    }
    this.schedule.decided(order);
    yield;
    this.returnable.set(
      order,
      order.lines.map(({ quantity }) => quantity),
    );
    this.schedule.delivered(order);
  }

  private *bringBack(document: ReturnDocument): Generator<void, void> {
    const before = this.documents.slice(0, this.documents.indexOf(document));
    const orders = before
      .filter((order) => order.type === 'order')
      .filter(({ customer }) => customer !== undefined && customer === document.customer)
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const taken: { sku: string; units: number; unitPriceMinor: number }[] = [];
    for (const { sku, quantity } of document.lines) {
      let open = quantity;
      for (const order of orders) {
        const left = this.returnable.get(order) ?? [];
        for (const [index, line] of [...order.lines.entries()].reverse()) {
          const units = line.sku === sku ? Math.min(open, left[index] ?? 0) : 0;
          left[index] = (left[index] ?? 0) - units;
          open -= units;
          taken.push({ sku, units, unitPriceMinor: line.unitPriceMinor });
        }
        yield;
      }
      this.outcome.unmatchedUnits += open;
    }
    for (const { sku, units } of taken) this.add(sku, units);
    this.schedule.decided(document);
    yield;
    for (const { units, unitPriceMinor } of taken) this.outcome.refundedMinor += units * unitPriceMinor;
    this.schedule.settled(document);
  }

  private *adjust(document: TradingDocument & { type: 'adjustment' }): Generator<void, void> {
    yield;
    if (this.onHand(document.sku) + document.delta < 0) this.outcome.refusedAdjustments += 1;
    else this.add(document.sku, document.delta);
    this.schedule.decided(document);
  }

  private add(sku: string, units: number): void {
    this.stock.set(sku, this.onHand(sku) + units);
  }
}
