import { BackorderFilled } from '@concord/contracts';
import { derivedId, fold, type Change, type Read } from '@concord/event-sourcing';
import { reservationAggregate } from '../reservation/reservation.aggregate';
import { chooseSources, type Allocation } from '../reservation/sourcing';
import { sellableOf } from '../stock/buckets';
import {
  BackorderReduced,
  stockItemAggregate,
  UnitsReserved,
  type StockEvent,
  type StockItem,
} from '../stock/stock-item.aggregate';
import { withNotices } from '../stock/stock-item.decider';

/** Units that came for an order that waited. */
interface Fill {
  readonly orderId: string;
  readonly allocations: readonly Allocation[];
  readonly waiting: number;
  readonly booked: readonly StockEvent[];
}

/**
 * What a decision changes of a SKU, with all that follows at once: units that came free go to the orders that wait for
 * them before anybody else can order them, and what can still be ordered is announced. Every decision that moves units
 * ends here, so that nothing waits while a unit can be sold.
 */
export function stockChanges(
  sku: string,
  stock: StockItem,
  happened: readonly StockEvent[],
  lowUnits: number,
  read: Read,
): Change[] {
  // Nearly every SKU: nobody waits. An order that begins to wait takes all that is there.
  const fills = stock.backordered.length === 0 ? [] : filled(sku, fold(stockItemAggregate, happened, stock));
  const events = withNotices(sku, stock, [...happened, ...fills.flatMap(({ booked }) => booked)], lowUnits);
  return [
    { to: stockItemAggregate, id: sku, events },
    ...fills.map(({ orderId, allocations, waiting }): Change => {
      const fillId = derivedId(orderId, `${sku}.${read(reservationAggregate, orderId).fills}`);
      const came = BackorderFilled.of({ orderId, fillId, sku, allocations: [...allocations], waiting });
      return { to: reservationAggregate, id: orderId, events: [came] };
    }),
  ];
}

/** Whose turn it is gets what can be sold, in part if need be; never more than came. */
function filled(sku: string, after: StockItem): Fill[] {
  let stock = after;
  const fills: Fill[] = [];
  for (const { orderId, quantity } of after.backordered) {
    const came = Math.min(quantity, sellableOf(stock));
    if (came === 0) break;
    const allocations = chooseSources(new Map([[sku, came]]), new Map([[sku, stock.warehouses]]));
    const takes = allocations.map(({ warehouse, quantity: units }) => ({ warehouse, quantity: units }));
    const booked = [
      UnitsReserved.of({ sku, orderId, takes }),
      BackorderReduced.of({ sku, orderId, quantity: came, cause: 'filled' }),
    ];
    stock = fold(stockItemAggregate, booked, stock);
    fills.push({ orderId, allocations, waiting: quantity - came, booked });
  }
  return fills;
}
