import {
  notPersonal,
  OrderConfirmed,
  OrderLineCancelled,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderReallocated,
  OrderShipped,
} from '@concord/contracts';
import { given, SPEC_TIME } from '@concord/event-sourcing';
import { ParcelLeft } from './order.aggregate';
import { order } from './order.decider';
import type { ReallocateUnits } from './reallocation';

const past = given(order);
const orderId = 'o-1';
const shipTo = { country: 'GB' };
const lines = [
  {
    lineId: '1',
    sku: 'TEE',
    title: 'Tee',
    quantity: 3,
    unitMinor: 400,
    discounts: [],
    totalMinor: 1200,
    stocked: true,
  },
];
const placed = OrderPlaced.of({
  orderId,
  currency: 'GBP',
  lines,
  goodsMinor: 1200,
  discountMinor: 0,
  totalMinor: 1200,
  shipTo,
  channel: 'b2c',
  orderedAt: SPEC_TIME,
  paymentMethod: 'card',
});
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }];
const confirmed = OrderConfirmed.of({ orderId, currency: 'GBP', lines, totalMinor: 1200, allocations, shipTo });
const fromSouth = (quantity: number) => ({ sku: 'TEE', warehouse: 'SOUTH', quantity });
const move = (quantity: number): ReallocateUnits => {
  const data = { orderId, moveId: 'm', from: 'NORTH', sku: 'TEE', allocations: [fromSouth(quantity)] };
  return { type: 'ReallocateUnits', data };
};
const moved = (accepted: number, refused = 0) =>
  OrderReallocated.of({
    orderId,
    moveId: 'm',
    from: 'NORTH',
    sku: 'TEE',
    shipTo,
    allocations: accepted > 0 ? [fromSouth(accepted)] : [],
    refused: refused > 0 ? [fromSouth(refused)] : [],
  });
const cancelled = (quantity: number) =>
  OrderLineCancelled.of({
    orderId,
    cancellationId: 'x',
    lineId: '1',
    sku: 'TEE',
    quantity,
    amountMinor: 400 * quantity,
    discounts: [],
    currency: 'GBP',
    cause: 'called-off',
    reason: notPersonal('x'),
    allocations: [{ sku: 'TEE', warehouse: 'NORTH', quantity }],
  });
const left = (fulfilmentId: string, warehouse: string, quantity: number) =>
  ParcelLeft.of({
    orderId,
    fulfilmentId,
    warehouse,
    units: [{ lineId: '1', sku: 'TEE', quantity }],
    amountMinor: 400 * quantity,
    totalMinor: 1200,
    currency: 'GBP',
    paymentMethod: 'card',
  });
const partly = (fulfilmentId: string) => OrderPartiallyShipped.of({ orderId, fulfilmentId });
const dispatch = (fulfilmentId: string, warehouse: string, quantity: number) => {
  const data = { orderId, fulfilmentId, warehouse, lines: [{ sku: 'TEE', quantity }] };
  return { type: 'RecordDispatch' as const, data };
};

describe('units that another warehouse sends instead', () => {
  it('are expected from that warehouse', () => {
    past(placed, confirmed).when(move(1)).then(moved(1));
    past(placed, confirmed, moved(1)).when(move(1)).then();
  });
  it('are refused as far as they were cancelled meanwhile', () => {
    past(placed, confirmed, cancelled(2)).when(move(2)).then(moved(1, 1));
    past(placed, confirmed, cancelled(2)).when(move(1)).then(moved(1));
  });
  it('are refused where the last parcel left before inventory answered', () => {
    const gone = [cancelled(1), left('o-1.NORTH', 'NORTH', 2), OrderShipped.of({ orderId, fulfilmentId: 'o-1.NORTH' })];
    past(placed, confirmed, ...gone)
      .when(move(1))
      .then(moved(0, 1));
  });
  it('are waited for: the order is not complete without them', () => {
    past(placed, confirmed, moved(1))
      .when(dispatch('o-1.NORTH', 'NORTH', 2))
      .then(left('o-1.NORTH', 'NORTH', 2), partly('o-1.NORTH'));
    past(placed, confirmed, moved(1), left('o-1.NORTH', 'NORTH', 2), partly('o-1.NORTH'))
      .when(dispatch('o-1.SOUTH', 'SOUTH', 1))
      .then(left('o-1.SOUTH', 'SOUTH', 1), OrderShipped.of({ orderId, fulfilmentId: 'o-1.SOUTH' }));
  });
  it('are waited for although the other parcel left before they were known to be missing', () => {
    const gone = [placed, confirmed, left('o-1.NORTH', 'NORTH', 2), partly('o-1.NORTH')];
    past(placed, confirmed)
      .when(dispatch('o-1.NORTH', 'NORTH', 2))
      .then(...gone.slice(2));
    past(...gone)
      .when(move(1))
      .then(moved(1));
  });
  it('may come in a second parcel of a warehouse', () => {
    const both = [moved(1), left('o-1.SOUTH', 'SOUTH', 1), partly('o-1.SOUTH')];
    past(placed, confirmed, ...both)
      .when(dispatch('o-1.NORTH', 'NORTH', 1))
      .then(left('o-1.NORTH', 'NORTH', 1), partly('o-1.NORTH'));
    past(placed, confirmed, ...both, left('o-1.NORTH', 'NORTH', 1), partly('o-1.NORTH'))
      .when(dispatch('o-1.NORTH.2', 'NORTH', 1))
      .then(left('o-1.NORTH.2', 'NORTH', 1), OrderShipped.of({ orderId, fulfilmentId: 'o-1.NORTH.2' }));
  });
});
