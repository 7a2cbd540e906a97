import {
  notPersonal,
  CancellationOvertaken,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderGoodsAdded,
  OrderLineCancelled,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderReallocated,
  OrderShipped,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import type { CancelMissingUnits, CancelOrder, UnitsToCancel } from './cancellation';
import { givenOrder } from './order-in-specs';
import type { PlacedLine } from './order-state';
import {
  orderAggregate,
  ParcelArrived,
  ParcelLeft,
  PickingBegun,
  PickingEnded,
  type OrderEvent,
} from './order.aggregate';
import { cancelOrder } from './cancel-order.decider';
import type { RecordDispatch } from './parcels';

const past = givenOrder('o-1');
const orderId = 'o-1';
const shipTo = { country: 'GB' };

// Three tees for 10.00 after a promotion took 2.00 off, two caps for 6.00, and postage.
const line = (more: Partial<PlacedLine>): PlacedLine => {
  return {
    lineId: '1',
    sku: 'TEE',
    title: 'Tee',
    quantity: 3,
    unitMinor: 400,
    discounts: [],
    stocked: true,
    totalMinor: 0,
    ...more,
  };
};
const lines = [
  line({ totalMinor: 1000, discounts: [{ promotionId: 'p-1', amountMinor: 200 }] }),
  line({ lineId: '2', sku: 'CAP', quantity: 2, unitMinor: 300, totalMinor: 600 }),
  line({ lineId: '3', sku: 'POST', quantity: 1, unitMinor: 50, totalMinor: 50, stocked: false }),
];
const allocations = [
  { sku: 'TEE', warehouse: 'NORTH', quantity: 3 },
  { sku: 'CAP', warehouse: 'SOUTH', quantity: 2 },
];
const placed = OrderPlaced.of({
  orderId,
  customerId: 'c-1',
  currency: 'GBP',
  lines,
  goodsMinor: 1850,
  discountMinor: 200,
  totalMinor: 1650,
  shipTo,
  channel: 'b2c',
  orderedAt: SPEC_TIME,
  paymentMethod: 'card',
});
const confirmed = OrderConfirmed.of({ orderId, currency: 'GBP', lines, totalMinor: 1650, allocations, shipTo });
const money = { customerId: 'c-1', totalMinor: 1650, currency: 'GBP', paymentMethod: 'card' as const };
const tees = (quantity: number) => ({ lineId: '1', sku: 'TEE', quantity });
const caps = (quantity: number) => ({ lineId: '2', sku: 'CAP', quantity });
const post = { lineId: '3', sku: 'POST', quantity: 1 };
const left = (warehouse: string, units: { lineId: string; sku: string; quantity: number }[], amountMinor: number) =>
  ParcelLeft.of({ orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, units, amountMinor, ...money });
const partly = (warehouse: string) => OrderPartiallyShipped.of({ orderId, fulfilmentId: `o-1.${warehouse}` });
const northLeft = [left('NORTH', [tees(3), post], 1050), partly('NORTH')];
const picking = (warehouse: string) => PickingBegun.of({ orderId, fulfilmentId: `o-1.${warehouse}` });

const reason = notPersonal('flooded');
const lineCancelled = (
  units: { lineId: string; sku: string; quantity: number },
  warehouse: string,
  worth: { amountMinor: number; discounts?: { promotionId: string; amountMinor: number }[] },
  cause: 'called-off' | 'missing' = 'called-off',
) =>
  OrderLineCancelled.of({
    orderId,
    customerId: 'c-1',
    cancellationId: 'x-1',
    ...units,
    currency: 'GBP',
    cause,
    reason,
    allocations: [{ sku: units.sku, warehouse, quantity: units.quantity }],
    discounts: [],
    ...worth,
  });
const wholeCancelled = OrderCancelled.of({ orderId, customerId: 'c-1', reason, stage: 'confirmed' });

const cancel = (...wanted: UnitsToCancel[]): CancelOrder => {
  const data = { orderId, reason, cancellationId: 'x-1', by: 'customer' } as const;
  return { type: 'CancelOrder', data: wanted.length > 0 ? { ...data, lines: wanted } : data };
};
const missing = (warehouse: string, sku: string, quantity: number): CancelMissingUnits => {
  return {
    type: 'CancelMissingUnits',
    data: { orderId, cancellationId: 'x-1', warehouse, lines: [{ sku, quantity }], reason },
  };
};
const dispatch = (warehouse: string, sku: string, quantity: number): RecordDispatch => {
  const data = { orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, lines: [{ sku, quantity }] };
  return { type: 'RecordDispatch', data };
};

describe('cancelling units of an order', () => {
  it('takes off their share of price and promotion, the last units first', () =>
    past(placed, confirmed)
      .when(cancel({ sku: 'TEE', quantity: 1 }))
      .then(
        lineCancelled(tees(1), 'NORTH', { amountMinor: 333, discounts: [{ promotionId: 'p-1', amountMinor: 67 }] }),
      ));
  it('finds the units by their line too', () =>
    past(placed, confirmed)
      .when(cancel({ lineId: '2', quantity: 2 }))
      .then(lineCancelled(caps(2), 'SOUTH', { amountMinor: 600 })));
  it('happens once for a repeated command', () =>
    past(placed, confirmed, lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }))
      .when(cancel({ sku: 'CAP', quantity: 1 }))
      .then());
  it('is refused beyond the units of the order', () =>
    past(placed, confirmed)
      .when(cancel({ sku: 'CAP', quantity: 3 }))
      .thenRejected('units-not-cancellable'));
  it('is refused beyond what earlier cancellations left over', () =>
    past(placed, confirmed, lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }))
      .when({
        type: 'CancelOrder',
        data: { orderId, reason, cancellationId: 'x-2', by: 'customer', lines: [{ sku: 'CAP', quantity: 2 }] },
      })
      .thenRejected('units-not-cancellable'));
  it('is refused for the same units named twice', () =>
    past(placed, confirmed)
      .when(cancel({ sku: 'CAP', quantity: 2 }, { lineId: '2', quantity: 1 }))
      .thenRejected('units-not-cancellable'));
  it('is refused for units that are being picked, and possible for the others', () => {
    past(placed, confirmed, picking('SOUTH'))
      .when(cancel({ sku: 'CAP', quantity: 1 }))
      .thenRejected('units-not-cancellable');
    past(placed, confirmed, picking('SOUTH'))
      .when(cancel({ sku: 'TEE', quantity: 3 }))
      .then(
        lineCancelled(tees(3), 'NORTH', { amountMinor: 1000, discounts: [{ promotionId: 'p-1', amountMinor: 200 }] }),
      );
  });
  it('is possible again where a warehouse found nothing on the shelf and another one sends the units', () => {
    const moved = OrderReallocated.of({
      orderId,
      moveId: 'm',
      from: 'SOUTH',
      sku: 'CAP',
      refused: [],
      shipTo,
      allocations: [{ sku: 'CAP', warehouse: 'WEST', quantity: 2 }],
    });
    const ended = PickingEnded.of({ orderId, fulfilmentId: 'o-1.SOUTH' });
    past(placed, confirmed, picking('SOUTH'), moved, ended)
      .when(cancel({ sku: 'CAP', quantity: 2 }))
      .then(lineCancelled(caps(2), 'WEST', { amountMinor: 600 }));
    past(placed, confirmed, picking('SOUTH'))
      .when({ type: 'EndPicking', data: { orderId, fulfilmentId: 'o-1.SOUTH' } })
      .then(ended);
    past(placed, confirmed)
      .when({ type: 'EndPicking', data: { orderId, fulfilmentId: 'o-1.SOUTH' } })
      .then();
  });
  it('is possible for units of a second parcel, once the picked parcel has left', () =>
    past(placed, confirmed, picking('SOUTH'), left('SOUTH', [caps(1), post], 350), partly('SOUTH'))
      .when(cancel({ sku: 'CAP', quantity: 1 }))
      .then(lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 })));
  it('waits until the order is decided', () =>
    past(placed)
      .when(cancel({ sku: 'CAP', quantity: 1 }))
      .thenRejected('order-pending'));
  it('cancels the whole order where no goods remain: nobody wants the postage alone', () =>
    past(placed, confirmed)
      .when(cancel({ sku: 'TEE', quantity: 3 }, { sku: 'CAP', quantity: 2 }))
      .then(wholeCancelled));
});

describe('cancelling the shipping of an order', () => {
  const shipping = line({ lineId: 'shipping', sku: 'shipping-express', quantity: 1, stocked: false, isShipping: true });
  const sent = [...lines.slice(0, 2), { ...shipping, unitMinor: 895, totalMinor: 895 }];
  const withShipping = OrderPlaced.of({ ...placed.data, lines: sent });
  const taken = OrderConfirmed.of({ ...confirmed.data, lines: sent });
  const alone = { lineId: 'shipping', quantity: 1 };

  it('is refused as long as goods are sent', () => {
    past(withShipping, taken).when(cancel(alone)).thenRejected('shipping-not-cancellable');
    past(withShipping, taken)
      .when(cancel({ sku: 'TEE', quantity: 3 }, alone))
      .thenRejected('shipping-not-cancellable');
  });
  it('happens with the last goods', () =>
    past(withShipping, taken)
      .when(cancel({ sku: 'TEE', quantity: 3 }, { sku: 'CAP', quantity: 2 }, alone))
      .then(wholeCancelled));

  const added = OrderGoodsAdded.of({
    orderId,
    additionId: 'o-2',
    lines: [{ sku: 'MUG', quantity: 1 }],
    totalMinor: 400,
    currency: 'GBP',
  });
  const addition = (...events: OrderEvent[]) => {
    const first = OrderPlaced.of({ ...placed.data, orderId: 'o-2', addsTo: orderId });
    return { of: orderAggregate, id: 'o-2', events: [first, ...events] };
  };
  const pastOfBoth = (other: ReturnType<typeof addition>) =>
    givenStreams(cancelOrder)({ of: orderAggregate, id: orderId, events: [withShipping, taken, added] }, other);
  it('waits for goods that were added to the order, and are sent without a charge', () => {
    pastOfBoth(addition()).when(cancel()).thenRejected('goods-added');
    const over = OrderCancelled.of({ orderId: 'o-2', reason, stage: 'confirmed' });
    pastOfBoth(addition(over)).when(cancel()).then(wholeCancelled);
    pastOfBoth(addition())
      .when(cancel({ sku: 'CAP', quantity: 1 }))
      .then(lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }));
  });
});

describe('cancelling the rest of an order that left in part', () => {
  it('completes the order', () =>
    past(placed, confirmed, ...northLeft)
      .when(cancel())
      .then(lineCancelled(caps(2), 'SOUTH', { amountMinor: 600 }), OrderShipped.of({ orderId })));
  it('delivers the order where the first part has arrived', () => {
    const at = '2026-01-04T00:00:00.000Z';
    const arrived = ParcelArrived.of({ orderId, fulfilmentId: 'o-1.NORTH', deliveredAt: at, recordedAt: at });
    past(placed, confirmed, ...northLeft, arrived)
      .when(cancel())
      .then(
        lineCancelled(caps(2), 'SOUTH', { amountMinor: 600 }),
        OrderShipped.of({ orderId }),
        OrderDelivered.of({ orderId, customerId: 'c-1', deliveredAt: at }),
      );
  });
  it('is refused while the rest is picked', () =>
    past(placed, confirmed, ...northLeft, picking('SOUTH'))
      .when(cancel())
      .thenRejected('order-being-picked'));
  it('leaves the price of the other units as it was', () =>
    past(placed, confirmed, lineCancelled(tees(1), 'NORTH', { amountMinor: 333 }))
      .when(dispatch('NORTH', 'TEE', 2))
      .then(left('NORTH', [tees(2), post], 717), partly('NORTH')));
});

describe('units that a warehouse cannot send', () => {
  it('are cancelled although it works on them', () =>
    past(placed, confirmed, picking('SOUTH'))
      .when(missing('SOUTH', 'CAP', 1))
      .then(lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }, 'missing')));
  it('are those of that warehouse alone', () =>
    past(placed, confirmed)
      .when(missing('NORTH', 'CAP', 1))
      .then());
  it('are no more than are still to be sent', () =>
    past(placed, confirmed, lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }))
      .when({ ...missing('SOUTH', 'CAP', 2), data: { ...missing('SOUTH', 'CAP', 2).data, cancellationId: 'x-2' } })
      .then(
        OrderLineCancelled.of({
          ...lineCancelled(caps(1), 'SOUTH', { amountMinor: 300 }, 'missing').data,
          cancellationId: 'x-2',
        }),
      ));
});

describe('a parcel that overtakes a cancellation', () => {
  const overtaken = (
    warehouse: string,
    units: { lineId: string; sku: string; quantity: number }[],
    amountMinor: number,
    discounts: { promotionId: string; amountMinor: number }[] = [],
  ) =>
    CancellationOvertaken.of({
      orderId,
      customerId: 'c-1',
      fulfilmentId: `o-1.${warehouse}`,
      units,
      amountMinor,
      discounts,
    });

  it('completes an order whose other half stays on its shelf', () =>
    past(placed, confirmed, wholeCancelled)
      .when(dispatch('NORTH', 'TEE', 3))
      .then(
        overtaken('NORTH', [tees(3), post], 1050, [{ promotionId: 'p-1', amountMinor: 200 }]),
        left('NORTH', [tees(3), post], 1050),
        OrderShipped.of({ orderId, fulfilmentId: 'o-1.NORTH' }),
      ));
  it('may be followed by another one', () =>
    past(
      placed,
      confirmed,
      wholeCancelled,
      overtaken('NORTH', [tees(3), post], 1050),
      left('NORTH', [tees(3), post], 1050),
      OrderShipped.of({ orderId, fulfilmentId: 'o-1.NORTH' }),
    )
      .when(dispatch('SOUTH', 'CAP', 2))
      .then(
        overtaken('SOUTH', [caps(2)], 600),
        left('SOUTH', [caps(2)], 600),
        OrderShipped.of({ orderId, fulfilmentId: 'o-1.SOUTH' }),
      ));
  it('takes back the cancellation of the units that are in it, and of no others', () =>
    past(placed, confirmed, lineCancelled(tees(2), 'NORTH', { amountMinor: 666 }))
      .when(dispatch('NORTH', 'TEE', 2))
      .then(
        overtaken('NORTH', [tees(1)], 334, [{ promotionId: 'p-1', amountMinor: 66 }]),
        left('NORTH', [tees(2), post], 717),
        partly('NORTH'),
      ));
});
