import { notPersonal, OrderConfirmed, OrderPlaced } from '@concord/contracts';
import { fold, Rejection, SPEC_TIME } from '@concord/event-sourcing';
import fc from 'fast-check';
import { moneyFor } from '../return/giving-back';
import type { Order } from './order-state';
import { unitsDelivered, unitsSentByLine } from './order-units';
import { orderAggregate, type OrderEvent } from './order.aggregate';
import { cancel } from './cancellation';
import { recordDelivery, recordDispatch } from './parcels';

const orderId = 'o-1';
const shipTo = { country: 'GB' };
const quantities = { MAIN: fc.nat(5), NORTH: fc.nat(5), SOUTH: fc.nat(5) };

/** Lines whose units lie at three warehouses, with a total that need not divide by them. */
const goods = fc.array(fc.record({ ...quantities, totalMinor: fc.nat(1000) }), { minLength: 1, maxLength: 4 });
const moves = fc.array(fc.tuple(fc.constantFrom('leaves', 'arrives'), fc.constantFrom('MAIN', 'NORTH', 'SOUTH')), {
  maxLength: 20,
});

function confirmedOrder(kept: readonly { MAIN: number; NORTH: number; SOUTH: number; totalMinor: number }[]) {
  const lines = kept.map(({ MAIN, NORTH, SOUTH, totalMinor }, n) => {
    const line = { lineId: String(n + 1), sku: `SKU-${n}`, title: '', unitMinor: 0, discounts: [], totalMinor };
    return { ...line, quantity: MAIN + NORTH + SOUTH, stocked: true };
  });
  const postage = { lineId: 'p', sku: 'POST', title: '', unitMinor: 450, discounts: [], totalMinor: 450, quantity: 1 };
  const all = [...lines, { ...postage, stocked: false }];
  const totalMinor = all.reduce((sum, line) => sum + line.totalMinor, 0);
  const allocations = kept.flatMap((line, n) =>
    (['MAIN', 'NORTH', 'SOUTH'] as const)
      .filter((warehouse) => line[warehouse] > 0)
      .map((warehouse) => ({ sku: `SKU-${n}`, warehouse, quantity: line[warehouse] })),
  );
  const common = { orderId, currency: 'GBP', lines: all, totalMinor, shipTo };
  const placed = OrderPlaced.of({
    ...common,
    goodsMinor: totalMinor,
    discountMinor: 0,
    channel: 'b2c',
    orderedAt: SPEC_TIME,
  });
  return { placed, confirmed: OrderConfirmed.of({ ...common, allocations }) };
}

describe('parcels that leave and arrive in any order, and more than once', () => {
  it('cost the total of the order together, and deliver it once', () => {
    fc.assert(
      fc.property(
        goods.map((lines) => lines.filter(({ MAIN, NORTH, SOUTH }) => MAIN + NORTH + SOUTH > 0)),
        moves,
        (kept, some) => {
          fc.pre(kept.length > 0);
          const { placed, confirmed } = confirmedOrder(kept);
          const { allocations, totalMinor } = confirmed.data;
          const events: OrderEvent[] = [placed, confirmed];
          const warehouses = [...new Set(allocations.map(({ warehouse }) => warehouse))];
          const inTheEnd = warehouses.flatMap((warehouse) => [
            ['leaves', warehouse] as const,
            ['arrives', warehouse] as const,
          ]);
          for (const [what, warehouse] of [...some.filter(([, place]) => warehouses.includes(place)), ...inTheEnd]) {
            const order = fold(orderAggregate, events);
            const fulfilmentId = `${orderId}.${warehouse}`;
            const lines = allocations.filter((allocation) => allocation.warehouse === warehouse);
            const decided =
              what === 'leaves'
                ? recordDispatch({ orderId, fulfilmentId, warehouse, lines }, order, placed.data)
                : recordDelivery({ orderId, fulfilmentId, deliveredAt: SPEC_TIME }, order, placed.data, SPEC_TIME);
            if (!(decided instanceof Rejection)) events.push(...decided);
          }
          const order = fold(orderAggregate, events);
          const amounts = events.flatMap(({ type, data }) => (type === 'ParcelLeft' ? data.amountMinor : []));
          expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(totalMinor);
          expect(
            placed.data.lines.every(({ lineId, quantity }) => unitsSentByLine(order).get(lineId) === quantity),
          ).toBe(true);
          expect(placed.data.lines.every(({ lineId, quantity }) => unitsDelivered(order, lineId) === quantity)).toBe(
            true,
          );
          expect(order.status).toBe('delivered');
          expect(events.filter(({ type }) => type === 'OrderShipped' || type === 'OrderDelivered')).toHaveLength(2);
        },
      ),
    );
  });
});

describe('a parcel that overtook a cancellation', () => {
  /** Half of what the order costs was paid by a voucher. One unit of SKU-0 is cancelled, and then both leave. */
  const overtaken = (kept: Parameters<typeof confirmedOrder>[0]) => {
    const { placed, confirmed } = confirmedOrder(kept);
    const credits = { vouchers: [{ voucherId: 'v', amountMinor: placed.data.totalMinor / 2 }] };
    const before: OrderEvent[] = [OrderPlaced.of({ ...placed.data, credits }), confirmed];
    const order = fold(orderAggregate, before);
    const off = { orderId, reason: notPersonal('one less'), cancellationId: 'c', by: 'customer' as const };
    const cancelled = cancel({ ...off, lines: [{ sku: 'SKU-0', quantity: 1 }] }, order, order.placed!) as OrderEvent[];
    const reduced = fold(orderAggregate, [...before, ...cancelled]);
    const left = dispatched(reduced, 'MAIN', [{ sku: 'SKU-0', quantity: 2 }]);
    return { cancelled, left, order: fold(orderAggregate, left, reduced) };
  };
  const dispatched = (order: Order, warehouse: string, lines: { sku: string; quantity: number }[]) =>
    recordDispatch(
      { orderId, fulfilmentId: `${orderId}.${warehouse}`, warehouse, lines },
      order,
      order.placed!,
    ) as OrderEvent[];

  it('is charged no more than was agreed, although vouchers got their part back', () => {
    const { cancelled, left } = overtaken([{ MAIN: 2, NORTH: 0, SOUTH: 0, totalMinor: 1000 }]);
    // The voucher paid half of the 14.50, and had a third of that back with the unit of 5.00.
    expect(cancelled).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ vouchers: [{ voucherId: 'v', amountMinor: 250 }] }) }),
    );
    // The card was to pay 7.25, and does: the 2.50 are for a person to ask for.
    expect(left).toContainEqual(
      expect.objectContaining({
        type: 'CancellationOvertaken',
        data: expect.objectContaining({
          units: [{ lineId: '1', sku: 'SKU-0', quantity: 1, uncollectedMinor: 250 }],
          amountMinor: 250,
          uncollectedMinor: 250,
          currency: 'GBP',
        }),
      }),
    );
    expect(left).toContainEqual(
      expect.objectContaining({
        type: 'ParcelLeft',
        data: expect.objectContaining({
          amountMinor: 1200,
          credits: { vouchers: [{ voucherId: 'v', amountMinor: 475 }] },
        }),
      }),
    );
  });

  it('costs less by what is not collected; the next parcel costs what it always did', () => {
    const line = { MAIN: 0, NORTH: 0, SOUTH: 0, totalMinor: 1000 };
    const { order, left } = overtaken([
      { ...line, MAIN: 2 },
      { ...line, SOUTH: 1 },
    ]);
    const next = dispatched(order, 'SOUTH', [{ sku: 'SKU-1', quantity: 1 }]);
    const amounts = [...left, ...next].flatMap(({ type, data }) => (type === 'ParcelLeft' ? data.amountMinor : []));
    expect(amounts).toEqual([1200, 1000]);
  });

  it('never costs less than nothing, whatever a penny falls on', () => {
    const { placed, confirmed } = confirmedOrder([{ MAIN: 1, NORTH: 2, SOUTH: 0, totalMinor: 1000 }]);
    const goods = { ...placed.data, lines: placed.data.lines.slice(0, 1), totalMinor: 1000 };
    const credits = { vouchers: [{ voucherId: 'v', amountMinor: 1000 }] };
    const before: OrderEvent[] = [OrderPlaced.of({ ...goods, credits }), confirmed];
    const order = fold(orderAggregate, before);
    const off = { orderId, reason: notPersonal('two less'), cancellationId: 'c', by: 'customer' as const };
    const cancelled = cancel({ ...off, lines: [{ sku: 'SKU-0', quantity: 2 }] }, order, order.placed!) as OrderEvent[];
    const reduced = fold(orderAggregate, [...before, ...cancelled]);
    const first = dispatched(reduced, 'NORTH', [{ sku: 'SKU-0', quantity: 1 }]);
    const next = dispatched(fold(orderAggregate, first, reduced), 'MAIN', [{ sku: 'SKU-0', quantity: 1 }]);
    const amounts = [...first, ...next].flatMap(({ type, data }) => (type === 'ParcelLeft' ? data.amountMinor : []));
    expect(amounts).toEqual([0, 333]);
  });

  it('holds the line that is not collected, where its SKU stands on two', () => {
    const { placed, confirmed } = confirmedOrder([
      { MAIN: 1, NORTH: 0, SOUTH: 0, totalMinor: 1000 },
      { MAIN: 0, NORTH: 1, SOUTH: 0, totalMinor: 1000 },
    ]);
    const sku = 'SKU-0';
    const lines = placed.data.lines.slice(0, 2).map((line) => ({ ...line, sku }));
    const allocations = confirmed.data.allocations.map((units) => ({ ...units, sku }));
    const credits = { vouchers: [{ voucherId: 'v', amountMinor: 1000 }] };
    const before: OrderEvent[] = [
      OrderPlaced.of({ ...placed.data, lines, totalMinor: 2000, credits }),
      OrderConfirmed.of({ ...confirmed.data, lines, totalMinor: 2000, allocations }),
    ];
    const order = fold(orderAggregate, before);
    const off = { orderId, reason: notPersonal('one less'), cancellationId: 'c', by: 'customer' as const };
    const cancelled = cancel({ ...off, lines: [{ lineId: '2', quantity: 1 }] }, order, order.placed!) as OrderEvent[];
    const reduced = fold(orderAggregate, [...before, ...cancelled]);
    const [warehouse] = reduced.cancelled.map((units) => units.warehouse!);
    const left = dispatched(reduced, warehouse!, [{ sku, quantity: 1 }]);
    expect(left.find(({ type }) => type === 'ParcelLeft')?.data).toMatchObject({
      units: [{ lineId: '2', quantity: 1, uncollectedMinor: 500 }],
      amountMinor: 500,
    });
  });

  it('gives back so much less for its units, should they come back', () => {
    const { order } = overtaken([{ MAIN: 2, NORTH: 0, SOUTH: 0, totalMinor: 1000 }]);
    const back = (quantity: number) =>
      moneyFor([{ lineId: '1', quantity, percent: 100 }], order.placed!, order.givenBack);
    expect(back(1)).toEqual([250]);
    expect(back(2)).toEqual([750]);
  });
});
