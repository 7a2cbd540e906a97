import { OrderCancelled, OrderConfirmed, OrderRejected, PromotionClaimRequested } from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  type Command,
  type Decider,
  type EventFrom,
  type Rejection,
} from '@concord/event-sourcing';
import {
  deliverWithoutParcel,
  recordDelivery,
  recordDispatch,
  type DeliverWithoutParcel,
  type RecordDelivery,
  type RecordDispatch,
} from './parcels';
import { orderAggregate, PickingBegun, type Order, type OrderEvent, type Placed } from './order.aggregate';
import { place, type PlaceOrder } from './place-order';

type RejectedData = EventFrom<typeof OrderRejected>['data'];
type Allocations = EventFrom<typeof OrderConfirmed>['data']['allocations'];

export type RequestPromotionClaims = Command<'RequestPromotionClaims', { orderId: string }>;
export type ConfirmOrder = Command<'ConfirmOrder', { orderId: string; allocations: Allocations }>;
export type RejectOrder = Command<'RejectOrder', Omit<RejectedData, 'customerId'>>;
export type CancelOrder = Command<'CancelOrder', { orderId: string; reason: string }>;
export type BeginPicking = Command<'BeginPicking', { orderId: string; fulfilmentId: string }>;
export type OrderCommand =
  | PlaceOrder
  | RequestPromotionClaims
  | ConfirmOrder
  | RejectOrder
  | CancelOrder
  | BeginPicking
  | RecordDispatch
  | RecordDelivery
  | DeliverWithoutParcel;

/**
 * One order: pending, confirmed, partially_shipped, shipped, delivered; or rejected, or cancelled. It only moves
 * forward: what comes late or again changes nothing.
 */
export const order: Decider<OrderCommand, OrderEvent, Order> = {
  ...orderAggregate,
  commands: [
    'PlaceOrder',
    'RequestPromotionClaims',
    'ConfirmOrder',
    'RejectOrder',
    'CancelOrder',
    'BeginPicking',
    'RecordDispatch',
    'RecordDelivery',
    'DeliverWithoutParcel',
  ],
  opens: ['PlaceOrder'],
  id: ({ data }) => data.orderId,

  decide(command, state) {
    const { orderId } = command.data;
    if (command.type === 'PlaceOrder') {
      if (state.placed) return conflict('order-exists', `There is an order ${orderId} already.`);
      return place(command, command.at);
    }
    const { placed } = state;
    if (!placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    switch (command.type) {
      case 'RequestPromotionClaims':
        return state.status === 'pending' && !state.hasRequestedClaims ? requestClaims(placed) : [];
      case 'ConfirmOrder':
        return state.status === 'pending' ? [confirmed(placed, command.data.allocations)] : [];
      case 'RejectOrder':
        if (state.status !== 'pending') return [];
        return [OrderRejected.of({ ...command.data, ...customerOf(placed) })];
      case 'CancelOrder':
        return cancel(command.data, state, placed);
      case 'BeginPicking':
        if (state.status !== 'confirmed' || state.isBeingPicked) return [];
        return [PickingBegun.of(command.data)];
      case 'RecordDispatch':
        return recordDispatch(command.data, state, placed);
      case 'RecordDelivery':
        return recordDelivery(command.data, state, placed, command.at);
      case 'DeliverWithoutParcel':
        return deliverWithoutParcel(state, placed, command.at);
      default:
        return never(command);
    }
  },
};

function requestClaims(placed: Placed): OrderEvent[] {
  const claims = claimsOf(placed);
  return [PromotionClaimRequested.of({ orderId: placed.orderId, ...customerOf(placed), claims })];
}

/** What each promotion takes off the order. */
export function claimsOf({ lines }: Pick<Placed, 'lines'>) {
  const amounts = new Map<string, number>();
  for (const { promotionId, amountMinor } of lines.flatMap(({ discounts }) => discounts))
    amounts.set(promotionId, (amounts.get(promotionId) ?? 0) + amountMinor);
  return [...amounts].map(([promotionId, amountMinor]) => ({ promotionId, amountMinor }));
}

function confirmed(placed: Placed, allocations: Allocations) {
  const { orderId, reference, currency, lines, totalMinor, shipTo } = placed;
  return OrderConfirmed.of({
    orderId,
    ...customerOf(placed),
    ...(reference !== undefined && { reference }),
    ...{ currency, lines, totalMinor, allocations, shipTo },
  });
}

function cancel({ orderId, reason }: CancelOrder['data'], state: Order, placed: Placed): OrderEvent[] | Rejection {
  const cancelled = (stage: 'checkout' | 'confirmed') => [
    OrderCancelled.of({ orderId, ...customerOf(placed), reason, stage }),
  ];
  switch (state.status) {
    case 'pending':
      return cancelled('checkout');
    case 'confirmed':
      if (!state.isBeingPicked) return cancelled('confirmed');
      return conflict(
        'order-being-picked',
        `The order ${orderId} is being picked. Wait for the parcel and return what is not wanted.`,
      );
    case 'cancelled':
      return [];
    case 'rejected':
      return conflict('order-rejected', `The order ${orderId} was not taken: there is nothing to cancel.`);
    case 'none':
    case 'partially_shipped':
    case 'shipped':
    case 'delivered':
      return conflict('order-shipped', `The order ${orderId} has left. Return what is not wanted.`);
  }
}

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });
